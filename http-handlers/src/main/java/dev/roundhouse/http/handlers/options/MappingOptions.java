package dev.roundhouse.http.handlers.options;

import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.syntax.OptionErrors;
import dev.roundhouse.http.semantics.UriPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How paths are mapped to files.
 *
 * @param basePath change it when a proxy forwards the paths below a prefix, such as {@code /app}, without removing it
 * @param indexFiles change them when other files than {@code index.html} represent their directory; the first that exists does
 * @param cleanUrls whether {@code /about} serves {@code about.html}, and the longer paths are redirected there
 * @param spa the file that is served for missing paths, for an application with routes in the browser
 * @param dotfiles change it when names that start with a dot are to be published
 * @param listings whether a directory without an index file is listed
 */
public record MappingOptions(
        UriPath basePath,
        List<String> indexFiles,
        boolean cleanUrls,
        Optional<UriPath> spa,
        DotfilePolicy dotfiles,
        boolean listings) {
    /** Paths are those of the files, {@code index.html} is the index file, and there are no listings. */
    public static final MappingOptions DEFAULT =
            new MappingOptions(UriPath.ROOT, List.of("index.html"), false, Optional.empty(), DotfilePolicy.DENY, false);

    /** @throws IllegalArgumentException for an index that is no file name */
    public MappingOptions {
        indexFiles = List.copyOf(indexFiles);
        indexFiles.forEach(MappingOptions::requireName);
    }

    /**
     * Parses a path that is not percent-encoded: {@code /my docs}. Trailing slashes make no difference.
     *
     * @throws IllegalArgumentException if it does not start with a slash, or contains a name that no path may have
     */
    public static UriPath parsePath(String typed) {
        if (!typed.startsWith("/") || typed.chars().anyMatch(Character::isISOControl)) {
            throw OptionErrors.invalid("Invalid path: must start with a slash, e.g. /docs", typed);
        }
        return parseNames(typed, true);
    }

    /**
     * Parses the path of a file below the root: {@code index.html}.
     *
     * @throws IllegalArgumentException if no file can have that path
     */
    public static UriPath parseFile(String typed) {
        if (typed.replace("/", "").isEmpty()) {
            throw OptionErrors.invalid("Invalid file: expected a path below the root, e.g. index.html", typed);
        }
        return parseNames(typed, false);
    }

    /** Parses names separated by commas: {@code index.html,index.htm}. */
    public static List<String> parseNames(String typed) {
        List<String> names = List.of(typed.split(",", -1));
        names.forEach(MappingOptions::requireName);
        return names;
    }

    private static UriPath parseNames(String typed, boolean directory) {
        List<String> segments = new ArrayList<>(List.of(typed.split("/")));
        segments.removeIf(String::isEmpty);
        segments.forEach(MappingOptions::requireName);
        return new UriPath(segments, directory);
    }

    private static void requireName(String name) {
        boolean fits = !name.isEmpty() && !name.equals(".") && !name.equals("..") && !containsSeparatorOrControl(name);
        if (!fits) {
            throw OptionErrors.invalid(
                    "Invalid file name: must not be empty, . or .., or contain a slash, backslash or control character",
                    name);
        }
    }

    private static boolean containsSeparatorOrControl(String name) {
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if (character == '/' || character == '\\' || Character.isISOControl(character)) {
                return true;
            }
        }
        return false;
    }
}
