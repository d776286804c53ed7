package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Timeouts;

/** Computes the deadlines of one stream from the times of its events. Reads no clock. */
final class StreamTimer {
    private final Timeouts timeouts;
    private long handlerStartNanos;
    private long receiveStartNanos;
    private long lastReceivedNanos;
    private long receivedBytes;
    private final WindowTimer sending = new WindowTimer();

    /** Whether a rate is required of the peer: not for content that comes when it comes. */
    private boolean hasLength;

    StreamTimer(Timeouts timeouts, long nowNanos) {
        this.timeouts = timeouts;
        this.handlerStartNanos = nowNanos;
        this.receiveStartNanos = nowNanos;
        this.lastReceivedNanos = nowNanos;
    }

    /** From now on, the handler is waited for. */
    void startHandler(long nowNanos) {
        handlerStartNanos = nowNanos;
    }

    /** Bytes of the body were received; or none, and they are waited for from now on. */
    void recordReceived(int bytes, long nowNanos) {
        lastReceivedNanos = nowNanos;
        if (bytes == 0) {
            receiveStartNanos = nowNanos;
            receivedBytes = 0;
        }
        receivedBytes += bytes;
    }

    /** The response begins. */
    void startSending(long nowNanos, boolean lengthIsKnown) {
        sending.start(nowNanos);
        hasLength = lengthIsKnown;
        lastReceivedNanos = nowNanos;
        receiveStartNanos = nowNanos;
        receivedBytes = 0;
    }

    /** A frame was sent. */
    void recordSent(long nowNanos) {
        sending.recordSent(nowNanos);
    }

    /** The window of the stream allows content, and did not before. */
    void recordAllowed(long nowNanos) {
        sending.recordAllowed(nowNanos);
    }

    /** Whether a rate is required of the peer. */
    boolean requiresRate() {
        return hasLength;
    }

    /** When the handler has taken too long. */
    long handlerDeadline() {
        long limit = timeouts.handler().toNanos();
        return limit == 0 ? Connection.NO_DEADLINE : handlerStartNanos + limit;
    }

    /** When the peer has sent too little of the body for too long. */
    long receiveDeadline() {
        return Math.min(
                lastReceivedNanos + timeouts.body().toNanos(),
                timeouts.minRate().deadline(receiveStartNanos, receivedBytes));
    }

    /** When the peer has allowed too little of the response for too long. */
    long sendDeadline(long sentData) {
        return sending.deadline(timeouts, sentData, hasLength);
    }
}
