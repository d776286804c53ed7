package dev.roundhouse.http.h2.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.DelayedReplies;
import dev.roundhouse.http.connection.GeneratedResponses;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.FuzzChoices;
import dev.roundhouse.http.h2.Http2Limits;
import java.nio.ByteBuffer;
import java.time.Duration;

/** An HTTP/2 connection with any input after the preface, split points, events and times. */
class Http2ConnectionFuzzTest {
    private static final Http2Limits LIMITS =
            Http2Limits.of(new Limits(10, 2_000, 2_000, 10)).withStreams(5);

    @FuzzTest(maxDuration = "3m")
    void any_input_keeps_the_connection_consistent_and_releases_everything(byte[] fuzzed) {
        FuzzChoices choices = new FuzzChoices(fuzzed);
        GeneratedResponses responses = new GeneratedResponses(LIMITS.common().bodyBytes());
        DelayedReplies delays = new DelayedReplies(choices);
        Http2Simulation simulation = new Http2Simulation(
                LIMITS, Timeouts.DEFAULT, request -> delays.delayed(responses.reply(request)), choices);
        simulation.peer().doNotCheckWindows();
        ByteBuffer input = ByteBuffer.wrap(Http2Frames.join(
                Http2Frames.preface(), Http2Frames.settings(), Http2Frames.settingsAck(), choices.input()));
        for (int events = 0; events < 1_000 && simulation.connection().closeState() != CloseState.CLOSE; events++) {
            runOne(simulation, delays, input, choices);
        }
        simulation.abort();
        while (delays.hasPending()) {
            delays.completeOne();
        }
        responses.assertAllReleased();
    }

    private static void runOne(
            Http2Simulation simulation, DelayedReplies delays, ByteBuffer input, FuzzChoices choices) {
        boolean canReceive = input.hasRemaining() && simulation.connection().wantsInput();
        if (canReceive && choices.applyAsInt(3) == 0) {
            int count = choices.applyAsInt(40);
            simulation.receive(input, count == 0 ? input.remaining() : Math.min(count, input.remaining()));
        } else if (!simulation.connection().output().isEmpty()) {
            simulation.readSome(1 << 17);
        } else if (delays.hasPending()) {
            delays.completeOne();
        } else if (simulation.isWoken()) {
            simulation.resume();
        } else if (!canReceive) {
            simulation.passToDeadline();
        } else {
            simulation.pass(Duration.ofMillis(choices.applyAsInt(1_000)));
        }
    }
}
