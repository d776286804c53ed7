package dev.roundhouse.http.handlers;

import dev.roundhouse.http.message.Target;
import dev.roundhouse.http.semantics.UriPath;
import java.util.List;
import java.util.Optional;

/** What a target asks for, as far as it can be told without looking at files. */
sealed interface Asked {
    /** Percent signs without two digits, or octets that are no UTF-8: a mistake of whoever wrote it. */
    record Malformed() implements Asked {}

    /**
     * Well-formed, but no file can have such a name: it holds a NUL, a backslash or an encoded slash, or climbs above the
     * root. RFC 3986 allows all of that, so the syntax is not to blame.
     */
    record Nameless() implements Asked {}

    /**
     * A path that a file might have.
     *
     * @param path taken apart and decoded
     * @param canonical whether the path is spelled without empty segments and without dot segments. Which characters were
     *     percent-encoded does not matter: browsers do not agree there, and nothing that is relative to the path depends on it
     * @param query the raw query with its question mark, or empty
     */
    record Named(UriPath path, boolean canonical, String query) implements Asked {
        /** The last name, which says the media type; empty for the root. */
        String name() {
            List<String> segments = path.segments();
            return segments.isEmpty() ? "" : segments.get(segments.size() - 1);
        }

        /** The same, asked for as a directory. */
        Named asDirectory() {
            return new Named(new UriPath(path.segments(), true), canonical, query);
        }

        /**
         * The canonical spelling, as a reference without scheme and authority (RFC 3986 §4.2). It begins with exactly one
         * slash, and no backslash follows: a browser would take two of them for the beginning of another host.
         */
        String location() {
            return path.encoded() + query;
        }
    }

    static Asked by(Target target) {
        Optional<String> decoded = UriPath.decode(target.path());
        if (decoded.isEmpty()) {
            return new Malformed();
        }
        String query = target.query().map(text -> "?" + text).orElse("");
        return UriPath.parse(target.path())
                .<Asked>map(path -> new Named(path, decoded.get().equals(plain(path)), query))
                .orElseGet(Nameless::new);
    }

    private static String plain(UriPath path) {
        String joined = "/" + String.join("/", path.segments());
        return path.endsWithSlash() && joined.length() > 1 ? joined + "/" : joined;
    }
}
