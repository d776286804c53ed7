package dev.roundhouse.http.h1;

/** Carries a {@link Http1Error} from the depth of a parser to its edge, where it becomes a value again. */
final class Http1Exception extends Exception {
    private static final long serialVersionUID = 1L;

    private final Http1Error error;

    Http1Exception(Http1Error http1Error) {
        // No stack trace: a flood of bad requests should not cost more than good ones.
        super(http1Error.name(), null, false, false);
        this.error = http1Error;
    }

    Http1Error error() {
        return error;
    }
}
