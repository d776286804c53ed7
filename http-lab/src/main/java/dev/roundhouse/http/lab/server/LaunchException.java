package dev.roundhouse.http.lab.server;

/** Thrown if a server did not start. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param description what happened, and where the log is */
    public LaunchException(String description) {
        super(description);
    }

    /** @param description what happened, and where the log is */
    public LaunchException(String description, Throwable cause) {
        super(description, cause);
    }
}
