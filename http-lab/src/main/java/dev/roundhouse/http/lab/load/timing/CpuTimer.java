package dev.roundhouse.http.lab.load.timing;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * CPU time of this process. Loop iterations without work, made only to be awake when a request is due, do not count:
 * they would hide the free capacity.
 */
public final class CpuTimer {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long from;
    private long spinNanos;

    /** Starts to count. */
    public void begin() {
        from = system.getProcessCpuTime();
        spinNanos = 0;
    }

    /** Adds time that was spent spinning. */
    public void addSpinTime(long nanos) {
        spinNanos += nanos;
    }

    /** CPU utilization of one core since the start, 1 for all of it. */
    public double share(long nanos) {
        return Math.max(0, system.getProcessCpuTime() - from - spinNanos) / (double) nanos;
    }
}
