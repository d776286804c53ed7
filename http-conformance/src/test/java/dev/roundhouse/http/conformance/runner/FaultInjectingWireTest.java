package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Scope;
import dev.roundhouse.http.conformance.scenario.Step;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every conversation through the pump, over wires that give and take as they please, and over some that vanish. */
class FaultInjectingWireTest {
    private static final int[] MOST_AT_ONCE = {1, 2, 7, 100, 10_000};
    private static final int VANISHINGS = 5;

    private static Stream<Scenario> conversations() throws IOException {
        return Corpus.scenarios().stream().filter(scenario -> scenario.scope() != Scope.ENGINE);
    }

    @TestFactory
    Stream<DynamicTest> a_wire_may_give_and_take_as_it_pleases() throws IOException {
        return conversations().map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> holdOnAll(scenario)));
    }

    private static void holdOnAll(Scenario scenario) throws IOException, MismatchException {
        for (int mostAtOnce : MOST_AT_ONCE) {
            long seed = scenario.name().hashCode() + mostAtOnce;
            try {
                new ScenarioRunner(new PumpTestChannel(new ReferenceSite(), seed, mostAtOnce), true).run(scenario);
            } catch (MismatchException fallback) {
                throw new MismatchException(
                        "seed " + seed + ", at most " + mostAtOnce + " octets: " + fallback.getMessage());
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> a_wire_may_vanish_and_is_closed_once() throws IOException {
        return conversations().map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> vanishWithin(scenario)));
    }

    private static void vanishWithin(Scenario scenario) {
        SplittableRandom random = new SplittableRandom(scenario.name().hashCode());
        for (int i = 0; i < VANISHINGS; i++) {
            PumpTestChannel line = new PumpTestChannel(new ReferenceSite(), random.nextLong(), 100);
            for (Step step : scenario.steps()) {
                if (step instanceof Step.Send send) {
                    line.send(send.bytes()
                            .substring(0, random.nextInt(send.bytes().length() + 1)));
                }
            }
            line.disconnect();

            assertEquals(1, line.closeCount(), scenario.name());
        }
    }
}
