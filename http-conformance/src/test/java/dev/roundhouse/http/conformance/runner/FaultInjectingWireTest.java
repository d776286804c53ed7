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

/** Runs every scenario through the pump over wires with short reads and writes, and over wires that are aborted. */
class FaultInjectingWireTest {
    private static final int[] MAX_TRANSFER_BYTES = {1, 2, 7, 100, 10_000};
    private static final int ABORTS = 5;

    private static Stream<Scenario> scenarios() throws IOException {
        return Corpus.scenarios().stream().filter(scenario -> scenario.scope() != Scope.ENGINE);
    }

    @TestFactory
    Stream<DynamicTest> scenarios_pass_with_short_reads_and_writes() throws IOException {
        return scenarios().map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> runWithAllLimits(scenario)));
    }

    private static void runWithAllLimits(Scenario scenario) throws IOException, MismatchException {
        for (int maxTransferBytes : MAX_TRANSFER_BYTES) {
            long seed = scenario.name().hashCode() + maxTransferBytes;
            try {
                new ScenarioRunner(new PumpTestChannel(new ReferenceSite(), seed, maxTransferBytes), true)
                        .run(scenario);
            } catch (MismatchException e) {
                throw new MismatchException("seed " + seed + ", max " + maxTransferBytes + " bytes: " + e.getMessage());
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> aborted_wire_is_closed_once() throws IOException {
        return scenarios().map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> abortWithin(scenario)));
    }

    private static void abortWithin(Scenario scenario) {
        SplittableRandom random = new SplittableRandom(scenario.name().hashCode());
        for (int i = 0; i < ABORTS; i++) {
            PumpTestChannel channel = new PumpTestChannel(new ReferenceSite(), random.nextLong(), 100);
            for (Step step : scenario.steps()) {
                if (step instanceof Step.Send send) {
                    channel.send(send.bytes()
                            .substring(0, random.nextInt(send.bytes().length() + 1)));
                }
            }
            channel.disconnect();

            assertEquals(1, channel.closeCount(), scenario.name());
        }
    }
}
