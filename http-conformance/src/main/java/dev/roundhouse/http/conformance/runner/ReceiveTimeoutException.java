package dev.roundhouse.http.conformance.runner;

/** The server said nothing where something was expected. */
public final class ReceiveTimeoutException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Nothing came. */
    public ReceiveTimeoutException() {
        super("the server says nothing, and does not close");
    }
}
