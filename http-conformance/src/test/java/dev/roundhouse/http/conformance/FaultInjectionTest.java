package dev.roundhouse.http.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.h1.Http1Connection;
import dev.roundhouse.http.h1.Phase;
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
        static TrackedRun of(Scenario conversation, Delivery course) {
            Http1Connection machine = EngineRunner.newConnection(conversation);
            ResourceTracker ledger = new ResourceTracker(new ReferenceSite());
            return new TrackedRun(machine, EngineRunner.openChannel(machine, ledger, course), ledger);
        }

        /** Takes a step, as far as it is the client's. */
        void take(Step step) {
            if (step instanceof Step.Send send) {
                line.send(send.bytes());
            } else if (step instanceof Step.ShutdownOutput) {
                line.shutdownOutput();
            } else if (step instanceof Step.AdvanceTime pass) {
                line.advanceTime(pass.time());
            } else if (step instanceof Step.Drain) {
                line.drain();
            }
        }

        /** Everything that was said since it was last asked, and how it ends. */
        String heard() {
            StringBuilder heard = new StringBuilder();
            try {
                for (String said = line.receive(); !said.isEmpty(); said = line.receive()) {
                    heard.append(said);
                }
                return heard + "(closed)";
            } catch (ReceiveTimeoutException silence) {
                return heard + "(open)";
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
        return each(conversation -> {
            ExpectedBytes comparison = new ExpectedBytes(conversation, transcript(conversation, Delivery.UNDIVIDED));
            comparison.with(everywhere(), "octet by octet");
            comparison.with(everywhere().inputFirst(), "octet by octet, fed first");
            comparison.with(Delivery.UNDIVIDED.inputFirst(), "whole, fed first");
            for (int place : comparison.cuts()) {
                comparison.with(Delivery.UNDIVIDED.withSplitPoints(length -> List.of(place)), "cut at " + place);
            }
            for (int seed = 0; seed < SEEDS; seed++) {
                comparison.with(Delivery.UNDIVIDED.withSplitPoints(randomCuts(seed)), "cut with seed " + seed);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> says_the_same_however_the_octets_leave() throws IOException {
        return each(conversation -> {
            ExpectedBytes comparison = new ExpectedBytes(conversation, transcript(conversation, Delivery.UNDIVIDED));
            comparison.with(Delivery.UNDIVIDED.withWriteSizes(turn -> 1), "one at a time");
            comparison.with(Delivery.UNDIVIDED.withWriteSizes(turn -> turn % 2 * 7), "none, then seven");
            for (int seed = 0; seed < SEEDS; seed++) {
                Random random = new Random(seed);
                Delivery course = Delivery.UNDIVIDED
                        .withWriteSizes(turn -> random.nextInt(300))
                        .withSplitPoints(randomCuts(seed));
                comparison.with(course, "taken with seed " + seed);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> comes_to_an_end_wherever_the_client_ends() throws IOException {
        return each(conversation -> stopEverywhere(conversation, run -> {
            run.line().shutdownOutput();
            run.line().advanceTime(LONG_ENOUGH);
        }));
    }

    @TestFactory
    Stream<DynamicTest> comes_to_an_end_wherever_the_client_falls_silent() throws IOException {
        return each(
                conversation -> stopEverywhere(conversation, run -> run.line().advanceTime(LONG_ENOUGH)));
    }

    @TestFactory
    Stream<DynamicTest> comes_to_an_end_wherever_the_line_breaks() throws IOException {
        return each(
                conversation -> stopEverywhere(conversation, run -> run.line().abort()));
    }

    @TestFactory
    Stream<DynamicTest> comes_to_an_end_wherever_the_client_stops_reading() throws IOException {
        return each(conversation -> {
            for (int taken : places(transcript(conversation, Delivery.UNDIVIDED).length())) {
                TrackedRun run = TrackedRun.of(conversation, Delivery.UNDIVIDED.withWriteSizes(inRunsUpTo(taken)));
                conversation.steps().forEach(run::take);
                run.line().advanceTime(LONG_ENOUGH);
                run.requireEnd();
            }
        });
    }

    // How it is done

    private static Stream<DynamicTest> each(ScenarioCheck trial) throws IOException {
        return Corpus.scenarios().stream()
                .map(conversation -> DynamicTest.dynamicTest(conversation.toString(), () -> trial.with(conversation)));
    }

    @FunctionalInterface
    private interface ScenarioCheck {
        void with(Scenario conversation) throws Exception;
    }

    /** Plays a conversation up to every place in what the client sends, and then lets something else happen. */
    private static void stopEverywhere(Scenario conversation, Consumer<TrackedRun> event) {
        List<Step> steps = conversation.steps();
        for (int index = 0; index < steps.size(); index++) {
            if (steps.get(index) instanceof Step.Send send) {
                for (int place : places(send.bytes().length())) {
                    TrackedRun run = TrackedRun.of(conversation, Delivery.UNDIVIDED);
                    steps.subList(0, index).forEach(run::take);
                    run.line().send(send.bytes().substring(0, place));
                    event.accept(run);
                    run.requireEnd();
                }
            }
        }
    }

    /** Octets leave a hundred at a time, until about so many have, and then none. */
    private static IntUnaryOperator inRunsUpTo(int octets) {
        int runs = octets / 100;
        return turn -> turn < runs ? 100 : turn == runs ? octets % 100 : -1;
    }

    /** What a conversation must come to, whatever the course. */
    private record ExpectedBytes(Scenario conversation, String expected) {
        void with(Delivery course, String how) throws Exception {
            if (conversation.isDeliveryDependent()) {
                TrackedRun run = TrackedRun.of(conversation, course);
                new ScenarioRunner(run.line(), true).run(conversation);
                run.finish();
            } else {
                assertEquals(expected, transcript(conversation, course), how);
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
    private static String transcript(Scenario conversation, Delivery course) {
        TrackedRun run = TrackedRun.of(conversation, course);
        StringBuilder transcript = new StringBuilder();
        for (Step step : conversation.steps()) {
            run.take(step);
            transcript.append(run.heard());
        }
        run.finish();
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

    private static int longestSend(Scenario conversation) {
        return conversation.steps().stream()
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
