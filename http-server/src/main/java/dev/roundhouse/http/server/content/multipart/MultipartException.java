package dev.roundhouse.http.server.content.multipart;

import dev.roundhouse.http.message.Status;
import java.io.IOException;

/** A multipart body is malformed, or exceeds a limit. */
public final class MultipartException extends IOException {
    private static final long serialVersionUID = 1;

    private final int statusCode;

    private MultipartException(Status status, String message) {
        super(message);
        this.statusCode = status.code();
    }

    static MultipartException malformed(String message) {
        return new MultipartException(Status.BAD_REQUEST, message);
    }

    static MultipartException tooLarge(String message) {
        return new MultipartException(Status.CONTENT_TOO_LARGE, message);
    }

    /** The status of the response: 400 or 413. */
    public Status status() {
        return statusCode == Status.BAD_REQUEST.code() ? Status.BAD_REQUEST : Status.CONTENT_TOO_LARGE;
    }
}
