package dev.roundhouse.http.lab.stats;

import dev.roundhouse.http.lab.result.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Intervals by drawing again, with replacement, from what was seen: first launches, then rounds within them, so that a launch
 * that was lucky as a whole is not taken for many lucky rounds. Percentile intervals; the same seed gives the same interval.
 *
 * @param resamples how often it is drawn again
 * @param confidence of the intervals, as 0.95
 * @param seed of the draws
 */
public record Bootstrap(int resamples, double confidence, long seed) {
    /** The median of the rounds. */
    public Estimate median(Samples samples) {
        if (samples.count() == 0) {
            return Estimate.NONE;
        }
        return estimate(samples.median(), samples.count(), random -> drawnMedian(samples, random));
    }

    /** The ratio of the medians, the first over the second; both hold positive figures. */
    public Estimate ratio(Samples first, Samples second) {
        int rounds = Math.min(first.count(), second.count());
        if (rounds == 0) {
            return Estimate.NONE;
        }
        return estimate(
                first.median() / second.median(),
                rounds,
                random -> drawnMedian(first, random) / drawnMedian(second, random));
    }

    private Estimate estimate(double snapshot, int rounds, ToDoubleFunction<SplittableRandom> draw) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[resamples];
        Arrays.setAll(drawn, each -> draw.applyAsDouble(random));
        Arrays.sort(drawn);
        double tail = (1 - confidence) / 2;
        return new Estimate(snapshot, quantile(drawn, tail), quantile(drawn, 1 - tail), rounds);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static double drawnMedian(Samples samples, SplittableRandom random) {
        List<List<Double>> launches = samples.launches();
        double[] drawn = new double[samples.count()];
        int filled = 0;
        while (filled < drawn.length) {
            List<Double> rounds = launches.get(random.nextInt(launches.size()));
            for (int each = 0; each < rounds.size() && filled < drawn.length; each++) {
                drawn[filled++] = rounds.get(random.nextInt(rounds.size()));
            }
        }
        return Samples.median(drawn);
    }
}
