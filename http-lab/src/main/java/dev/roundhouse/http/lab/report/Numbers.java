package dev.roundhouse.http.lab.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as people read them: three digits that count, a unit that fits, the same in every language of the machine. */
final class Numbers {
    /** What stands where nothing was measured. */
    static final String NONE = "–";

    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private Numbers() {}

    /** Writes three digits that count; whole numbers keep all of theirs up to 9,999. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        boolean complete = Math.abs(value) < 10_000 && value == Math.rint(value);
        return format().format(complete ? exact : exact.round(DIGITS));
    }

    /** Writes a whole number with all its digits. */
    static String count(long value) {
        return format().format(value);
    }

    /** Writes requests per second. */
    static String rate(double perSecond) {
        return number(perSecond) + "/s";
    }

    /** Writes a time in the unit that fits it, from nanoseconds to seconds. */
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

    /** Writes octets in the unit that fits them, by thousands. */
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

    /** Writes a share, 0.28 as 28%; small ones keep a digit behind the point. */
    static String percent(double share) {
        double hundred = share * 100;
        return (Math.abs(hundred) < 10 ? number(Math.rint(hundred * 10) / 10) : number(Math.rint(hundred))) + "%";
    }

    /** Writes a number for the script and the style sheet: a point, no groups, no exponent. */
    static String plain(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(7, RoundingMode.HALF_UP))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Writes a part of a whole in percent for the style sheet, between 0 and 100. */
    static String length(double part, double full) {
        double share = full > 0 && Double.isFinite(part) ? part / full * 100 : 0;
        return plain(Math.max(0, Math.min(100, share)));
    }

    // DecimalFormat is not safe for threads, hence one each time.
    private static DecimalFormat format() {
        return new DecimalFormat("#,##0.##########", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
    }
}
