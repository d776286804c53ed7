package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.h1.Http1Error;

/** Thrown inside a parser for a {@link Http1Error}, and converted to a value by its public methods. */
public final class Http1Exception extends Exception {
    private static final long serialVersionUID = 1L;

    private final Http1Error error;

    public Http1Exception(Http1Error http1Error) {
        // No stack trace: a flood of bad requests should not cost more than good ones.
        super(http1Error.name(), null, false, false);
        this.error = http1Error;
    }

    public Http1Error error() {
        return error;
    }
}
