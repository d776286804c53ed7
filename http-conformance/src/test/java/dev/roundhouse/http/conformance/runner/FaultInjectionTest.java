package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.ResourceTracker;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Step;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.h1.server.Http1Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every scenario on channels that split input, take output byte by byte, stall and abort. The responses must not
 * depend on that, and every resource must be closed exactly once.
 */
class FaultInjectionTest {
    private static final int MIN_SCENARIOS = 850;

    /** Input up to this length is split at every position, longer input at some. */
    private static final int MAX_EXHAUSTIVE_LENGTH = 2048;

    private static final int SAMPLES = 48;
    private static final int SEEDS = 8;
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    /** A scenario in progress: the connection, the channel to it, and the tracked resources. */
    private record TrackedRun(Http1Connection connection, EngineTestChannel channel, ResourceTracker resources) {
        static TrackedRun of(Scenario scenario, Delivery delivery) {
            Http1Connection connection = EngineRunner.newConnection(scenario);
            ResourceTracker resourceTracker = new ResourceTracker(new ReferenceSite());
            return new TrackedRun(
                    connection, EngineRunner.openChannel(connection, resourceTracker, delivery), resourceTracker);
        }

        /** Runs a step, unless it is an expectation. */
        void run(Step step) {
            if (step instanceof Step.Send send) {
                channel.send(send.bytes());
            } else if (step instanceof Step.ShutdownOutput) {
                channel.shutdownOutput();
            } else if (step instanceof Step.AdvanceTime advanceTime) {
                channel.advanceTime(advanceTime.time());
            } else if (step instanceof Step.Drain) {
                channel.drain();
            }
        }

        /** All output since the last call, and whether the connection is closed. */
        String readOutput() {
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

        /** Aborts the connection if it is still open. */
        void finish() {
            channel.abort();
            requireClosed();
        }

        void requireClosed() {
            assertEquals(CloseState.CLOSE, connection.closeState());
            resources.requireAllClosed();
        }
    }

    @Test
    void corpus_has_enough_scenarios() throws IOException {
        assertTrue(Corpus.scenarios().size() >= MIN_SCENARIOS);
    }

