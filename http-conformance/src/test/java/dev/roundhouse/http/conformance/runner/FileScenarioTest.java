package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.scenario.FileSite;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.handlers.SiteHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs every file scenario against the protocol engine with real files, without a socket. */
class FileScenarioTest {
    private static final int MIN_SCENARIOS = 150;

    /** The monotonic time is constant, like the time of day; it may be negative. */
    private static final long START = -98_765_432_109L;

    private static final ServerFields SERVER_FIELDS = new ServerFields(FileSite.NOW::getEpochSecond, "");

    @TempDir
    static Path tree;

    @BeforeAll
    static void createTree() throws IOException {
        FileSite.createTree(tree);
    }

    @TestFactory
    Stream<DynamicTest> engine_passes_every_scenario() throws IOException {
        return Corpus.fileScenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.toString(), () -> run(scenario)));
    }

    private static void run(Scenario scenario) throws IOException, MismatchException {
        try (SiteHandler site = FileSite.of(scenario.siteFixture(), tree)) {
            new ScenarioRunner(openChannel(scenario, site), true).run(scenario);
        }
    }

    private static EngineTestChannel openChannel(Scenario scenario, SiteHandler site) {
        Http1Connection connection = new Http1Connection(scenario.limits(), Timeouts.DEFAULT, SERVER_FIELDS, START);
        return new EngineTestChannel(connection, site, Delivery.UNDIVIDED, START);
    }

    @Test
    void corpus_has_enough_scenarios() throws IOException {
        int count = Corpus.fileScenarios().size();

        assertTrue(count >= MIN_SCENARIOS, () -> "only " + count);
    }
}
