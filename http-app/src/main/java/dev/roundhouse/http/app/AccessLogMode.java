package dev.roundhouse.http.app;

import dev.roundhouse.http.app.accesslog.AccessLogFormat;
import java.util.Optional;

/** Whether there is an access log, and how it looks. Its names are what {@code --access-log} takes. */
enum AccessLogMode {
    /** There is none. */
    off(Optional.empty()),
    /** Host, time, request line, status, size. */
    common(Optional.of(AccessLogFormat.common)),
    /** The same, with Referer and User-Agent. */
    combined(Optional.of(AccessLogFormat.combined)),
    /** An object a line. */
    json(Optional.of(AccessLogFormat.json));

    private final Optional<AccessLogFormat> format;

    AccessLogMode(Optional<AccessLogFormat> format) {
        this.format = format;
    }

    Optional<AccessLogFormat> format() {
        return format;
    }
}
