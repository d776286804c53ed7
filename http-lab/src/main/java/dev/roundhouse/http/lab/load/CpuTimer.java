package dev.roundhouse.http.lab.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much processor time this process needs. Turns of a loop that found nothing to do, made only to be awake when a request
 * is due, are not counted: they would hide how much is left.
 */
final class CpuTimer {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long from;
    private long spinNanos;

    void begin() {
        from = system.getProcessCpuTime();
        spinNanos = 0;
    }

    /** So long nothing was done, busily. */
    void addSpinTime(long nanos) {
        spinNanos += nanos;
    }

    /** The share of one core since the beginning; 1 is all of it. */
    double share(long nanos) {
        return Math.max(0, system.getProcessCpuTime() - from - spinNanos) / (double) nanos;
    }
}
