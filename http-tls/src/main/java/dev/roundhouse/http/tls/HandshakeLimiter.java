package dev.roundhouse.http.tls;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the unfinished handshakes of a server, and limits them. May be used by any thread. */
final class HandshakeLimiter {
    private final AtomicInteger unfinished = new AtomicInteger();
    private final int max;

    HandshakeLimiter(int max) {
        this.max = max;
    }

    /** Counts another one; returns false, and counts nothing, if there are too many. */
    boolean tryBegin() {
        if (unfinished.incrementAndGet() <= max) {
            return true;
        }
        unfinished.decrementAndGet();
        return false;
    }

    void end() {
        unfinished.decrementAndGet();
    }

    int unfinished() {
        return unfinished.get();
    }
}
