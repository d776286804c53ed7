package dev.roundhouse.http.lab.load;

/** Monotonic clock in nanoseconds since its creation. */
final class NanoClock {
    static final long MILLISECOND = 1_000_000;
    static final long SECOND = 1_000 * MILLISECOND;

    /** A time later than any other. */
    static final long NEVER = Long.MAX_VALUE;

    private final long originNanos = System.nanoTime();

    long now() {
        return System.nanoTime() - originNanos;
    }

    static long nanos(double seconds) {
        return (long) (seconds * SECOND);
    }
}
