package dev.roundhouse.http.handlers.mapping;

import dev.roundhouse.http.semantics.UriPath;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A path, written as it is seen from another one: a relative-path reference (RFC 3986 §4.2), for Location.
 *
 * <p>It is correct even if a proxy in front has removed a prefix from the path: it ascends at most to the root of this server,
 * and the client resolves it against the path that it has requested.
 *
 * <p>It never names another host or scheme. It begins with a name, {@code ./} or {@code ../}, thus with no slash; {@link UriPath}
 * has no empty segment, backslash or control character; and before a first name with a colon stands {@code ./}.
 */
final class RelativeReference {
    private static final String HERE = "./";
    private static final String UP = "../";

    /** Dot segments alone: a directory may be called by three dots. */
    private static final Pattern DOTS = Pattern.compile("\\./|(\\.\\./)+");

    private RelativeReference() {}

    /**
     * The reference with a query.
     *
     * <p>Where it names nothing but directories above, the query follows the last dot and no slash: {@code .?q} for {@code ./?q},
     * which RFC 3986 §5.2.4 makes the same, but which curl (7.88) resolves without the slash, to another page.
     *
     * @param query with its question mark, or empty
     */
    static String from(String base, UriPath target, String query) {
        String path = from(base, target);
        boolean bare = DOTS.matcher(path).matches();
        return (bare && !query.isEmpty() ? path.substring(0, path.length() - 1) : path) + query;
    }

    /**
     * The reference.
     *
     * @param base path of the request as it was sent, percent-encoded, with any dot segments and empty ones
     * @param target the path to which it leads
     */
    static String from(String base, UriPath target) {
        List<String> directory = directory(base);
        List<String> names =
                target.segments().stream().map(UriPath::encodeSegment).toList();
        int directories = target.endsWithSlash() ? names.size() : names.size() - 1;
        int common = 0;
        while (common < Math.min(directory.size(), directories)
                && directory.get(common).equals(names.get(common))) {
            common++;
        }
        String rest = String.join("/", names.subList(common, names.size()));
        String slash = target.endsWithSlash() && !rest.isEmpty() ? "/" : "";
        String climb = UP.repeat(directory.size() - common);
        return climb.isEmpty() && (rest.isEmpty() || firstName(rest).indexOf(':') >= 0)
                ? HERE + rest + slash
                : climb + rest + slash;
    }

    private static String firstName(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** The names before the last slash, dot segments removed. An empty name is one, too. RFC 3986 §5.2.3 and §5.2.4 */
    private static List<String> directory(String base) {
        List<String> names = new ArrayList<>();
        int from = 1;
        for (int slash = base.indexOf('/', from); slash >= 0; slash = base.indexOf('/', from)) {
            String name = base.substring(from, slash);
            if (!name.equals("..") && !name.equals(".")) {
                names.add(name);
            } else if (name.equals("..") && !names.isEmpty()) {
                names.remove(names.size() - 1);
            }
            from = slash + 1;
        }
        return names;
    }
}
