package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.handlers.syntax.Glob;
import dev.roundhouse.http.handlers.syntax.OptionErrors;

/**
 * What Cache-Control says of some files.
 *
 * @param glob whose field it is
 * @param value of the field, as in {@code public, max-age=3600} (RFC 9111 §5.2.2)
 */
public record CacheControlRule(Glob glob, String value) {
    /** @throws IllegalArgumentException for a value that no field may carry */
    public CacheControlRule {
        if (!OptionErrors.isFieldValue(value)) {
            throw OptionErrors.invalid(
                    "A value of Cache-Control is visible ASCII, such as max-age=3600; this is not", value);
        }
    }

    /**
     * Reads {@code GLOB=VALUE}; the first equals sign is the border, since values hold more of them.
     *
     * @throws IllegalArgumentException when it is not of this form
     */
    public static CacheControlRule parse(String text) {
        int border = text.indexOf('=');
        if (border < 1) {
            throw OptionErrors.invalid("Invalid cache rule: expected GLOB=VALUE, e.g. *.css=max-age=3600", text);
        }
        return new CacheControlRule(Glob.of(text.substring(0, border)), text.substring(border + 1));
    }
}
