package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.ResourceTracker;
import dev.roundhouse.http.conformance.scenario.FileSite;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Step;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.ServerFields;
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
 * Every conversation about files on lines that cut, drip and break. However octets travel, the answers are the same octets;
 * and every file that was opened for them is closed exactly once.
 */
class FileFaultInjectionTest {
    private static final ServerFields STAMP = new ServerFields(FileSite.NOW::getEpochSecond, "");
    private static final List<Integer> BREAKS = List.of(0, 1, 5, 30, 60);

    /** The boundary of several parts is the one thing that is new in each response. */
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(\\S+)");

    @TempDir
    static Path tree;

    @BeforeAll
    static void plant() throws IOException {
        FileSite.plant(tree);
    }

    @TestFactory
    Stream<DynamicTest> says_the_same_however_the_octets_travel() throws IOException {
        return each(scenario -> {
            String full = masked(scenario, Delivery.UNDIVIDED);
            Delivery everywhere = Delivery.UNDIVIDED.withSplitPoints(
                    length -> IntStream.range(1, length).boxed().toList());
            assertEquals(full, masked(scenario, everywhere), "octet by octet");
            assertEquals(full, masked(scenario, everywhere.inputFirst()), "octet by octet, fed first");
            assertEquals(
                    full, masked(scenario, Delivery.UNDIVIDED.withWriteSizes(turn -> turn % 2 * 7)), "seven leave");
        });
    }

    @TestFactory
    Stream<DynamicTest> closes_what_it_opened_wherever_the_line_breaks() throws IOException {
        return each(scenario -> {
            for (int sent : BREAKS) {
                transcript(scenario, Delivery.UNDIVIDED.withWriteSizes(turn -> turn < sent ? 7 : -1));
            }
        });
    }

    /** What can be asked of a conversation. */
    @FunctionalInterface
    private interface FileScenarioCheck {
        void of(Scenario scenario) throws IOException;
    }

    private static Stream<DynamicTest> each(FileScenarioCheck fileScenarioCheck) throws IOException {
        return Corpus.fileScenarios().stream().map(scenario -> {
            Executable executable = () -> fileScenarioCheck.of(scenario);
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

    /** All that was said, and how it ended; then the line breaks, and nothing is left open. */
    private static String transcript(Scenario scenario, Delivery delivery) throws IOException {
        ResourceTracker resourceTracker = new ResourceTracker(FileSite.of(scenario.siteFixture(), tree));
        EngineTestChannel line = new EngineTestChannel(
                new Http1Connection(scenario.limits(), Timeouts.DEFAULT, STAMP, 0), resourceTracker, delivery, 0);
        for (Step step : scenario.steps()) {
            if (step instanceof Step.Send send) {
                line.send(send.bytes());
            }
        }
        String received = heard(line);
        line.abort();
        resourceTracker.requireBalance();
        return received;
    }

    private static String heard(EngineTestChannel line) {
        StringBuilder received = new StringBuilder();
        try {
            for (String sent = line.receive(); !sent.isEmpty(); sent = line.receive()) {
                received.append(sent);
            }
            return received + "(closed)";
        } catch (ReceiveTimeoutException silence) {
            return received + "(open)";
        }
    }
}
