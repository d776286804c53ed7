package dev.roundhouse.http.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses durations: {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h}; a number alone is seconds. */
public final class DurationParser {
    private static final Pattern PATTERN = Pattern.compile("(\\d{1,12})\\s*([a-z]*)");

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
        Matcher form = PATTERN.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches() || !UNITS.containsKey(form.group(2))) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a valid duration; use a number with ms, s, m or h, e.g. 10s");
        }
        // Duration.multipliedBy would use BigDecimal, which increases the startup time.
        Duration duration = Duration.of(Long.parseLong(form.group(1)), UNITS.get(form.group(2)));
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
