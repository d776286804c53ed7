package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.OutputTimer;
import dev.roundhouse.http.connection.Timeouts;

/** Computes the deadlines of a connection from the times of its events. Reads no clock. */
final class ConnectionTimers {
    /** Maximum linger time of a peer that keeps sending, in linger timeouts. */
    private static final int LINGERS_AT_MOST = 5;

    private final Timeouts timeouts;
    private final long handlerNanos;
    private long nowNanos;

    private long phaseStartNanos;
    private long handlerStartNanos;
    private long receivedInPhase;
    private long lastReceivedNanos;

    private final OutputTimer output;

    ConnectionTimers(Timeouts timeouts, long nowNanos) {
        this.timeouts = timeouts;
        this.handlerNanos = timeouts.handler().toNanos();
        this.nowNanos = nowNanos;
        this.phaseStartNanos = nowNanos;
        this.lastReceivedNanos = nowNanos;
        this.output = new OutputTimer(timeouts, nowNanos);
    }

    /** The time of the last event. */
    long nowNanos() {
        return nowNanos;
    }

    /** Sets the time of an event. */
    void advanceTo(long timeNanos) {
        nowNanos = timeNanos;
    }

    /** Starts a phase. */
    void startPhase() {
        phaseStartNanos = nowNanos;
        handlerStartNanos = nowNanos;
        receivedInPhase = 0;
    }

    /** The upload is not ready: from now on the handler is waited for, and not the peer. */
    void startPause() {
        handlerStartNanos = nowNanos;
    }

    /** Records received bytes. */
    void recordReceived(int bytes) {
        lastReceivedNanos = nowNanos;
        receivedInPhase += bytes;
    }

    /** Starts the output: it was empty before. */
    void startOutput() {
        output.start(nowNanos);
    }

    /** Records sent bytes. */
    void recordSent(long bytes) {
        output.recordSent(bytes, nowNanos);
    }

    /** Whether the peer may still be reading the last response: it was sent within the linger timeout. */
    boolean hasSentLately() {
        return nowNanos - output.lastSentNanos() < timeouts.linger().toNanos();
    }

    /** When the peer has read too little for too long. */
    long writeDeadline() {
        return output.deadline();
    }

    /** When the handler has taken too long, if it is the handler that is waited for. */
    long handlerDeadline() {
        return handlerNanos == 0 ? Connection.NO_DEADLINE : handlerStartNanos + handlerNanos;
    }

    /** When the peer has sent too little for too long. */
    long readDeadline(Phase phase) {
        return switch (phase) {
            case IDLE -> idleSince() + timeouts.idle().toNanos();
            case READING_HEAD -> idleSince() + timeouts.header().toNanos();
            case RECEIVING, DISCARDING ->
                Math.min(
                        Math.max(lastReceivedNanos, idleSince())
                                + timeouts.body().toNanos(),
                        timeouts.minRate().deadline(idleSince(), receivedInPhase));
            case LINGERING -> lingerDeadline();
            case HANDLING, FINISHING, CLOSED -> Connection.NO_DEADLINE;
        };
    }

    /**
     * Closing while the peer sends would reset the connection before it has read the last response. So a peer that sends gets
     * more time than a silent one, but not without limit.
     */
    private long lingerDeadline() {
        long lingerNanos = timeouts.linger().toNanos();
        return Math.min(
                Math.max(lastReceivedNanos, idleSince()) + lingerNanos, idleSince() + LINGERS_AT_MOST * lingerNanos);
    }

    /** A peer that reads a long response is not idle, and it cannot be expected to send before it has the response. */
    private long idleSince() {
        return Math.max(phaseStartNanos, output.lastSentNanos());
    }
}
