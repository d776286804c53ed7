package dev.roundhouse.http.lab.stats;

import dev.roundhouse.http.lab.result.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Hierarchical bootstrap: resamples launches, then rounds within them, with replacement, so that one fast launch does
 * not count as many fast rounds. Percentile intervals; the same seed gives the same interval.
 *
 * @param resamples number of resamples
 * @param confidence of the intervals, as 0.95
 * @param seed of the random numbers
 */
public record Bootstrap(int resamples, double confidence, long seed) {
    /** The median of the rounds. */
    public Estimate median(Samples samples) {
        if (samples.count() == 0) {
            return Estimate.NONE;
        }
        return estimate(samples.median(), samples.count(), random -> resampledMedian(samples, random));
    }

    /** The ratio of the medians, the first over the second; both have positive values. */
    public Estimate ratio(Samples first, Samples second) {
        int rounds = Math.min(first.count(), second.count());
        if (rounds == 0) {
            return Estimate.NONE;
        }
        return estimate(
                first.median() / second.median(),
                rounds,
                random -> resampledMedian(first, random) / resampledMedian(second, random));
    }

    private Estimate estimate(double median, int rounds, ToDoubleFunction<SplittableRandom> draw) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] resampled = new double[resamples];
        Arrays.setAll(resampled, each -> draw.applyAsDouble(random));
        Arrays.sort(resampled);
        double tail = (1 - confidence) / 2;
        return new Estimate(median, quantile(resampled, tail), quantile(resampled, 1 - tail), rounds);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static double resampledMedian(Samples samples, SplittableRandom random) {
        List<List<Double>> launches = samples.launches();
        double[] resampled = new double[samples.count()];
        int filled = 0;
        while (filled < resampled.length) {
            List<Double> rounds = launches.get(random.nextInt(launches.size()));
            for (int each = 0; each < rounds.size() && filled < resampled.length; each++) {
                resampled[filled++] = rounds.get(random.nextInt(rounds.size()));
            }
        }
        return Samples.median(resampled);
    }
}
