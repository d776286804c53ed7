package dev.roundhouse.http.lab.result;

import java.util.List;

/**
 * How it was measured.
 *
 * @param mode {@code quick}, {@code standard} or {@code full}
 * @param seed of everything that was left to chance
 * @param launches how often each server was started afresh
 * @param roundsPerLaunch rounds of each workload on each launch
 * @param roundSeconds how long a round measured
 * @param warmUpSeconds how long a warm-up lasted at most, if throughput was not steady before
 * @param confidence of the intervals, as 0.95
 * @param resamples of the bootstrap
 * @param minimumRounds fewer than these allow no verdict
 * @param smallestRatio differences below it are called none, however sure: 1.03 for 3 percent
 * @param timeoutMillis after which a response was given up
 * @param description the method in words
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
    /** Copies the sentences. */
    public Methodology {
        description = List.copyOf(description);
    }
}
