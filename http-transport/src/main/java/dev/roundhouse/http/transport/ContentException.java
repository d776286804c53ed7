package dev.roundhouse.http.transport;

import java.io.IOException;

/** The body, not the wire, is at fault. */
public final class ContentException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With a sentence. */
    public ContentException(String message) {
        super(message);
    }

    /** With what the body said, or what broke in it. */
    public ContentException(Throwable cause) {
        super(cause.toString(), cause);
    }
}
