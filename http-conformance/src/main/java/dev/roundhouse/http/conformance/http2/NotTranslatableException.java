package dev.roundhouse.http.conformance.http2;

/** Thrown for what HTTP/1.1 has and HTTP/2 does not. */
final class NotTranslatableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Difference difference;

    NotTranslatableException(Difference difference) {
        super(difference.reason());
        this.difference = difference;
    }

    Difference difference() {
        return difference;
    }
}
