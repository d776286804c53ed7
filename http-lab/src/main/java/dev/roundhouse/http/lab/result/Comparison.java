package dev.roundhouse.http.lab.result;

/** Comparison of two servers on one workload.
 *
 * @param workload its name
 * @param metric {@code throughput}, {@code p99}, {@code cpu} or {@code startup}
 * @param first the better one, if one is better
 * @param second the other one
 * @param ratio factor by which the first is better: 1.2 for 20 percent more throughput, or 20 percent more latency of
 *     the second
 * @param verdict the significance
 * @param description the same as text
 */
public record Comparison(
        String workload,
        String metric,
        String first,
        String second,
        Estimate ratio,
        ComparisonVerdict verdict,
        String description) {}
