package dev.roundhouse.http.lab.result;

/**
 * How a server starts; for {@code START_UP} alone.
 *
 * @param millis from the start of its process to its first 200
 * @param cpuMillis what that took of the processor
 */
public record StartupTime(Estimate millis, Estimate cpuMillis) {
    /** Not measured. */
    public static final StartupTime NONE = new StartupTime(Estimate.NONE, Estimate.NONE);
}
