package dev.roundhouse.http.lab.result;

import java.util.List;

/**
 * How long answers took, in microseconds.
 *
 * @param count of answers; 0 when nothing was measured
 * @param mean arithmetic
 * @param p50 half were at least as fast
 * @param p90 of ten, nine
 * @param p99 of a hundred, 99
 * @param p999 of a thousand, 999
 * @param max the slowest
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
