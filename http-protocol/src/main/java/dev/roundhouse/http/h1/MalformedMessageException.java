package dev.roundhouse.http.h1;

import java.io.IOException;

/** Bytes are not a valid message of HTTP/1.1. */
public final class MalformedMessageException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Http1Error error;

    /** An exception for the rule that was violated. */
    public MalformedMessageException(Http1Error error) {
        super(error.message() + " (" + error.section() + ")");
        this.error = error;
    }

    /** The rule, with the status that a server responds. */
    public Http1Error error() {
        return error;
    }
}
