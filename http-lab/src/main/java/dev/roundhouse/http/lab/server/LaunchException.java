package dev.roundhouse.http.lab.server;

/** A server did not start. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param sentence what happened, and where to look */
    public LaunchException(String sentence) {
        super(sentence);
    }

    /** @param sentence what happened, and where to look */
    public LaunchException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
