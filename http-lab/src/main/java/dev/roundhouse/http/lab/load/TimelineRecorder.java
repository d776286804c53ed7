package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.result.TimelinePoint;
import java.util.ArrayList;
import java.util.List;

/** The time cut into windows, and what came in each. */
final class TimelineRecorder {
    static final long WINDOW_NANOS = 250 * NanoClock.MILLISECOND;

    /** What is left at the end of the measurement, and shorter than this, says nothing. */
    private static final long MIN_WINDOW_NANOS = WINDOW_NANOS / 5;

    private final List<TimelinePoint> points = new ArrayList<>();
    private final LatencyHistogram latencies = new LatencyHistogram();
    private final long origin;
    private long from;
    private long correct;

    TimelineRecorder(long origin) {
        this.origin = origin;
        this.from = origin;
    }

    /** A correct answer came. */
    void add(long latency) {
        correct++;
        latencies.add(latency);
    }

    /** When the window is to be closed. */
    long end() {
        return from + WINDOW_NANOS;
    }

    /**
     * Closes the window, and begins the next one.
     *
     * @return the number of correct answers in it
     */
    long close(boolean warmingUp, long now) {
        long count = correct;
        if (now - from >= MIN_WINDOW_NANOS) {
            points.add(new TimelinePoint(
                    (now - origin) / (double) NanoClock.SECOND,
                    warmingUp,
                    count * (double) NanoClock.SECOND / (now - from),
                    latencies.p99Micros()));
        }
        latencies.clear();
        correct = 0;
        from = now;
        return count;
    }

    List<TimelinePoint> points() {
        return points;
    }
}
