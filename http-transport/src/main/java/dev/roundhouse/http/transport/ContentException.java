package dev.roundhouse.http.transport;

import java.io.IOException;

/** The content of a body could not be read; the connection is not the cause. */
public final class ContentException extends IOException {
    private static final long serialVersionUID = 1L;

    /** An exception with a message. */
    public ContentException(String message) {
        super(message);
    }

    /** An exception for a failure of the body. */
    public ContentException(Throwable cause) {
        super(cause.toString(), cause);
    }
}
