package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Timeouts;

/**
 * Measures how fast a peer takes content, in the time in which its window allows none. The time in which a stream could send, but
 * others have their turn or the socket is full, is not the time of the peer. Reads no clock.
 */
final class WindowTimer {
    /** Later by all the time in which the window allowed something. */
    private long startNanos;

    private long lastSentNanos;
    private long allowedNanos;

    /** There is content to send. */
    void start(long nowNanos) {
        startNanos = nowNanos;
        lastSentNanos = nowNanos;
        allowedNanos = nowNanos;
    }

    /** A frame was sent. */
    void recordSent(long nowNanos) {
        startNanos += nowNanos - allowedNanos;
        lastSentNanos = nowNanos;
        allowedNanos = nowNanos;
    }

    /** The peer allows content, and did not before. */
    void recordAllowed(long nowNanos) {
        allowedNanos = nowNanos;
    }

    /**
     * When the peer has allowed too little for too long.
     *
     * @param sentBytes since the start
     * @param requiresRate whether a rate is required: not of content that comes when it comes
     */
    long deadline(Timeouts timeouts, long sentBytes, boolean requiresRate) {
        long stalled = Math.max(lastSentNanos, allowedNanos) + timeouts.write().toNanos();
        long slow = requiresRate ? timeouts.minRate().deadline(startNanos, sentBytes) : Connection.NO_DEADLINE;
        return Math.min(stalled, slow);
    }
}
