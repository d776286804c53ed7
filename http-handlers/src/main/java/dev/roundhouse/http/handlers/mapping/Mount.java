package dev.roundhouse.http.handlers.mapping;

import dev.roundhouse.http.handlers.options.OptionErrors;
import dev.roundhouse.http.semantics.UriPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A root that is not at the top.
 *
 * @param prefix of the paths that are looked up there; it ends with a slash
 * @param root what they lead to: a directory as it was configured, or one that is being served
 */
public record Mount<R>(UriPath prefix, R root) {
    /** @throws IllegalArgumentException for a prefix that names a file, or the top itself, which has its root already */
    public Mount {
        if (!prefix.endsWithSlash() || prefix.segments().isEmpty()) {
            throw OptionErrors.invalid(
                    "A mount is at a directory below the top, such as /docs; this is not", prefix.encoded());
        }
    }

    /**
     * Reads {@code /prefix=DIRECTORY}.
     *
     * @throws IllegalArgumentException when it is not of this form
     */
    public static Mount<Path> parse(String text) {
        int border = text.indexOf('=');
        if (border < 1 || border == text.length() - 1) {
            throw OptionErrors.invalid("Invalid mount: expected /path=DIRECTORY, e.g. /docs=target/site", text);
        }
        try {
            return new Mount<>(
                    MappingOptions.parsePath(text.substring(0, border)), Path.of(text.substring(border + 1)));
        } catch (InvalidPathException unwritable) {
            throw OptionErrors.invalid("A mount is at a directory that can be written down; this cannot", text);
        }
    }
}
