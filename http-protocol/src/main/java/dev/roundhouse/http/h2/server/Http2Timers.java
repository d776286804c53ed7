package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.OutputTimer;
import dev.roundhouse.http.connection.Timeouts;
import java.time.Duration;

/** Computes the deadlines of a connection, without those of its streams, from the times of its events. Reads no clock. */
final class Http2Timers {
    /** Maximum linger time of a peer that keeps sending, in linger timeouts. */
    private static final int LINGERS_AT_MOST = 5;

    private final Timeouts timeouts;
    private final OutputTimer output;

    /** While there are streams, the window of the connection. */
    private final WindowTimer window = new WindowTimer();

    private long nowNanos;
    private long idleSinceNanos;
    private long frameStartNanos;
    private long phaseStartNanos;
    private long lastReceivedNanos;
    private long settingsDeadline;
    private boolean hadOutput;

    Http2Timers(Timeouts timeouts, Duration settingsTimeout, long nowNanos) {
        this.timeouts = timeouts;
        this.output = new OutputTimer(timeouts, nowNanos);
        this.nowNanos = nowNanos;
        this.idleSinceNanos = nowNanos;
        this.frameStartNanos = nowNanos;
        this.phaseStartNanos = nowNanos;
        this.lastReceivedNanos = nowNanos;
        this.settingsDeadline = nowNanos + settingsTimeout.toNanos();
    }

    Timeouts timeouts() {
        return timeouts;
    }

    /** The time of the last event. */
    long nowNanos() {
        return nowNanos;
    }

    /** Sets the time of an event. */
    void advanceTo(long timeNanos) {
        nowNanos = timeNanos;
    }

    void recordReceived() {
        lastReceivedNanos = nowNanos;
    }

    void recordSent(long bytes) {
        output.recordSent(bytes, nowNanos);
    }

    /** Called after each event. */
    void updateOutput(boolean hasOutput) {
        if (hasOutput && !hadOutput) {
            output.start(nowNanos);
        }
        hadOutput = hasOutput;
    }

    /** A frame or a field block begins, or none has begun. */
    void startFrame() {
        frameStartNanos = nowNanos;
    }

    /** A stream has ended. */
    void startIdle() {
        idleSinceNanos = nowNanos;
    }

    void startPhase() {
        phaseStartNanos = nowNanos;
    }

    /** The peer could not send for some time, because nothing was read. */
    void restartReceiving(Duration settingsTimeout) {
        lastReceivedNanos = nowNanos;
        frameStartNanos = nowNanos;
        if (settingsDeadline != Connection.NO_DEADLINE) {
            settingsDeadline = nowNanos + settingsTimeout.toNanos();
        }
    }

    void stopWaitingForSettings() {
        settingsDeadline = Connection.NO_DEADLINE;
    }

    /** When the peer should have acknowledged the settings. RFC 9113 §6.5.3 */
    long settingsDeadline() {
        return settingsDeadline;
    }

    /** When the peer has read too little for too long. */
    long writeDeadline() {
        return output.deadline();
    }

    WindowTimer window() {
        return window;
    }

    /** When more of a DATA frame should come: a slow client needs long for all of it. */
    long dataDeadline() {
        return lastReceivedNanos + timeouts.body().toNanos();
    }

    /** When a frame or a field block should be complete. */
    long frameDeadline() {
        return frameStartNanos + timeouts.header().toNanos();
    }

    /** When a connection without streams ends. */
    long idleDeadline() {
        return Math.max(idleSinceNanos, output.lastSentNanos())
                + timeouts.idle().toNanos();
    }

    /** When the client should have acknowledged that it has read the first GOAWAY. */
    long drainDeadline() {
        return phaseStartNanos + timeouts.linger().toNanos();
    }

    /** A peer that sends gets more time than a silent one, but not without limit. */
    long lingerDeadline() {
        long linger = timeouts.linger().toNanos();
        return Math.min(
                Math.max(lastReceivedNanos, phaseStartNanos) + linger, phaseStartNanos + LINGERS_AT_MOST * linger);
    }
}
