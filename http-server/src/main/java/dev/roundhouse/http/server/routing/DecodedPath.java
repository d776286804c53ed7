package dev.roundhouse.http.server.routing;

import dev.roundhouse.http.semantics.UriPath;

/**
 * Decodes the path of a target: to a slash, and names that are separated by slashes. No name is empty, {@code .} or {@code ..}, or
 * contains a slash, so that the text can be split again.
 */
final class DecodedPath {
    private DecodedPath() {}

    /**
     * Returns the decoded path. Without allocation for one that is equal to its decoded form.
     *
     * @return null when {@link UriPath} rejects the path
     */
    static String decode(String path) {
        return isDecoded(path)
                ? path
                : UriPath.parse(path).map(DecodedPath::join).orElse(null);
    }

    /** Whether the path begins with a slash, and has nothing that {@link UriPath#parse} would decode, drop or reject. */
    private static boolean isDecoded(String path) {
        int length = path.length();
        if (length == 0 || path.charAt(0) != '/') {
            return false;
        }
        char previous = 0;
        for (int at = 0; at < length; at++) {
            char character = path.charAt(at);
            // A name that begins with a dot may be a dot segment, and is left to the slow path.
            boolean startsName = previous == '/';
            if (character <= ' ' || character > '~' || character == '%' || character == '\\') {
                return false;
            }
            if (startsName && (character == '/' || character == '.')) {
                return false;
            }
            previous = character;
        }
        return true;
    }

    private static String join(UriPath path) {
        String joined = "/" + String.join("/", path.segments());
        return path.endsWithSlash() && joined.length() > 1 ? joined + "/" : joined;
    }

    /** Returns the index after this segment: that of the next slash, or the length. */
    static int segmentEnd(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    /** Returns where the segment of this number starts; there must be one. */
    static int segmentStart(String path, int number) {
        int start = 1;
        for (int i = 0; i < number; i++) {
            start = segmentEnd(path, start) + 1;
        }
        return start;
    }
}
