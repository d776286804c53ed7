package dev.roundhouse.http.conformance;

/** A server did not do what a conversation expects. */
public final class DisagreementException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what was expected, and what came instead */
    public DisagreementException(String message) {
        super(message);
    }
}
