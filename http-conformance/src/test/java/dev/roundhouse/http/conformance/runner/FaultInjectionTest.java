package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.ResourceTracker;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Step;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.Phase;
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
 * Every conversation on lines that cut, drip, stall and break. However octets travel, the answers are the same octets; and
 * whatever was lent to the engine comes back exactly once.
 */
class FaultInjectionTest {
    private static final int AT_LEAST = 850;

    /** Runs of octets up to this length are cut at every place, longer ones at some. */
    private static final int TRIED_EVERYWHERE = 2048;

    private static final int SAMPLES = 48;
    private static final int SEEDS = 8;
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    /** A conversation under way: the machine, the line to it, and what it was lent. */
    private record TrackedRun(Http1Connection machine, EngineTestChannel line, ResourceTracker ledger) {
        static TrackedRun of(Scenario scenario, Delivery delivery) {
            Http1Connection machine = EngineRunner.newConnection(scenario);
            ResourceTracker resourceTracker = new ResourceTracker(new ReferenceSite());
            return new TrackedRun(
                    machine, EngineRunner.openChannel(machine, resourceTracker, delivery), resourceTracker);
        }

        /** Takes a step, as far as it is the client's. */
        void take(Step step) {
            if (step instanceof Step.Send send) {
                line.send(send.bytes());
            } else if (step instanceof Step.ShutdownOutput) {
                line.shutdownOutput();
            } else if (step instanceof Step.AdvanceTime advanceTime) {
                line.advanceTime(advanceTime.time());
            } else if (step instanceof Step.Drain) {
                line.drain();
            }
        }

        /** Everything that was said since it was last asked, and how it ends. */
        String heard() {
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

        /** Breaks the line, if it is still there. */
        void finish() {
            line.abort();
            requireEnd();
        }

        void requireEnd() {
            assertEquals(Phase.CLOSED, machine.phase());
            ledger.requireBalance();
        }
    }

    @Test
    void there_are_enough_conversations() throws IOException {
        assertTrue(Corpus.scenarios().size() >= AT_LEAST);
    }

