package dev.roundhouse.http.app.accesslog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats times for logs, always in UTC: logs of several machines are compared, and daylight saving time repeats an hour. */
final class LogTimestamps {
    private static final DateTimeFormatter COMMON = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private LogTimestamps() {}

    /** {@code 22/Nov/2026:23:59:59 +0000} */
    static String commonLogFormat(Instant time) {
        return COMMON.format(time);
    }

    /** {@code 2026-11-22T23:59:59.123Z} */
    static String iso(Instant time) {
        return ISO.format(time);
    }
}
