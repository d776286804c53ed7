package dev.roundhouse.http.app.config;

/** Thrown for a source of options with an error. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one line: the place, the error, and what to do */
    public ConfigurationException(String message) {
        super(message);
    }

    /** @param message one line: the place, the error, and what to do */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
