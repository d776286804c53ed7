package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.http2.Applicability;
import dev.roundhouse.http.conformance.http2.Difference;
import dev.roundhouse.http.conformance.http2.MessageStepRunner;
import dev.roundhouse.http.conformance.scenario.FileSite;
import dev.roundhouse.http.conformance.scenario.Notation;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.ScenarioParser;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.server.Http2Connection;
import dev.roundhouse.http.handlers.SiteHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs every scenario of HTTP/1.1 that applies to HTTP/2 against the engine of HTTP/2, with the same expectations. */
class MessageScenarioTest {
    private static final int MIN_APPLICABLE = 380;
    private static final int MIN_APPLICABLE_FILE_SCENARIOS = 450;

    /** How many scenarios do not apply, at most: a rule that excluded others by mistake would exceed it. */
    private static final Map<Difference, Integer> MAX_OTHERS = Map.of(
            Difference.SYNTAX, 173,
            Difference.VERSION, 43,
            Difference.FRAMING, 197,
            Difference.INCOMPLETE, 20,
            Difference.PERSISTENCE, 8,
            Difference.AUTHORITY, 1,
            Difference.LIMITS, 15,
            Difference.TIMEOUT, 20);

    private static final ServerFields SERVER_FIELDS = new ServerFields(FileSite.NOW::getEpochSecond, "");

    @TempDir
    static Path tree;

    @BeforeAll
    static void createTree() throws IOException {
        FileSite.createTree(tree);
    }

    @TestFactory
    Stream<DynamicTest> engine_passes_every_scenario_that_applies() throws IOException {
        return applicable(Corpus.scenarios())
                .map(scenario -> DynamicTest.dynamicTest(scenario.toString(), () -> run(scenario)));
    }

    @TestFactory
    Stream<DynamicTest> engine_passes_every_file_scenario_that_applies() throws IOException {
        return applicable(Corpus.fileScenarios())
                .map(scenario -> DynamicTest.dynamicTest(scenario.toString(), () -> runWithFiles(scenario)));
    }

    private static Stream<Scenario> applicable(List<Scenario> scenarios) {
        return scenarios.stream()
                .filter(scenario -> Applicability.differenceOf(scenario).isEmpty());
    }

    private static void run(Scenario scenario) throws IOException, MismatchException {
        EngineTestChannel channel = EngineRunner.openChannel(
                EngineRunner.newHttp2Connection(scenario, ConnectionContext.NONE),
                new ReferenceSite(),
                Delivery.UNDIVIDED);
        new ScenarioRunner(new MessageStepRunner(channel, true)).run(scenario);
    }

    private static void runWithFiles(Scenario scenario) throws IOException, MismatchException {
        Http2Limits limits = Http2Limits.of(scenario.limits().common());
        try (SiteHandler site = FileSite.of(scenario.siteFixture(), tree)) {
            Http2Connection connection =
                    new Http2Connection(limits, Timeouts.DEFAULT, SERVER_FIELDS, ConnectionContext.NONE, 0);
            EngineTestChannel channel = EngineRunner.openChannel(connection, site, Delivery.UNDIVIDED);
            new ScenarioRunner(new MessageStepRunner(channel, true)).run(scenario);
        }
    }

    @Test
    void enough_scenarios_apply() throws IOException {
        assertBounds(MIN_APPLICABLE, MAX_OTHERS, Corpus.scenarios());
    }

    @Test
    void all_file_scenarios_but_one_apply() throws IOException {
        assertBounds(MIN_APPLICABLE_FILE_SCENARIOS, Map.of(Difference.VERSION, 1), Corpus.fileScenarios());
    }

    private static void assertBounds(int minApplicable, Map<Difference, Integer> maxOthers, List<Scenario> scenarios) {
        Map<Difference, Integer> counts = new EnumMap<>(Difference.class);
        int applicable = 0;
        for (Scenario scenario : scenarios) {
            Optional<Difference> difference = Applicability.differenceOf(scenario);
            difference.ifPresent(reason -> counts.merge(reason, 1, Integer::sum));
            applicable += difference.isEmpty() ? 1 : 0;
        }
        int count = applicable;
        assertTrue(count >= minApplicable, () -> "only " + count + " scenarios apply: " + counts);
        counts.forEach((difference, other) -> assertTrue(
                other <= maxOthers.getOrDefault(difference, 0),
                () -> other + " scenarios do not apply because of " + difference));
    }

    @Test
    void each_difference_is_recognized() {
        assertEquals(Optional.of(Difference.SYNTAX), difference("> GET  / HTTP/1.1\n> Host: a\n>\n< HTTP/1.1 400\n"));
        assertEquals(Optional.of(Difference.VERSION), difference("> GET / HTTP/1.0\n>\n< HTTP/1.1 200\n"));
        assertEquals(
                Optional.of(Difference.FRAMING),
                difference("> GET / HTTP/1.1\n> Host: a\n> Content-Length: x\n>\n< HTTP/1.1 400\n"));
        assertEquals(
                Optional.of(Difference.INCOMPLETE),
                difference("> GET / HTTP/1.1\n> Host: a\n= close-output\n< HTTP/1.1 400\n"));
        assertEquals(
                Optional.of(Difference.PERSISTENCE),
                difference("> GET / HTTP/1.1\n> Host: a\n>\n> GET / HTTP/1.1\n> Host: a\n>\n< HTTP/1.1 200\n"));
        assertEquals(Optional.of(Difference.AUTHORITY), difference("> GET / HTTP/1.1\n> Host:\n>\n< HTTP/1.1 200\n"));
        assertEquals(Optional.of(Difference.LIMITS), difference("> GET / HTTP/1.1\n> Host: a\n>\n< HTTP/1.1 414\n"));
        assertEquals(
                Optional.empty(), difference("> GET / HTTP/1.1\n> Host: a\n> Connection: close\n>\n< HTTP/1.1 200\n"));
    }

    private static Optional<Difference> difference(String steps) {
        String title = "# test/test   RFC 9112 §1 MUST: Something.\n";
        return Applicability.differenceOf(ScenarioParser.parse(title + steps + "< (open)", Notation.REFERENCE));
    }
}
