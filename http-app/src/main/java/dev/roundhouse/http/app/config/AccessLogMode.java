package dev.roundhouse.http.app.config;

import dev.roundhouse.http.app.accesslog.AccessLogFormat;
import java.util.Optional;

/** Whether there is an access log, and how it looks. Its names are what {@code --access-log} takes. */
public enum AccessLogMode {
    /** There is none. */
    OFF(Optional.empty()),
    /** Host, time, request line, status, size. */
    COMMON(Optional.of(AccessLogFormat.COMMON)),
    /** The same, with Referer and User-Agent. */
    COMBINED(Optional.of(AccessLogFormat.COMBINED)),
    /** An object a line. */
    JSON(Optional.of(AccessLogFormat.JSON));

    private final Optional<AccessLogFormat> format;

    AccessLogMode(Optional<AccessLogFormat> format) {
        this.format = format;
    }

    public Optional<AccessLogFormat> format() {
        return format;
    }
}
