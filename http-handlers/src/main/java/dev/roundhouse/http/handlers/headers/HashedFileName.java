package dev.roundhouse.http.handlers.headers;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether a file's name contains a hash of its content, as bundlers write it: such a name is given to other content
 * never again, so that a copy may be kept for ever (RFC 8246).
 *
 * <p>A hash stands between separators: it is what lies between two dots, or ends it behind a hyphen or an underscore, or all of the
 * name before its first dot; the extension is never one. What a hash looks like is {@link FileNameHash}'s matter. The names that
 * each bundler writes are listed in docs/hashed-names.md.
 *
 * <p>This errs on the side of asking the server, which costs a 304 and never shows an old file. So pages are never taken for hashed:
 * their addresses are typed, linked and kept. A UUID does not depend on the content.
 */
final class HashedFileName {
    private static final Set<String> PAGES = Set.of("htm", "html", "xhtml", "shtml", "md", "txt", "php");

    /** Extensions of files that bundlers create. Names chosen by people are rare among them. */
    private static final Set<String> BUILT = Set.of("js", "mjs", "cjs", "css", "wasm", "woff2");

    /** Suffixes that follow the extension of the content. */
    private static final Set<String> OUTER = Set.of("map", "gz", "br", "zst");

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final String SEPARATORS = "-_";

    private HashedFileName() {}

    /** Whether the last name of a path carries a hash. */
    static boolean matches(String name) {
        String extension = extension(name);
        if (extension.isEmpty()
                || PAGES.contains(extension)
                || UUID.matcher(name).find()) {
            return false;
        }
        boolean built = BUILT.contains(extension);
        String stem = name.substring(0, name.lastIndexOf('.'));
        int from = 0;
        for (int dot = stem.indexOf('.'); dot >= 0; dot = stem.indexOf('.', from)) {
            if (endsWithHash(stem.substring(from, dot), from > 0, built)) {
                return true;
            }
            from = dot + 1;
        }
        return endsWithHash(stem.substring(from), from > 0, built);
    }

    private static String extension(String name) {
        int end = name.length();
        int dot = name.lastIndexOf('.');
        String last = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        if (OUTER.contains(last)) {
            end = dot;
            dot = name.lastIndexOf('.', end - 1);
        }
        return dot < 0 ? "" : name.substring(dot + 1, end).toLowerCase(Locale.ROOT);
    }

    /** @param afterDot whether the part stands between two dots */
    private static boolean endsWithHash(String part, boolean afterDot, boolean built) {
        if (afterDot ? FileNameHash.isAfterDot(part, built) : FileNameHash.isWholeName(part)) {
            return true;
        }
        for (int at = 0; at < part.length(); at++) {
            if (SEPARATORS.indexOf(part.charAt(at)) >= 0
                    && (FileNameHash.isAtEnd(part.substring(at + 1), built) || isLongBefore(part, at))) {
                return true;
            }
        }
        return false;
    }

    /** A long hash is one wherever it stands: fonts of Next.js have something behind it. */
    private static boolean isLongBefore(String part, int separator) {
        int from = separator;
        while (from > 0 && SEPARATORS.indexOf(part.charAt(from - 1)) < 0) {
            from--;
        }
        return FileNameHash.isLong(part.substring(from, separator));
    }
}
