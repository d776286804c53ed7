package dev.roundhouse.http.app.accesslog;

import java.io.IOException;

/** Lines could not be written. */
final class LinesLostException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long lines;

    /** @param lines how many of them are not where they belong */
    LinesLostException(long lines, IOException cause) {
        super(cause.getMessage(), cause);
        this.lines = lines;
    }

    long lines() {
        return lines;
    }
}
