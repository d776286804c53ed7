package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.scenario.FileSite;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.ServerFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every conversation about files, with real files and the engine, and without a socket. */
class FileScenarioTest {
    private static final int AT_LEAST = 150;

    /** As the time of day stands still, so does this one; it may well be below zero. */
    private static final long START = -98_765_432_109L;

    private static final ServerFields STAMP = new ServerFields(FileSite.NOW::getEpochSecond, "");

    @TempDir
    static Path tree;

    @BeforeAll
    static void plant() throws IOException {
        FileSite.plant(tree);
    }

    @TestFactory
    Stream<DynamicTest> the_engine_holds_every_conversation() throws IOException {
        return Corpus.fileScenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.toString(), () -> hold(scenario)));
    }

    private static void hold(Scenario scenario) throws IOException, MismatchException {
        new ScenarioRunner(line(scenario), true).run(scenario);
    }

    private static EngineTestChannel line(Scenario scenario) throws IOException {
        Http1Connection machine = new Http1Connection(scenario.limits(), Timeouts.DEFAULT, STAMP, START);
        return new EngineTestChannel(machine, FileSite.of(scenario.siteFixture(), tree), Delivery.UNDIVIDED, START);
    }

    @Test
    void there_are_enough_conversations() throws IOException {
        int count = Corpus.fileScenarios().size();

        assertTrue(count >= AT_LEAST, () -> "only " + count);
    }
}
