package dev.roundhouse.http.lab.result;

/** Startup time of a server; for {@code STARTUP} only.
 *
 * @param millis from the start of its process to its first 200
 * @param cpuMillis CPU time until then
 */
public record StartupTime(Estimate millis, Estimate cpuMillis) {
    /** Not measured. */
    public static final StartupTime NONE = new StartupTime(Estimate.NONE, Estimate.NONE);
}
