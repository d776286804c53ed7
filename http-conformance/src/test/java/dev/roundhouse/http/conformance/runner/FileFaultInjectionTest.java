package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.ResourceTracker;
import dev.roundhouse.http.conformance.scenario.FileSite;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Step;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.handlers.SiteHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every file scenario on channels that split input, take output in small pieces and abort. The responses must not
 * depend on that, and every opened file must be closed exactly once.
 */
class FileFaultInjectionTest {
    private static final ServerFields SERVER_FIELDS = new ServerFields(FileSite.NOW::getEpochSecond, "");
    private static final List<Integer> WRITES_BEFORE_ABORT = List.of(0, 1, 5, 30, 60);

    /** The multipart boundary is the only part that differs between equal responses. */
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(\\S+)");

    @TempDir
    static Path tree;

    @BeforeAll
    static void createTree() throws IOException {
        FileSite.createTree(tree);
    }

    @TestFactory
    Stream<DynamicTest> responses_are_independent_of_delivery() throws IOException {
        return each(scenario -> {
            String full = masked(scenario, Delivery.UNDIVIDED);
            Delivery everywhere = Delivery.UNDIVIDED.withSplitPoints(
                    length -> IntStream.range(1, length).boxed().toList());
            assertEquals(full, masked(scenario, everywhere), "byte by byte");
            assertEquals(full, masked(scenario, everywhere.inputFirst()), "byte by byte, input first");
            assertEquals(
                    full,
                    masked(scenario, Delivery.UNDIVIDED.withWriteSizes(call -> call % 2 * 7)),
                    "writes of 7 bytes");
        });
    }

    @TestFactory
    Stream<DynamicTest> files_are_closed_wherever_the_connection_aborts() throws IOException {
        return each(scenario -> {
            for (int sent : WRITES_BEFORE_ABORT) {
                transcript(scenario, Delivery.UNDIVIDED.withWriteSizes(call -> call < sent ? 7 : -1));
            }
        });
    }

    /** A check of one scenario. */
    @FunctionalInterface
    private interface FileScenarioCheck {
        void run(Scenario scenario) throws IOException;
    }

    private static Stream<DynamicTest> each(FileScenarioCheck fileScenarioCheck) throws IOException {
        return Corpus.fileScenarios().stream().map(scenario -> {
            Executable executable = () -> fileScenarioCheck.run(scenario);
            return DynamicTest.dynamicTest(scenario.name(), executable);
        });
    }

    private static String masked(Scenario scenario, Delivery delivery) throws IOException {
        String text = transcript(scenario, delivery);
        for (MatchResult boundary : BOUNDARY.matcher(text).results().toList()) {
            text = text.replace(boundary.group(1), "?");
        }
        return text;
    }

    /** All output and whether the connection was closed. Then the connection is aborted and must leave nothing open. */
    private static String transcript(Scenario scenario, Delivery delivery) throws IOException {
        try (SiteHandler site = FileSite.of(scenario.siteFixture(), tree)) {
            return transcript(scenario, delivery, site);
        }
    }

    private static String transcript(Scenario scenario, Delivery delivery, SiteHandler site) throws IOException {
        ResourceTracker resourceTracker = new ResourceTracker(site);
        EngineTestChannel channel = new EngineTestChannel(
                new Http1Connection(scenario.limits(), Timeouts.DEFAULT, SERVER_FIELDS, 0),
                resourceTracker,
                delivery,
                0);
        for (Step step : scenario.steps()) {
            if (step instanceof Step.Send send) {
                channel.send(send.bytes());
            }
        }
        String received = readOutput(channel);
        channel.abort();
        resourceTracker.requireAllClosed();
        return received;
    }

    private static String readOutput(EngineTestChannel channel) {
        StringBuilder received = new StringBuilder();
        try {
            for (String sent = channel.receive(); !sent.isEmpty(); sent = channel.receive()) {
                received.append(sent);
            }
            return received + "(closed)";
        } catch (ReceiveTimeoutException e) {
            return received + "(open)";
        }
    }
}
