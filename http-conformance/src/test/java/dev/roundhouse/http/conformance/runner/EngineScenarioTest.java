package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.scenario.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every scenario against the protocol engine. */
class EngineScenarioTest {
    private static final int MIN_SCENARIOS = 850;

    @TestFactory
    Stream<DynamicTest> engine_passes_every_scenario() throws IOException {
        return Corpus.scenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.toString(), () -> EngineRunner.run(scenario)));
    }

    @Test
    void corpus_has_enough_scenarios() throws IOException {
        List<Scenario> scenarios = Corpus.scenarios();

        assertTrue(scenarios.size() >= MIN_SCENARIOS, () -> "only " + scenarios.size());
    }
}
