package dev.roundhouse.http.app.config;

/** The server cannot start, for a reason that the user can do something about. */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param sentence what is wrong and what to do */
    public StartupException(String sentence) {
        super(sentence);
    }

    /** @param sentence what is wrong and what to do */
    public StartupException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
