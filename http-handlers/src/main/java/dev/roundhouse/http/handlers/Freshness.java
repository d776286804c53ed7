package dev.roundhouse.http.handlers;

import java.util.concurrent.atomic.AtomicLong;

/** When something was last looked at, and who looks again: one thread each second, while the others go on with what is known. */
final class Freshness {
    /** A change on disk is seen after so long at the latest. */
    static final long MILLIS = 1_000;

    private final AtomicLong lookedAt;

    Freshness(long nowMillis) {
        lookedAt = new AtomicLong(nowMillis);
    }

    /** Whether to believe it; false for one caller when its time is over, who then has to look. A clock may go back. */
    boolean holds(long nowMillis) {
        long at = lookedAt.get();
        long age = nowMillis - at;
        return (age >= 0 && age < MILLIS) || !lookedAt.compareAndSet(at, nowMillis);
    }

    /** It was looked at. */
    void renew(long nowMillis) {
        lookedAt.set(nowMillis);
    }
}
