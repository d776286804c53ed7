package dev.roundhouse.http.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Parses durations: {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h}; a number alone is seconds. */
public final class DurationParser {
    private static final int MAX_DIGITS = 12;

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS);

    /** Small enough to be added to any time of the clock without overflow. */
    private static final Duration MAX = Duration.ofDays(365);

    private DurationParser() {}

    /** A duration from 0 to a year. */
    public static Duration parse(String text) {
        NumberWithUnit form = NumberWithUnit.parse(text, MAX_DIGITS)
                .filter(parsed -> UNITS.containsKey(parsed.unit()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not a valid duration; use a number with ms, s, m or h, e.g. 10s"));
        // Duration.multipliedBy would use BigDecimal, which increases the startup time.
        Duration duration = Duration.of(form.number(), UNITS.get(form.unit()));
        if (duration.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("'" + text + "' is too long; the maximum is 8760h");
        }
        return duration;
    }

    /** A duration from a millisecond to a year. */
    public static Duration parsePositive(String text) {
        Duration duration = parse(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("'" + text + "' must be at least 1ms");
        }
        return duration;
    }
}
