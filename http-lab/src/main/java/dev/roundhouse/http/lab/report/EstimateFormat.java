package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.result.Estimate;
import java.util.function.DoubleFunction;

/** How an estimate is written: the figure, and its interval where it has one. */
final class EstimateFormat {
    private EstimateFormat() {}

    /** The figure, or what stands for none. */
    static String format(Estimate estimate, DoubleFunction<String> unit) {
        return estimate.isPresent() ? unit.apply(estimate.median()) : Numbers.NONE;
    }

    /** The interval, or nothing. */
    static String interval(Estimate estimate, DoubleFunction<String> unit) {
        return hasInterval(estimate) ? unit.apply(estimate.low()) + " – " + unit.apply(estimate.high()) : "";
    }

    /** Whether there is more than one round. */
    static boolean hasInterval(Estimate estimate) {
        return estimate.isPresent() && estimate.rounds() > 1 && estimate.high() > estimate.low();
    }

    /** Microseconds, in the unit that fits. */
    static String micros(double micros) {
        return Numbers.time(micros * 1e3);
    }

    /** Milliseconds, in the unit that fits. */
    static String millis(double millis) {
        return Numbers.time(millis * 1e6);
    }
}
