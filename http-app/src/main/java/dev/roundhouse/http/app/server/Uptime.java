package dev.roundhouse.http.app.server;

import java.time.Duration;

/**
 * The time since the program started, without the start of Java itself. The start time of the process, which Java reports too, is
 * not used: Linux records it relative to the start of the system, which has a resolution of one second.
 */
public final class Uptime {
    private static final long START_NANOS = System.nanoTime();

    private Uptime() {}

    /** Starts the measurement. Called first of all. */
    public static void start() {
        // The first use of this class has recorded the time.
    }

    /** The time since {@link #start}. */
    static Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - START_NANOS);
    }
}
