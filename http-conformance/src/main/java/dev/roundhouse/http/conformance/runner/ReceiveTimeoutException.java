package dev.roundhouse.http.conformance.runner;

/** Thrown if the server sends nothing although something is expected. */
public final class ReceiveTimeoutException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public ReceiveTimeoutException() {
        super("the server sends nothing and does not close the connection");
    }
}
