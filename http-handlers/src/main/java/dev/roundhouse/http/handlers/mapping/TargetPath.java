package dev.roundhouse.http.handlers.mapping;

import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.semantics.UriPath;
import java.util.List;
import java.util.Optional;

/** The path of a request target, before any file is looked up. */
public sealed interface TargetPath {
    /** Invalid percent-encoding, or bytes that are not valid UTF-8. */
    record Malformed() implements TargetPath {}

    /**
     * Well-formed, but no file can have such a name: it holds a NUL, a backslash or an encoded slash, or ascends above the
     * root. RFC 3986 allows all of that, so the syntax is valid.
     */
    record NotAFile() implements TargetPath {}

    /**
     * A path that a file might have.
     *
     * @param raw the path as it was sent
     * @param path the same, taken apart and decoded
     * @param isCanonical whether the path is spelled without empty segments and without dot segments. Which characters were
     *     percent-encoded does not matter: browsers do not agree there, and nothing that is relative to the path depends on it
     * @param query the raw query with its question mark, or empty
     */
    record FilePath(String raw, UriPath path, boolean isCanonical, String query) implements TargetPath {
        /** The last name, which determines the media type; empty for the root. */
        String fileName() {
            List<String> segments = path.segments();
            return segments.isEmpty() ? "" : segments.get(segments.size() - 1);
        }

        /** A reference from this path to another one, with the same query. */
        String to(UriPath other) {
            return RelativeReference.from(raw, other, query);
        }
    }

    static TargetPath of(RequestTarget requestTarget) {
        Optional<String> decoded = UriPath.decode(requestTarget.path());
        if (decoded.isEmpty()) {
            return new Malformed();
        }
        String query = requestTarget.query().map(text -> "?" + text).orElse("");
        return UriPath.parse(requestTarget.path())
                .<TargetPath>map(path ->
                        new FilePath(requestTarget.path(), path, decoded.get().equals(unencoded(path)), query))
                .orElseGet(NotAFile::new);
    }

    private static String unencoded(UriPath path) {
        String joined = "/" + String.join("/", path.segments());
        return path.endsWithSlash() && joined.length() > 1 ? joined + "/" : joined;
    }
}
