package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.timing.NanoClock;
import dev.roundhouse.http.lab.result.TimelinePoint;
import java.util.ArrayList;
import java.util.List;

/** Throughput and latency in consecutive time windows. */
final class TimelineRecorder {
    static final long WINDOW_NANOS = 250 * NanoClock.MILLISECOND;

    /** A shorter window at the end of the measurement is dropped. */
    private static final long MIN_WINDOW_NANOS = WINDOW_NANOS / 5;

    private final List<TimelinePoint> points = new ArrayList<>();
    private final LatencyHistogram latencies = new LatencyHistogram();
    private final long originNanos;
    private long from;
    private long correct;

    TimelineRecorder(long originNanos) {
        this.originNanos = originNanos;
        this.from = originNanos;
    }

    /** Adds a correct response. */
    void add(long latencyNanos) {
        correct++;
        latencies.add(latencyNanos);
    }

    /** End of the current window. */
    long end() {
        return from + WINDOW_NANOS;
    }

    /** Closes the window and starts the next one.
     *
     * @return number of correct responses in it
     */
    long close(boolean warmingUp, long nowNanos) {
        long count = correct;
        if (nowNanos - from >= MIN_WINDOW_NANOS) {
            points.add(new TimelinePoint(
                    (nowNanos - originNanos) / (double) NanoClock.SECOND,
                    warmingUp,
                    count * (double) NanoClock.SECOND / (nowNanos - from),
                    latencies.p99Micros()));
        }
        latencies.clear();
        correct = 0;
        from = nowNanos;
        return count;
    }

    List<TimelinePoint> points() {
        return points;
    }
}
