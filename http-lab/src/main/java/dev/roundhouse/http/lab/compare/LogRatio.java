package dev.roundhouse.http.lab.compare;

import dev.roundhouse.http.lab.result.Estimate;

/**
 * Approximates the interval of a ratio from two intervals, assuming that their logarithms are normally distributed.
 */
final class LogRatio {
    /** Half the width of a 95 percent interval of a normal distribution, in standard deviations. */
    private static final double Z_95 = 1.96;

    private LogRatio() {}

    static Estimate of(Estimate above, Estimate below, double confidence) {
        double ratio = Math.log(above.median() / below.median());
        double width = z(confidence) * Math.hypot(deviation(above), deviation(below));
        return new Estimate(
                Math.exp(ratio),
                Math.exp(ratio - width),
                Math.exp(ratio + width),
                Math.min(above.rounds(), below.rounds()));
    }

    private static double deviation(Estimate estimate) {
        return Math.log(estimate.high() / estimate.low()) / (2 * Z_95);
    }

    /** The normal quantile by Abramowitz and Stegun 26.2.23, whose error is below 0.0005. */
    static double z(double confidence) {
        double t = Math.sqrt(-2 * Math.log((1 - confidence) / 2));
        double above = 2.515517 + t * (0.802853 + t * 0.010328);
        double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
        return t - above / below;
    }
}
