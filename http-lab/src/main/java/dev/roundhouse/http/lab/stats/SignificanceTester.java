package dev.roundhouse.http.lab.stats;

import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.result.ComparisonVerdict;
import dev.roundhouse.http.lab.result.Estimate;
import java.util.Locale;

/**
 * Says which of two did better, when the rounds allow it.
 *
 * @param bootstrap makes the intervals
 * @param minimumRounds fewer allow no verdict
 * @param smallestRatio differences below it do not matter, as 1.03
 */
public record SignificanceTester(Bootstrap bootstrap, int minimumRounds, double smallestRatio) {
    /** Who is compared, and in what. */
    public record ServerPair(String workload, Metric metric, String one, String other) {
        private ServerPair swapped() {
            return new ServerPair(workload, metric, other, one);
        }
    }

    /** Compares the rounds of two; both hold positive figures. */
    public Comparison compare(ServerPair serverPair, Samples one, Samples other) {
        Samples first = serverPair.metric().isHigherBetter() ? one : one.inverted();
        Samples second = serverPair.metric().isHigherBetter() ? other : other.inverted();
        boolean ordered = first.median() >= second.median();
        return ordered
                ? toComparison(serverPair, bootstrap.ratio(first, second))
                : toComparison(serverPair.swapped(), bootstrap.ratio(second, first));
    }

    /** Tells a ratio, which is how much better the first of the pair did; below 1 the second did. */
    public Comparison toComparison(ServerPair serverPair, Estimate ratio) {
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

    /** What a ratio, at least 1, allows to say. */
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
                        "%s cannot be told apart in %s: the ratio lies between %.2f and %.2f.",
                        both,
                        serverPair.metric().label(),
                        ratio.low(),
                        ratio.high());
            case TOO_FEW_ROUNDS ->
                both + " have too few rounds for a verdict on "
                        + serverPair.metric().label() + ".";
        };
    }
}
