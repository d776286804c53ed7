package dev.roundhouse.http.lab.result;

import java.util.List;

/** Latency of responses in microseconds.
 *
 * @param count number of responses; 0 if nothing was measured
 * @param mean arithmetic mean
 * @param p50 median
 * @param p90 90th percentile
 * @param p99 99th percentile
 * @param p999 99.9th percentile
 * @param max maximum
 * @param curve from fast to slow, denser towards the end
 */
public record LatencySummary(
        long count,
        double mean,
        double p50,
        double p90,
        double p99,
        double p999,
        double max,
        List<PercentilePoint> curve) {
    /** Not measured. */
    public static final LatencySummary NONE = new LatencySummary(0, 0, 0, 0, 0, 0, 0, List.of());

    /** Copies the curve. */
    public LatencySummary {
        curve = List.copyOf(curve);
    }
}
