package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Timeouts;

/** Computes the deadlines of a connection from the times of its events. Reads no clock. */
final class ConnectionTimers {
    /** Maximum linger time of a peer that keeps sending, in linger timeouts. */
    private static final int LINGERS_AT_MOST = 5;

    private final Timeouts timeouts;
    private long now;

    private long phaseStart;
    private long receivedInPhase;
    private long lastReceived;

    private long outputStart;
    private long sentSinceOutputStart;
    private long lastSent;

    ConnectionTimers(Timeouts timeouts, long now) {
        this.timeouts = timeouts;
        this.now = now;
        this.phaseStart = now;
        this.lastReceived = now;
        this.outputStart = now;
        this.lastSent = now;
    }

    /** The time of the last event. */
    long now() {
        return now;
    }

    /** Sets the time of an event. */
    void advanceTo(long time) {
        now = time;
    }

    /** Starts a phase. */
    void startPhase() {
        phaseStart = now;
        receivedInPhase = 0;
    }

    /** Records received bytes. */
    void recordReceived(int bytes) {
        lastReceived = now;
        receivedInPhase += bytes;
    }

    /** Starts the output: it was empty before. */
    void startOutput() {
        outputStart = now;
        sentSinceOutputStart = 0;
        lastSent = now;
    }

    /** Records sent bytes. */
    void recordSent(long bytes) {
        if (bytes > 0) {
            lastSent = now;
            sentSinceOutputStart += bytes;
        }
    }

    /** Whether the peer may still be reading the last response: it was sent within the linger timeout. */
    boolean hasSentLately() {
        return now - lastSent < timeouts.linger().toNanos();
    }

    /** When the peer has read too little for too long. */
    long writeDeadline() {
        return Math.min(
                lastSent + timeouts.write().toNanos(), timeouts.minRate().deadline(outputStart, sentSinceOutputStart));
    }

    /** When the peer has sent too little for too long. */
    long readDeadline(Phase phase) {
        return switch (phase) {
            case IDLE -> idleSince() + timeouts.idle().toNanos();
            case READING_HEAD -> idleSince() + timeouts.header().toNanos();
            case RECEIVING, DISCARDING ->
                Math.min(
                        Math.max(lastReceived, idleSince()) + timeouts.body().toNanos(),
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
        long linger = timeouts.linger().toNanos();
        return Math.min(Math.max(lastReceived, idleSince()) + linger, idleSince() + LINGERS_AT_MOST * linger);
    }

    /** A peer that reads a long response is not idle, and it cannot be expected to send before it has the response. */
    private long idleSince() {
        return Math.max(phaseStart, lastSent);
    }
}
