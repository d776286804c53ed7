package dev.roundhouse.http.app;

/** The server cannot start, for a reason that the user can do something about. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param sentence what is wrong and what to do */
    StartException(String sentence) {
        super(sentence);
    }

    /** @param sentence what is wrong and what to do */
    StartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
