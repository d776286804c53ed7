package dev.roundhouse.http.lab.compare;

import dev.roundhouse.http.lab.result.ComparisonVerdict;
import dev.roundhouse.http.lab.result.Estimate;

/** Change of one metric between two runs.
 *
 * @param server its name
 * @param workload its name
 * @param metric what was measured
 * @param before in the first run
 * @param after in the second run
 * @param gain factor of improvement: above 1 is better, below is worse
 * @param significance whether the change is significant
 */
public record MetricChange(
        String server,
        String workload,
        String metric,
        Estimate before,
        Estimate after,
        Estimate gain,
        ComparisonVerdict significance) {
    /** Whether the second run is significantly worse. */
    public boolean isRegression() {
        return significance == ComparisonVerdict.DIFFERENT && gain.median() < 1;
    }

    /** Whether the second run is significantly better. */
    boolean isImprovement() {
        return significance == ComparisonVerdict.DIFFERENT && gain.median() > 1;
    }
}
