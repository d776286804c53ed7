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
    public Comparison compare(ServerPair pair, Samples one, Samples other) {
        Samples first = pair.metric().isHigherBetter() ? one : one.inverted();
        Samples second = pair.metric().isHigherBetter() ? other : other.inverted();
        boolean ordered = first.median() >= second.median();
        return ordered
                ? toComparison(pair, bootstrap.ratio(first, second))
                : toComparison(pair.swapped(), bootstrap.ratio(second, first));
    }

    /** Tells a ratio, which is how much better the first of the pair did; below 1 the second did. */
    public Comparison toComparison(ServerPair pair, Estimate ratio) {
        if (ratio.isPresent() && ratio.median() < 1) {
            return toComparison(
                    pair.swapped(),
                    new Estimate(1 / ratio.median(), 1 / ratio.high(), 1 / ratio.low(), ratio.rounds()));
        }
        ComparisonVerdict verdict = verdict(ratio);
        return new Comparison(
                pair.workload(),
                pair.metric().label(),
                pair.one(),
                pair.other(),
                ratio,
                verdict,
                describe(pair, ratio, verdict));
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

    private String describe(ServerPair pair, Estimate ratio, ComparisonVerdict verdict) {
        String both = pair.one() + " and " + pair.other();
        return switch (verdict) {
            case DIFFERENT ->
                pair.metric().describe(pair.one(), pair.other(), ratio.median(), ratio.low(), ratio.high());
            case SAME ->
                String.format(
                        Locale.ROOT,
                        "%s are equal in %s, within %.0f percent.",
                        both,
                        pair.metric().label(),
                        (smallestRatio - 1) * 100);
            case INCONCLUSIVE ->
                String.format(
                        Locale.ROOT,
                        "%s cannot be told apart in %s: the ratio lies between %.2f and %.2f.",
                        both,
                        pair.metric().label(),
                        ratio.low(),
                        ratio.high());
            case TOO_FEW_ROUNDS ->
                both + " have too few rounds for a verdict on " + pair.metric().label() + ".";
        };
    }
}
