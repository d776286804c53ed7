package dev.roundhouse.http.h1;

/** Carries a {@link Http1Error} from the depth of a parser to its edge, where it becomes a value again. */
final class Http1Exception extends Exception {
    private static final long serialVersionUID = 1L;

    private final Http1Error error;

    Http1Exception(Http1Error refusal) {
        // No stack trace: a flood of bad requests should not cost more than good ones.
        super(refusal.name(), null, false, false);
        this.error = refusal;
    }

    Http1Error error() {
        return error;
    }
}
