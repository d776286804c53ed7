package dev.roundhouse.http.app.config;

import java.util.Locale;

/**
 * The name of an option in each source: {@code --max-body}, {@code ROUNDHOUSE_MAX_BODY}, {@code max-body}.
 *
 * @param key the name in a file, which is the name on the command line without dashes
 * @param isRepeatable whether the option takes several values
 */
public record OptionName(String key, boolean isRepeatable) {
    /** The prefix of all environment variables of this program. */
    public static final String PREFIX = "ROUNDHOUSE_";

    /** The environment variable of this option. */
    public String variable() {
        return variable(key);
    }

    /** The environment variable of an option with this key. */
    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
