package dev.roundhouse.http.app.config;

/** A source of options makes no sense. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param sentence the place, what is wrong, and what to do */
    public ConfigurationException(String sentence) {
        super(sentence);
    }

    /** @param sentence the place, what is wrong, and what to do */
    public ConfigurationException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
