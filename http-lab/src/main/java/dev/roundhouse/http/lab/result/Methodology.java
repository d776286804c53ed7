package dev.roundhouse.http.lab.result;

import java.util.List;

/** Methodology of the measurement.
 *
 * @param mode {@code quick}, {@code standard} or {@code full}
 * @param seed of all random choices
 * @param launches number of starts of each server
 * @param roundsPerLaunch rounds of each workload on each launch
 * @param roundSeconds duration of a round
 * @param warmUpSeconds maximum warm-up
 * @param confidence of the intervals, as 0.95
 * @param resamples of the bootstrap
 * @param minimumRounds minimum number of rounds for a comparison
 * @param smallestRatio smallest relevant ratio: 1.03 for 3 percent
 * @param timeoutMillis response timeout
 * @param description the method as text
 */
public record Methodology(
        String mode,
        long seed,
        int launches,
        int roundsPerLaunch,
        double roundSeconds,
        double warmUpSeconds,
        double confidence,
        int resamples,
        int minimumRounds,
        double smallestRatio,
        long timeoutMillis,
        List<String> description) {
    /** Copies the list. */
    public Methodology {
        description = List.copyOf(description);
    }
}
