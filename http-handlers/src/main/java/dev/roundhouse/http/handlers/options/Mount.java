package dev.roundhouse.http.handlers.options;

import dev.roundhouse.http.handlers.syntax.OptionErrors;
import dev.roundhouse.http.semantics.UriPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A directory mounted below the root of a site.
 *
 * @param prefix of the paths that are resolved in the directory; it ends with a slash
 * @param directory that the site has at this prefix
 */
public record Mount(UriPath prefix, Path directory) {
    /** @throws IllegalArgumentException for a prefix without a trailing slash, or the root itself */
    public Mount {
        if (!prefix.endsWithSlash() || prefix.segments().isEmpty()) {
            throw OptionErrors.invalid("Invalid mount: expected a path below the root, e.g. /docs", prefix.encoded());
        }
    }

    /**
     * Parses {@code /prefix=DIRECTORY}.
     *
     * @throws IllegalArgumentException when it is not of this form
     */
    public static Mount parse(String text) {
        int border = text.indexOf('=');
        if (border < 1 || border == text.length() - 1) {
            throw OptionErrors.invalid("Invalid mount: expected /path=DIRECTORY, e.g. /docs=target/site", text);
        }
        try {
            return new Mount(MappingOptions.parsePath(text.substring(0, border)), Path.of(text.substring(border + 1)));
        } catch (InvalidPathException e) {
            throw OptionErrors.invalid("Invalid mount: the directory cannot be encoded", text);
        }
    }
}
