package dev.roundhouse.http.lab.load;

/** Monotonic clock in nanoseconds since its creation. */
final class NanoClock {
    static final long MILLISECOND = 1_000_000;
    static final long SECOND = 1_000 * MILLISECOND;

    /** A time later than any other. */
    static final long NEVER = Long.MAX_VALUE;

    private final long origin = System.nanoTime();

    long now() {
        return System.nanoTime() - origin;
    }

    static long nanos(double seconds) {
        return (long) (seconds * SECOND);
    }
}