    @TestFactory
    Stream<DynamicTest> responses_are_independent_of_input_splits() throws IOException {
        return each(scenario -> {
            ExpectedBytes expectedBytes = new ExpectedBytes(scenario, transcript(scenario, Delivery.UNDIVIDED));
            expectedBytes.with(splitEverywhere(), "byte by byte");
            expectedBytes.with(splitEverywhere().inputFirst(), "byte by byte, input first");
            expectedBytes.with(Delivery.UNDIVIDED.inputFirst(), "undivided, input first");
            for (int position : expectedBytes.splitPoints()) {
                expectedBytes.with(
                        Delivery.UNDIVIDED.withSplitPoints(length -> List.of(position)), "split at " + position);
            }
            for (int seed = 0; seed < SEEDS; seed++) {
                expectedBytes.with(
                        Delivery.UNDIVIDED.withSplitPoints(randomSplitPoints(seed)), "split with seed " + seed);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> responses_are_independent_of_write_sizes() throws IOException {
        return each(scenario -> {
            ExpectedBytes expectedBytes = new ExpectedBytes(scenario, transcript(scenario, Delivery.UNDIVIDED));
            expectedBytes.with(Delivery.UNDIVIDED.withWriteSizes(call -> 1), "one at a time");
            expectedBytes.with(Delivery.UNDIVIDED.withWriteSizes(call -> call % 2 * 7), "none, then seven");
            for (int seed = 0; seed < SEEDS; seed++) {
                Random random = new Random(seed);
                Delivery delivery = Delivery.UNDIVIDED
                        .withWriteSizes(call -> random.nextInt(300))
                        .withSplitPoints(randomSplitPoints(seed));
                expectedBytes.with(delivery, "write sizes with seed " + seed);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> connection_closes_wherever_the_client_half_closes() throws IOException {
        return each(scenario -> stopEverywhere(scenario, trackedRun -> {
            trackedRun.channel().shutdownOutput();
            trackedRun.channel().advanceTime(LONG_ENOUGH);
        }));
    }

    @TestFactory
    Stream<DynamicTest> connection_closes_wherever_the_client_stops_sending() throws IOException {
        return each(scenario ->
                stopEverywhere(scenario, trackedRun -> trackedRun.channel().advanceTime(LONG_ENOUGH)));
    }

    @TestFactory
    Stream<DynamicTest> connection_closes_wherever_it_is_aborted() throws IOException {
        return each(scenario ->
                stopEverywhere(scenario, trackedRun -> trackedRun.channel().abort()));
    }

    @TestFactory
    Stream<DynamicTest> connection_closes_wherever_the_client_stops_reading() throws IOException {
        return each(scenario -> {
            for (int readBytes :
                    positions(transcript(scenario, Delivery.UNDIVIDED).length())) {
                TrackedRun trackedRun = TrackedRun.of(scenario, Delivery.UNDIVIDED.withWriteSizes(upTo(readBytes)));
                scenario.steps().forEach(trackedRun::run);
                trackedRun.channel().advanceTime(LONG_ENOUGH);
                trackedRun.requireClosed();
            }
        });
    }

    // Helpers

    private static Stream<DynamicTest> each(ScenarioCheck scenarioCheck) throws IOException {
        return Corpus.scenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.toString(), () -> scenarioCheck.with(scenario)));
    }

    @FunctionalInterface
    private interface ScenarioCheck {
        void with(Scenario scenario) throws Exception;
    }

    /** Runs a scenario up to every position of what the client sends, and then an event. */
    private static void stopEverywhere(Scenario scenario, Consumer<TrackedRun> event) {
        List<Step> steps = scenario.steps();
        for (int index = 0; index < steps.size(); index++) {
            if (steps.get(index) instanceof Step.Send send) {
                for (int position : positions(send.bytes().length())) {
                    TrackedRun trackedRun = TrackedRun.of(scenario, Delivery.UNDIVIDED);
                    steps.subList(0, index).forEach(trackedRun::run);
                    trackedRun.channel().send(send.bytes().substring(0, position));
                    event.accept(trackedRun);
                    trackedRun.requireClosed();
                }
            }
        }
    }

    /** Takes output 100 bytes at a time up to a number of bytes, and then none. */
    private static IntUnaryOperator upTo(int bytes) {
        int writes = bytes / 100;
        return call -> call < writes ? 100 : call == writes ? bytes % 100 : -1;
    }

    /** The expected bytes of a scenario, for any delivery. */
    private record ExpectedBytes(Scenario scenario, String expected) {
        void with(Delivery delivery, String how) throws Exception {
            if (scenario.isDeliveryDependent()) {
                TrackedRun trackedRun = TrackedRun.of(scenario, delivery);
                new ScenarioRunner(trackedRun.channel(), true).run(scenario);
                trackedRun.finish();
            } else {
                assertEquals(expected, transcript(scenario, delivery), how);
            }
        }

        /** Positions at which input is split; fewer if the expected output is long. */
        List<Integer> splitPoints() {
            List<Integer> positions = positions(longestSend(scenario));
            int step = 1 + expected.length() / 10_000;
            return IntStream.range(0, positions.size())
                    .filter(index -> index % step == 0)
                    .mapToObj(positions::get)
                    .toList();
        }
    }

    /** All output of a scenario. */
    private static String transcript(Scenario scenario, Delivery delivery) {
        TrackedRun trackedRun = TrackedRun.of(scenario, delivery);
        StringBuilder transcript = new StringBuilder();
        for (Step step : scenario.steps()) {
            trackedRun.run(step);
            transcript.append(trackedRun.readOutput());
        }
        trackedRun.finish();
        return transcript.toString();
    }

    private static Delivery splitEverywhere() {
        return Delivery.UNDIVIDED.withSplitPoints(
                length -> IntStream.range(1, length).boxed().toList());
    }

    private static Delivery.SplitPoints randomSplitPoints(int seed) {
        return length -> {
            Random random = new Random(seed);
            return random.ints(1 + random.nextInt(8), 0, length + 1)
                    .sorted()
                    .boxed()
                    .toList();
        };
    }

    private static int longestSend(Scenario scenario) {
        return scenario.steps().stream()
                .mapToInt(step -> step instanceof Step.Send send ? send.bytes().length() : 0)
                .max()
                .orElse(0);
    }

    /** Every position in a text of this length, or some in a long one, including both ends. */
    private static List<Integer> positions(int length) {
        if (length <= MAX_EXHAUSTIVE_LENGTH) {
            return IntStream.rangeClosed(0, length).boxed().toList();
        }
        IntStream samples = new Random(length).ints(SAMPLES, 0, length);
        return IntStream.concat(IntStream.of(0, 1, length - 1, length), samples)
                .boxed()
                .toList();
    }
}
