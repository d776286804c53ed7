package dev.roundhouse.http.app.config;

/** A source of options makes no sense. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message the place, what is wrong, and what to do */
    public ConfigurationException(String message) {
        super(message);
    }

    /** @param message the place, what is wrong, and what to do */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
