package dev.roundhouse.http.app.config;

/** The server cannot start, for a reason that the user can do something about. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param sentence what is wrong and what to do */
    public StartException(String sentence) {
        super(sentence);
    }

    /** @param sentence what is wrong and what to do */
    public StartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
