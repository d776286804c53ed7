package dev.roundhouse.http.conformance;

/** The server said nothing where something was expected. */
public final class SilenceException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Nothing came. */
    public SilenceException() {
        super("the server says nothing, and does not close");
    }
}
