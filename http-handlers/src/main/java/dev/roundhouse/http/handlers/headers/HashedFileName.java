package dev.roundhouse.http.handlers.headers;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Detects names that contain a hash of the content, as bundlers write them. Such a name is never used for other content, so a
 * copy can be cached without revalidation (RFC 8246).
 *
 * <p>A hash is the text between two dots, the end of that text after a hyphen or an underscore, or all of the name before its
 * first dot; never the extension. {@link FileNameHash} recognizes hashes. The names that each bundler writes are listed in
 * docs/hashed-names.md.
 *
 * <p>In doubt, a name has no hash: revalidation costs a 304 and never shows an old file. Pages never count as hashed, since their
 * addresses are typed, linked and stored. A UUID does not depend on the content.
 */
final class HashedFileName {
    private static final Set<String> PAGES = Set.of("htm", "html", "xhtml", "shtml", "md", "txt", "php");

    /** Extensions of files that bundlers generate: few of these files are named by people. */
    private static final Set<String> GENERATED = Set.of("js", "mjs", "cjs", "css", "wasm", "woff2");

    /** Suffixes after the extension of the content. */
    private static final Set<String> OUTER = Set.of("map", "gz", "br", "zst");

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final String SEPARATORS = "-_";

    private HashedFileName() {}

    /** Whether the last name of a path contains a hash. */
    static boolean matches(String name) {
        String extension = extension(name);
        if (extension.isEmpty()
                || PAGES.contains(extension)
                || UUID.matcher(name).find()) {
            return false;
        }
        boolean isGenerated = GENERATED.contains(extension);
        String stem = name.substring(0, name.lastIndexOf('.'));
        int from = 0;
        for (int dot = stem.indexOf('.'); dot >= 0; dot = stem.indexOf('.', from)) {
            if (endsWithHash(stem.substring(from, dot), from > 0, isGenerated)) {
                return true;
            }
            from = dot + 1;
        }
        return endsWithHash(stem.substring(from), from > 0, isGenerated);
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

    /** @param isAfterDot whether the part is between two dots */
    private static boolean endsWithHash(String part, boolean isAfterDot, boolean isGenerated) {
        if (isAfterDot ? FileNameHash.isAfterDot(part, isGenerated) : FileNameHash.isCompleteName(part)) {
            return true;
        }
        for (int i = 0; i < part.length(); i++) {
            if (SEPARATORS.indexOf(part.charAt(i)) >= 0
                    && (FileNameHash.isAtEnd(part.substring(i + 1), isGenerated) || isLongBefore(part, i))) {
                return true;
            }
        }
        return false;
    }

    /** A long hash counts at any position: the fonts of Next.js have text after it. */
    private static boolean isLongBefore(String part, int separator) {
        int from = separator;
        while (from > 0 && SEPARATORS.indexOf(part.charAt(from - 1)) < 0) {
            from--;
        }
        return FileNameHash.isLong(part.substring(from, separator));
    }
}
