package dev.roundhouse.http.lab.stats;

import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.result.ComparisonVerdict;
import dev.roundhouse.http.lab.result.Estimate;
import java.util.Locale;

/** Tests whether the difference of two servers is significant.
 *
 * @param bootstrap computes the intervals
 * @param minimumRounds minimum number of rounds
 * @param smallestRatio smallest relevant ratio, as 1.03
 */
public record SignificanceTester(Bootstrap bootstrap, int minimumRounds, double smallestRatio) {
    /** Two servers and the metric by which they are compared. */
    public record ServerPair(String workload, Metric metric, String one, String other) {
        private ServerPair swapped() {
            return new ServerPair(workload, metric, other, one);
        }
    }

    /** Compares the rounds of two servers; all values must be positive. */
    public Comparison compare(ServerPair serverPair, Samples one, Samples other) {
        Samples first = serverPair.metric().isHigherBetter() ? one : one.inverted();
        Samples second = serverPair.metric().isHigherBetter() ? other : other.inverted();
        boolean ordered = first.median() >= second.median();
        return ordered
                ? toComparison(serverPair, bootstrap.ratio(first, second))
                : toComparison(serverPair.swapped(), bootstrap.ratio(second, first));
    }

    /** Converts a ratio, by which the first of the pair is better; below 1 the second is better. */
    Comparison toComparison(ServerPair serverPair, Estimate ratio) {
        if (ratio.isPresent() && ratio.median() < 1) {
            return toComparison(
                    serverPair.swapped(),
                    new Estimate(1 / ratio.median(), 1 / ratio.high(), 1 / ratio.low(), ratio.rounds()));
        }
        ComparisonVerdict comparisonVerdict = verdict(ratio);
        return new Comparison(
                serverPair.workload(),
                serverPair.metric().label(),
                serverPair.one(),
                serverPair.other(),
                ratio,
                comparisonVerdict,
                describe(serverPair, ratio, comparisonVerdict));
    }

    /** The significance of a ratio of at least 1. */
    public ComparisonVerdict verdict(Estimate ratio) {
        if (ratio.rounds() < minimumRounds) {
            return ComparisonVerdict.TOO_FEW_ROUNDS;
        }
        if (ratio.low() > 1 && ratio.median() > smallestRatio) {
            return ComparisonVerdict.DIFFERENT;
        }
        boolean within = ratio.low() >= 1 / smallestRatio && ratio.high() <= smallestRatio;
        return within ? ComparisonVerdict.SAME : ComparisonVerdict.INCONCLUSIVE;
    }

    private String describe(ServerPair serverPair, Estimate ratio, ComparisonVerdict comparisonVerdict) {
        String both = serverPair.one() + " and " + serverPair.other();
        return switch (comparisonVerdict) {
            case DIFFERENT ->
                serverPair
                        .metric()
                        .describe(serverPair.one(), serverPair.other(), ratio.median(), ratio.low(), ratio.high());
            case SAME ->
                String.format(
                        Locale.ROOT,
                        "%s are equal in %s, within %.0f percent.",
                        both,
                        serverPair.metric().label(),
                        (smallestRatio - 1) * 100);
            case INCONCLUSIVE ->
                String.format(
                        Locale.ROOT,
                        "No significant difference between %s in %s: ratio between %.2f and %.2f.",
                        both,
                        serverPair.metric().label(),
                        ratio.low(),
                        ratio.high());
            case TOO_FEW_ROUNDS ->
                "Too few rounds to compare " + both + " in "
                        + serverPair.metric().label() + ".";
        };
    }
}
