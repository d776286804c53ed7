package dev.roundhouse.http.app;

import dev.roundhouse.http.app.accesslog.LineFormat;
import java.util.Optional;

/** Whether there is an access log, and how it looks. Its names are what {@code --access-log} takes. */
enum AccessLogForm {
    /** There is none. */
    off(Optional.empty()),
    /** Host, time, request line, status, size. */
    common(Optional.of(LineFormat.common)),
    /** The same, with Referer and User-Agent. */
    combined(Optional.of(LineFormat.combined)),
    /** An object a line. */
    json(Optional.of(LineFormat.json));

    private final Optional<LineFormat> format;

    AccessLogForm(Optional<LineFormat> format) {
        this.format = format;
    }

    Optional<LineFormat> format() {
        return format;
    }
}
