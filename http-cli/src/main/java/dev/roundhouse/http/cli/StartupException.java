package dev.roundhouse.http.cli;

/** Thrown if the program cannot start, for a reason that the user can change. */
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
