package dev.roundhouse.http.lab.load.timing;

/** Monotonic clock in nanoseconds since its creation. */
public final class NanoClock {
    /** A millisecond. */
    public static final long MILLISECOND = 1_000_000;

    /** A second. */
    public static final long SECOND = 1_000 * MILLISECOND;

    /** A time later than any other. */
    public static final long NEVER = Long.MAX_VALUE;

    private final long originNanos = System.nanoTime();

    /** The current time. */
    public long now() {
        return System.nanoTime() - originNanos;
    }

    /** Nanoseconds of a number of seconds. */
    public static long nanos(double seconds) {
        return (long) (seconds * SECOND);
    }
}
