package dev.roundhouse.http.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.runner.EngineRunner;
import dev.roundhouse.http.conformance.scenario.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every conversation, with the engine alone. */
class EngineScenarioTest {
    private static final int AT_LEAST = 850;

    @TestFactory
    Stream<DynamicTest> the_engine_holds_every_conversation() throws IOException {
        return Corpus.scenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.toString(), () -> EngineRunner.run(scenario)));
    }

    @Test
    void there_are_enough_conversations() throws IOException {
        List<Scenario> scenarios = Corpus.scenarios();

        assertTrue(scenarios.size() >= AT_LEAST, () -> "only " + scenarios.size());
    }
}
