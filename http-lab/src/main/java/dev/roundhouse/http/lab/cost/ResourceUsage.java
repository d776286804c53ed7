package dev.roundhouse.http.lab.cost;

/**
 * What a server used in some time.
 *
 * @param userMillis time of the processor in the program
 * @param systemMillis time of the processor in the system on its behalf
 * @param voluntary context switches because a thread had to wait
 * @param involuntary context switches because a thread's time was over
 */
public record ResourceUsage(long userMillis, long systemMillis, long voluntary, long involuntary) {
    private static final double MICROS_PER_MILLI = 1_000;

    /** Time of the processor in microseconds. */
    public double cpuMicros() {
        return (userMillis + systemMillis) * MICROS_PER_MILLI;
    }

    /** The part of it that was spent in the system; 0 when there was none. */
    public double systemShare() {
        long both = userMillis + systemMillis;
        return both == 0 ? 0 : (double) systemMillis / both;
    }
}
