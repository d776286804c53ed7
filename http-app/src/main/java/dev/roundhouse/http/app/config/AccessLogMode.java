package dev.roundhouse.http.app.config;

import dev.roundhouse.http.app.accesslog.AccessLogFormat;
import java.util.Optional;

/** The format of the access log, or that there is none. The names are the values of {@code --access-log}. */
public enum AccessLogMode {
    /** No access log. */
    OFF(Optional.empty()),
    /** Host, time, request line, status, size. */
    COMMON(Optional.of(AccessLogFormat.COMMON)),
    /** The same, with Referer and User-Agent. */
    COMBINED(Optional.of(AccessLogFormat.COMBINED)),
    /** One JSON object per line. */
    JSON(Optional.of(AccessLogFormat.JSON));

    private final Optional<AccessLogFormat> format;

    AccessLogMode(Optional<AccessLogFormat> format) {
        this.format = format;
    }

    public Optional<AccessLogFormat> format() {
        return format;
    }
}
