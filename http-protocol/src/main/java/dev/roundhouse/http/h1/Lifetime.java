package dev.roundhouse.http.h1;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Timeouts;

/** When the patience with a peer ends. Keeps the moments that matter; reads no clock. */
final class Lifetime {
    private final Timeouts timeouts;
    private long now;
    private long phaseBegan;
    private long lastHeard;
    private long lastProgress;

    Lifetime(Timeouts timeouts, long now) {
        this.timeouts = timeouts;
        this.now = now;
        this.phaseBegan = now;
        this.lastHeard = now;
        this.lastProgress = now;
    }

    /** The time of the last event. */
    long now() {
        return now;
    }

    /** Something happened. */
    void at(long time) {
        now = time;
    }

    /** A phase has begun. */
    void phaseBegan() {
        phaseBegan = now;
    }

    /** Octets have come. */
    void heard() {
        lastHeard = now;
    }

    /** Output began, or some of it left. */
    void progressed() {
        lastProgress = now;
    }

    /** When too long nothing has left. */
    long writeDeadline() {
        return lastProgress + timeouts.write().toNanos();
    }

    /** When too long nothing, or not enough, has come. */
    long readDeadline(Phase phase) {
        return switch (phase) {
            case IDLE -> phaseBegan + timeouts.idle().toNanos();
            case READING_HEAD -> phaseBegan + timeouts.header().toNanos();
            case RECEIVING, DISCARDING -> lastHeard + timeouts.body().toNanos();
            case LINGERING -> phaseBegan + timeouts.linger().toNanos();
            case HANDLING, FINISHING, CLOSED -> Connection.NEVER;
        };
    }
}
