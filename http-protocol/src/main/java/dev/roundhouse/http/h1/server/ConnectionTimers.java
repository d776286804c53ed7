package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Timeouts;

/** When the patience with a peer ends. Keeps the moments that matter; reads no clock. */
final class ConnectionTimers {
    /** So many times the linger time-out, while the peer sends. */
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

    /** Something happened. */
    void advanceTo(long time) {
        now = time;
    }

    /** A phase has begun. */
    void startPhase() {
        phaseStart = now;
        receivedInPhase = 0;
    }

    /** Octets have come. */
    void recordReceived(int bytes) {
        lastReceived = now;
        receivedInPhase += bytes;
    }

    /** There is something to be sent, where there was nothing. */
    void startOutput() {
        outputStart = now;
        sentSinceOutputStart = 0;
        lastSent = now;
    }

    /** Octets have left, if any. */
    void recordSent(long bytes) {
        if (bytes > 0) {
            lastSent = now;
            sentSinceOutputStart += bytes;
        }
    }

    /** Whether a peer may still be reading what was sent last: it has as much time as one that is told to go. */
    boolean hasSentLately() {
        return now - lastSent < timeouts.linger().toNanos();
    }

    /** When too long nothing, or not enough, has left. */
    long writeDeadline() {
        return Math.min(
                lastSent + timeouts.write().toNanos(), timeouts.minRate().deadline(outputStart, sentSinceOutputStart));
    }

    /** When too long nothing, or not enough, has come. */
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
     * Who still sends would be told by a reset that we are gone, before he has read all that we sent. So he is heard for
     * longer than one who is silent, but not for ever.
     */
    private long lingerDeadline() {
        long linger = timeouts.linger().toNanos();
        return Math.min(Math.max(lastReceived, idleSince()) + linger, idleSince() + LINGERS_AT_MOST * linger);
    }

    /** A peer that takes a long answer is not idle, and one that was told nothing has nothing to say. */
    private long idleSince() {
        return Math.max(phaseStart, lastSent);
    }
}
