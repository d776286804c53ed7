package dev.roundhouse.http.handlers.options;

import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.syntax.OptionErrors;
import dev.roundhouse.http.semantics.UriPath;
import java.util.List;
import java.util.Optional;

/**
 * How paths are mapped to files.
 *
 * @param basePath touch when a proxy hands over only the paths below one, such as {@code /app}, without cutting it off
 * @param indexFiles touch when other files than {@code index.html} stand for their directory; the first that exists does
 * @param cleanUrls touch when {@code /about} shall serve {@code about.html}; the longer spellings are redirected there
 * @param spa touch for an application that makes up its own paths in the browser: the file that answers where nothing is
 * @param dotfiles touch when names that begin with a dot are meant to be published
 * @param listings touch to let visitors see what is in a directory without an index
 */
public record MappingOptions(
        UriPath basePath,
        List<String> indexFiles,
        boolean cleanUrls,
        Optional<UriPath> spa,
        DotfilePolicy dotfiles,
        boolean listings) {
    /** Files are where their paths say, {@code index.html} stands for its directory, and nothing else is shown. */
    public static final MappingOptions DEFAULT =
            new MappingOptions(UriPath.ROOT, List.of("index.html"), false, Optional.empty(), DotfilePolicy.DENY, false);

    /** @throws IllegalArgumentException for an index that is no file name */
    public MappingOptions {
        indexFiles = List.copyOf(indexFiles);
        indexFiles.forEach(MappingOptions::requireName);
    }

    /**
     * A path as it is typed, not percent-encoded: {@code /my docs}. Slashes at its end make no difference.
     *
     * @throws IllegalArgumentException for one that does not begin with a slash, or holds a name that no path may have
     */
    public static UriPath parsePath(String typed) {
        if (!typed.startsWith("/") || typed.chars().anyMatch(Character::isISOControl)) {
            throw OptionErrors.invalid("Invalid path: must start with a slash, e.g. /docs", typed);
        }
        return parseNames(typed, true);
    }

    /**
     * The file of {@code --spa}, as it is typed, below the root: {@code index.html}.
     *
     * @throws IllegalArgumentException when it can be no file
     */
    public static UriPath parseFile(String typed) {
        if (typed.replace("/", "").isEmpty()) {
            throw OptionErrors.invalid("A file below the root has a name, such as index.html; this has none", typed);
        }
        return parseNames(typed, false);
    }

    /** Reads names with commas between them, as {@code index.html,index.htm}. */
    public static List<String> parseNames(String typed) {
        List<String> names = List.of(typed.split(",", -1));
        names.forEach(MappingOptions::requireName);
        return names;
    }

    private static UriPath parseNames(String typed, boolean directory) {
        List<String> segments = List.of(typed.split("/")).stream()
                .filter(name -> !name.isEmpty())
                .toList();
        segments.forEach(MappingOptions::requireName);
        return new UriPath(segments, directory);
    }

    private static void requireName(String name) {
        boolean fits = !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(at -> at == '/' || at == '\\' || Character.isISOControl(at));
        if (!fits) {
            throw OptionErrors.invalid(
                    "Invalid file name: must not contain a slash, backslash or control character", name);
        }
    }
}
