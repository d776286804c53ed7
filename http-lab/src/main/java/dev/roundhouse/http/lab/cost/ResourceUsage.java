package dev.roundhouse.http.lab.cost;

/**
 * The resources that a server used in some time.
 *
 * @param userMillis CPU time in user mode
 * @param systemMillis CPU time in the kernel
 * @param voluntary context switches because a thread had to wait
 * @param involuntary context switches because the time slice of a thread was over
 */
public record ResourceUsage(long userMillis, long systemMillis, long voluntary, long involuntary) {
    private static final double MICROS_PER_MILLI = 1_000;

    /** CPU time in microseconds. */
    public double cpuMicros() {
        return (userMillis + systemMillis) * MICROS_PER_MILLI;
    }

    /** The fraction of it that was spent in the kernel; 0 without CPU time. */
    public double systemShare() {
        long both = userMillis + systemMillis;
        return both == 0 ? 0 : (double) systemMillis / both;
    }
}