    @TestFactory
    Stream<DynamicTest> says_the_same_however_the_octets_come() throws IOException {
        return each(scenario -> {
            ExpectedBytes expectedBytes = new ExpectedBytes(scenario, transcript(scenario, Delivery.UNDIVIDED));
            expectedBytes.with(everywhere(), "octet by octet");
            expectedBytes.with(everywhere().inputFirst(), "octet by octet, fed first");
            expectedBytes.with(Delivery.UNDIVIDED.inputFirst(), "whole, fed first");
            for (int place : expectedBytes.cuts()) {
                expectedBytes.with(Delivery.UNDIVIDED.withSplitPoints(length -> List.of(place)), "cut at " + place);
            }
            for (int seed = 0; seed < SEEDS; seed++) {
                expectedBytes.with(Delivery.UNDIVIDED.withSplitPoints(randomCuts(seed)), "cut with seed " + seed);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> says_the_same_however_the_octets_leave() throws IOException {
        return each(scenario -> {
            ExpectedBytes expectedBytes = new ExpectedBytes(scenario, transcript(scenario, Delivery.UNDIVIDED));
            expectedBytes.with(Delivery.UNDIVIDED.withWriteSizes(turn -> 1), "one at a time");
            expectedBytes.with(Delivery.UNDIVIDED.withWriteSizes(turn -> turn % 2 * 7), "none, then seven");
            for (int seed = 0; seed < SEEDS; seed++) {
                Random random = new Random(seed);
                Delivery delivery = Delivery.UNDIVIDED
                        .withWriteSizes(turn -> random.nextInt(300))
                        .withSplitPoints(randomCuts(seed));
                expectedBytes.with(delivery, "taken with seed " + seed);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> comes_to_an_end_wherever_the_client_ends() throws IOException {
        return each(scenario -> stopEverywhere(scenario, trackedRun -> {
            trackedRun.line().shutdownOutput();
            trackedRun.line().advanceTime(LONG_ENOUGH);
        }));
    }

    @TestFactory
    Stream<DynamicTest> comes_to_an_end_wherever_the_client_falls_silent() throws IOException {
        return each(scenario ->
                stopEverywhere(scenario, trackedRun -> trackedRun.line().advanceTime(LONG_ENOUGH)));
    }

    @TestFactory
    Stream<DynamicTest> comes_to_an_end_wherever_the_line_breaks() throws IOException {
        return each(scenario ->
                stopEverywhere(scenario, trackedRun -> trackedRun.line().abort()));
    }

    @TestFactory
    Stream<DynamicTest> comes_to_an_end_wherever_the_client_stops_reading() throws IOException {
        return each(scenario -> {
            for (int taken : places(transcript(scenario, Delivery.UNDIVIDED).length())) {
                TrackedRun trackedRun = TrackedRun.of(scenario, Delivery.UNDIVIDED.withWriteSizes(inRunsUpTo(taken)));
                scenario.steps().forEach(trackedRun::take);
                trackedRun.line().advanceTime(LONG_ENOUGH);
                trackedRun.requireEnd();
            }
        });
    }

    // How it is done

    private static Stream<DynamicTest> each(ScenarioCheck scenarioCheck) throws IOException {
        return Corpus.scenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.toString(), () -> scenarioCheck.with(scenario)));
    }

    @FunctionalInterface
    private interface ScenarioCheck {
        void with(Scenario scenario) throws Exception;
    }

    /** Plays a conversation up to every place in what the client sends, and then lets something else happen. */
    private static void stopEverywhere(Scenario scenario, Consumer<TrackedRun> event) {
        List<Step> steps = scenario.steps();
        for (int index = 0; index < steps.size(); index++) {
            if (steps.get(index) instanceof Step.Send send) {
                for (int place : places(send.bytes().length())) {
                    TrackedRun trackedRun = TrackedRun.of(scenario, Delivery.UNDIVIDED);
                    steps.subList(0, index).forEach(trackedRun::take);
                    trackedRun.line().send(send.bytes().substring(0, place));
                    event.accept(trackedRun);
                    trackedRun.requireEnd();
                }
            }
        }
    }

    /** Octets leave a hundred at a time, until about so many have, and then none. */
    private static IntUnaryOperator inRunsUpTo(int bytes) {
        int runs = bytes / 100;
        return turn -> turn < runs ? 100 : turn == runs ? bytes % 100 : -1;
    }

    /** What a conversation must come to, whatever the course. */
    private record ExpectedBytes(Scenario conversation, String expected) {
        void with(Delivery delivery, String how) throws Exception {
            if (conversation.isDeliveryDependent()) {
                TrackedRun trackedRun = TrackedRun.of(conversation, delivery);
                new ScenarioRunner(trackedRun.line(), true).run(conversation);
                trackedRun.finish();
            } else {
                assertEquals(expected, transcript(conversation, delivery), how);
            }
        }

        /** Where to cut what is sent; only here and there when every time a lot would be said. */
        List<Integer> cuts() {
            List<Integer> places = places(longestSend(conversation));
            int step = 1 + expected.length() / 10_000;
            return IntStream.range(0, places.size())
                    .filter(index -> index % step == 0)
                    .mapToObj(places::get)
                    .toList();
        }
    }

    /** All that is said in a conversation, however it may be meant. */
    private static String transcript(Scenario scenario, Delivery delivery) {
        TrackedRun trackedRun = TrackedRun.of(scenario, delivery);
        StringBuilder transcript = new StringBuilder();
        for (Step step : scenario.steps()) {
            trackedRun.take(step);
            transcript.append(trackedRun.heard());
        }
        trackedRun.finish();
        return transcript.toString();
    }

    private static Delivery everywhere() {
        return Delivery.UNDIVIDED.withSplitPoints(
                length -> IntStream.range(1, length).boxed().toList());
    }

    private static Delivery.SplitPoints randomCuts(int seed) {
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

    /** Every place in a run of octets, or some of a long one, both ends among them. */
    private static List<Integer> places(int length) {
        if (length <= TRIED_EVERYWHERE) {
            return IntStream.rangeClosed(0, length).boxed().toList();
        }
        IntStream some = new Random(length).ints(SAMPLES, 0, length);
        return IntStream.concat(IntStream.of(0, 1, length - 1, length), some)
                .boxed()
                .toList();
    }
}
