package dev.roundhouse.http.lab.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Formats numbers with three significant digits and a suitable unit, independent of the locale. */
final class Numbers {
    /** Shown if there is no value. */
    static final String NONE = "–";

    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private Numbers() {}

    /** Formats with three significant digits; integers below 10,000 keep all digits. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        boolean isSmallInteger = Math.abs(value) < 10_000 && value == Math.rint(value);
        return format().format(isSmallInteger ? exact : exact.round(DIGITS));
    }

    /** Formats an integer with all digits. */
    static String count(long value) {
        return format().format(value);
    }

    /** Formats requests per second. */
    static String rate(double perSecond) {
        return number(perSecond) + "/s";
    }

    /** Formats a time with a unit from nanoseconds to seconds. */
    static String time(double nanos) {
        double size = Math.abs(nanos);
        if (size >= 1e9) {
            return number(nanos / 1e9) + " s";
        }
        if (size >= 1e6) {
            return number(nanos / 1e6) + " ms";
        }
        return size >= 1e3 ? number(nanos / 1e3) + " µs" : number(nanos) + " ns";
    }

    /** Formats bytes with a decimal unit. */
    static String bytes(double bytes) {
        double size = Math.abs(bytes);
        if (size >= 1e9) {
            return number(bytes / 1e9) + " GB";
        }
        if (size >= 1e6) {
            return number(bytes / 1e6) + " MB";
        }
        return size >= 1e3 ? number(bytes / 1e3) + " kB" : number(bytes) + " B";
    }

    /** Formats a fraction, 0.28 as 28%; small ones keep one decimal. */
    static String percent(double share) {
        double hundred = share * 100;
        return (Math.abs(hundred) < 10 ? number(Math.rint(hundred * 10) / 10) : number(Math.rint(hundred))) + "%";
    }

    /** Formats a number for the script and the style sheet: no grouping, no exponent. */
    static String plain(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(7, RoundingMode.HALF_UP))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Formats a fraction in percent for the style sheet, between 0 and 100. */
    static String length(double value, double max) {
        double share = max > 0 && Double.isFinite(value) ? value / max * 100 : 0;
        return plain(Math.max(0, Math.min(100, share)));
    }

    // DecimalFormat is not thread-safe, so each call creates one.
    private static DecimalFormat format() {
        return new DecimalFormat("#,##0.##########", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
    }
}
