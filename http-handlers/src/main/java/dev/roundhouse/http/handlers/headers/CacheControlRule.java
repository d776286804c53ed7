package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.handlers.syntax.Glob;
import dev.roundhouse.http.handlers.syntax.OptionErrors;

/**
 * The value of Cache-Control for some files.
 *
 * @param glob the paths of the files
 * @param value the header's value, as in {@code public, max-age=3600} (RFC 9111 §5.2.2)
 */
public record CacheControlRule(Glob glob, String value) {
    /** @throws IllegalArgumentException for a value that is not valid in a header */
    public CacheControlRule {
        if (!OptionErrors.isFieldValue(value)) {
            throw OptionErrors.invalid(
                    "Invalid Cache-Control value: only printable ASCII is allowed, e.g. max-age=3600", value);
        }
    }

    /**
     * Reads {@code GLOB=VALUE}; the first equals sign is the separator, since values contain more of them.
     *
     * @throws IllegalArgumentException when it is not of this form
     */
    public static CacheControlRule parse(String text) {
        int separator = text.indexOf('=');
        if (separator < 1) {
            throw OptionErrors.invalid("Invalid cache rule: expected GLOB=VALUE, e.g. *.css=max-age=3600", text);
        }
        return new CacheControlRule(Glob.of(text.substring(0, separator)), text.substring(separator + 1));
    }
}
