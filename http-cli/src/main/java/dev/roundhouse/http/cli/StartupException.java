package dev.roundhouse.http.cli;

/** The server cannot start, for a reason that the user can do something about. */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to do */
    public StartupException(String message) {
        super(message);
    }

    /** @param message what is wrong and what to do */
    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
