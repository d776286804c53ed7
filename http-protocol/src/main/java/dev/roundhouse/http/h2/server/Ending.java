package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.h2.stream.FrameQueue;

/** The phase of a connection, and the steps that lead to its end. RFC 9113 §5.4.1, §6.8 */
final class Ending {
    /** The number of the last stream in a GOAWAY that names none yet. */
    private static final int ANY_STREAM = Integer.MAX_VALUE;

    /** Recognizes the acknowledgement of the PING after the first GOAWAY. */
    private static final long DRAIN_PING = 0x64_72_61_69_6EL;

    private final Http2Timers timers;
    private final FrameQueue output;
    private final ServerStreams streams;
    private Http2Phase phase = Http2Phase.OPEN;
    private boolean inputHasEnded;

    Ending(Http2Timers timers, FrameQueue output, ServerStreams streams) {
        this.timers = timers;
        this.output = output;
        this.streams = streams;
    }

    Http2Phase phase() {
        return phase;
    }

    /** Whether the client will send no more. */
    boolean hasInputEnded() {
        return inputHasEnded;
    }

    private void enter(Http2Phase next) {
        phase = next;
        timers.startPhase();
    }

    /**
     * Announces the end. The client may have sent requests before it reads that, so the last one is named only after its reply to a
     * PING: a round trip later.
     */
    void drain() {
        if (phase == Http2Phase.OPEN) {
            output.addControl(FrameWriter.goAway(ANY_STREAM, ErrorCode.NO_ERROR));
            output.addControl(FrameWriter.ping(0, DRAIN_PING));
            enter(Http2Phase.DRAINING);
        }
    }

    void onPingAcknowledged(long data) {
        if (phase == Http2Phase.DRAINING && data == DRAIN_PING) {
            goAway();
        }
    }

    /** Accepts no further streams, and ends when those in progress have. */
    void goAway() {
        if (phase.acceptsStreams()) {
            output.addControl(FrameWriter.goAway(streams.lastAcceptedId(), ErrorCode.NO_ERROR));
            streams.stopAccepting();
            enter(Http2Phase.GOING_AWAY);
        }
    }

    /** Ends after what is queued. */
    void fail(ErrorCode code) {
        output.addControl(FrameWriter.goAway(streams.lastAcceptedId(), code));
        streams.stopAccepting();
        enter(Http2Phase.CLOSING);
    }

    void receiveEof() {
        inputHasEnded = true;
        if (phase == Http2Phase.LINGERING) {
            close();
        } else if (phase.acceptsStreams()) {
            streams.stopAccepting();
            enter(Http2Phase.GOING_AWAY);
        }
    }

    /** Goes on when all has been sent. Called after each event. */
    void advance() {
        boolean done = phase == Http2Phase.CLOSING || (phase == Http2Phase.GOING_AWAY && streams.size() == 0);
        if (done && output.isEmpty()) {
            enter(inputHasEnded ? Http2Phase.CLOSED : Http2Phase.LINGERING);
        }
    }

    void close() {
        enter(Http2Phase.CLOSED);
    }

    /** When the phase ends by itself. */
    long deadline() {
        return switch (phase) {
            case DRAINING -> timers.drainDeadline();
            case LINGERING -> timers.lingerDeadline();
            default -> Connection.NO_DEADLINE;
        };
    }

    boolean isDue() {
        return deadline() <= timers.nowNanos();
    }

    /** The deadline has passed. */
    void expire() {
        if (phase == Http2Phase.DRAINING) {
            goAway();
        } else {
            close();
        }
    }
}
