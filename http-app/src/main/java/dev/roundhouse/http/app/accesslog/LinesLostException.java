package dev.roundhouse.http.app.accesslog;

import java.io.IOException;

/** Lines could not be written. */
final class LinesLostException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long lines;

    /** @param lines how many of them are not where they belong */
    LinesLostException(long lines, IOException cause) {
        // Without a message: what was full and had no reader has been closed at the end.
        super(cause.getMessage() == null ? "it was closed before it took them" : cause.getMessage(), cause);
        this.lines = lines;
    }

    long lines() {
        return lines;
    }
}
