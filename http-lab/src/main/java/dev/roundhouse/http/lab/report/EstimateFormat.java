package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.result.Estimate;
import java.util.function.DoubleFunction;

/** Formats an estimate: its value and its interval. */
final class EstimateFormat {
    private EstimateFormat() {}

    /** The value, or a dash. */
    static String format(Estimate estimate, DoubleFunction<String> unit) {
        return estimate.isPresent() ? unit.apply(estimate.median()) : Numbers.NONE;
    }

    /** The interval, or an empty text. */
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
