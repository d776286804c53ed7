package dev.roundhouse.http.lab.compare;

import dev.roundhouse.http.lab.result.ComparisonVerdict;
import dev.roundhouse.http.lab.result.Estimate;

/**
 * What became of one figure.
 *
 * @param server its name
 * @param workload its name
 * @param metric what was measured
 * @param before in the first run
 * @param after in the second run
 * @param gain how much better the second did: above 1 is better, below is worse
 * @param significance whether that is sure
 */
public record MetricChange(
        String server,
        String workload,
        String metric,
        Estimate before,
        Estimate after,
        Estimate gain,
        ComparisonVerdict significance) {
    /** Whether the second run did worse for sure. */
    public boolean isRegression() {
        return significance == ComparisonVerdict.DIFFERENT && gain.median() < 1;
    }

    /** Whether it did better for sure. */
    public boolean isImprovement() {
        return significance == ComparisonVerdict.DIFFERENT && gain.median() > 1;
    }
}
