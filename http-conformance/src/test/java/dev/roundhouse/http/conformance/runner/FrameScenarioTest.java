package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.ResourceTracker;
import dev.roundhouse.http.conformance.http2.FrameStepRunner;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Scope;
import dev.roundhouse.http.conformance.scenario.Step;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.h2.server.Http2Connection;
import dev.roundhouse.http.testing.contract.CheckedService;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every scenario in frames of HTTP/2 against the engine: undivided, and on channels that split input, take output in small pieces
 * and abort. Every resource must be closed exactly once.
 */
class FrameScenarioTest {
    private static final int MIN_SCENARIOS = 250;
    private static final int SEEDS = 4;

    /** Longer input is not delivered byte by byte: it consists of many equal frames. */
    private static final int MAX_LENGTH_BYTE_BY_BYTE = 20_000;

    /** A scenario in progress: the connection, the channel to it, and the tracked resources. */
    private record FrameRun(Http2Connection connection, EngineTestChannel channel, ResourceTracker resources) {
        static FrameRun of(Scenario scenario, Delivery delivery) {
            Http2Connection connection = EngineRunner.newHttp2Connection(scenario, ConnectionContext.NONE);
            ResourceTracker tracker = new ResourceTracker(new ReferenceSite());
            return new FrameRun(connection, EngineRunner.openChannel(connection, tracker, delivery), tracker);
        }

        void pass(Scenario scenario) throws IOException, MismatchException {
            new ScenarioRunner(new FrameStepRunner(channel, true)).run(scenario);
            abort();
        }

        void abort() {
            channel.abort();
            assertEquals(CloseState.CLOSE, connection.closeState());
            resources.requireAllClosed();
        }
    }

    @Test
    void corpus_has_enough_scenarios() throws IOException {
        int count = Corpus.frameScenarios().size();

        assertTrue(count >= MIN_SCENARIOS, () -> "only " + count);
    }

    @TestFactory
    Stream<DynamicTest> engine_passes_every_scenario() throws IOException {
        return each((scenario, run) -> run.pass(scenario), Delivery.UNDIVIDED);
    }

    @TestFactory
    Stream<DynamicTest> engine_passes_every_scenario_byte_by_byte() throws IOException {
        Delivery everywhere = Delivery.UNDIVIDED.withSplitPoints(length -> length > MAX_LENGTH_BYTE_BY_BYTE
                ? List.of(1, 9, 24, 33, length / 2, length - 1)
                : IntStream.range(1, length).boxed().toList());
        return Stream.concat(
                each((scenario, run) -> run.pass(scenario), everywhere),
                each((scenario, run) -> run.pass(scenario), everywhere.inputFirst()));
    }

    @TestFactory
    Stream<DynamicTest> engine_passes_every_scenario_with_random_splits_and_writes() throws IOException {
        return IntStream.range(0, SEEDS).boxed().flatMap(seed -> {
            Random random = new Random(seed);
            Delivery delivery = Delivery.UNDIVIDED
                    .withSplitPoints(length ->
                            random.ints(8, 0, length + 1).sorted().boxed().toList())
                    .withWriteSizes(call -> random.nextInt(300));
            return each((scenario, run) -> run.pass(scenario), delivery);
        });
    }

    @TestFactory
    Stream<DynamicTest> engine_passes_every_scenario_with_small_writes() throws IOException {
        return Stream.of(1, 7, 40)
                .flatMap(size -> each(
                        (scenario, run) -> run.pass(scenario),
                        Delivery.UNDIVIDED.withWriteSizes(call -> call % 2 * size)));
    }

    @TestFactory
    Stream<DynamicTest> resources_are_closed_wherever_the_connection_aborts() throws IOException {
        return IntStream.of(0, 1, 3, 10, 100)
                .boxed()
                .flatMap(writes -> each(
                        FrameScenarioTest::sendAll,
                        Delivery.UNDIVIDED.withWriteSizes(call -> call < writes ? 30 : -1)));
    }

    private static void sendAll(Scenario scenario, FrameRun run) {
        for (Step step : scenario.steps()) {
            if (step instanceof Step.Send send) {
                run.channel().send(send.bytes());
            }
        }
        run.abort();
    }

    @TestFactory
    Stream<DynamicTest> transports_pass_every_scenario_on_faulty_wires() {
        return IntStream.of(1, 100, 5000)
                .boxed()
                .flatMap(bytes -> scenarios()
                        .filter(scenario -> scenario.scope() != Scope.ENGINE)
                        .map(scenario -> DynamicTest.dynamicTest(scenario + " with " + bytes, () -> {
                            PumpTestChannel channel =
                                    new PumpTestChannel(CheckedService::http2, new ReferenceSite(), bytes, bytes);
                            new ScenarioRunner(new FrameStepRunner(channel, true)).run(scenario);
                            channel.disconnect();
                            assertEquals(1, channel.closeCount());
                        })));
    }

    /** A check of one scenario. */
    @FunctionalInterface
    private interface FrameScenarioCheck {
        void check(Scenario scenario, FrameRun run) throws Exception;
    }

    private static Stream<DynamicTest> each(FrameScenarioCheck check, Delivery delivery) {
        return scenarios()
                .filter(scenario -> delivery.equals(Delivery.UNDIVIDED) || !scenario.isDeliveryDependent())
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.toString(), () -> check.check(scenario, FrameRun.of(scenario, delivery))));
    }

    private static Stream<Scenario> scenarios() {
        try {
            return Corpus.frameScenarios().stream();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
