package dev.roundhouse.http.lab.result;

/**
 * Two servers on one workload; or, between two runs, one server before and after.
 *
 * @param workload its name
 * @param metric {@code throughput}, {@code p99}, {@code cpu} or {@code start-up}
 * @param first the one that did better, if one did
 * @param second the other one
 * @param ratio how much better the first did: 1.2 for 20 percent more throughput, or 20 percent more latency of the second
 * @param verdict what may be said
 * @param description the same in words
 */
public record Comparison(
        String workload,
        String metric,
        String first,
        String second,
        Estimate ratio,
        ComparisonVerdict verdict,
        String description) {}
