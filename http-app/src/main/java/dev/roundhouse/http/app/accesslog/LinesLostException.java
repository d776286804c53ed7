package dev.roundhouse.http.app.accesslog;

import java.io.IOException;

/** Thrown if lines could not be written. */
final class LinesLostException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long lines;

    /** @param lines the number of lines that were not written */
    LinesLostException(long lines, IOException cause) {
        // There is no message if a full pipe without a reader was closed during shutdown.
        super(cause.getMessage() == null ? "closed before all lines were written" : cause.getMessage(), cause);
        this.lines = lines;
    }

    long lines() {
        return lines;
    }
}
