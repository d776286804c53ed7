package dev.roundhouse.http.message;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.util.Locale;
import java.util.Optional;

/**
 * The target of a request (RFC 9112 §3.2), in one of four forms. It is well-formed; the path is still percent-encoded, see
 * {@link dev.roundhouse.http.semantics.UriPath}.
 */
public final class RequestTarget {
    /** The four forms of RFC 9112 §3.2. */
    public enum Form {
        /** A path and an optional query: the usual form. */
        ORIGIN,
        /** A complete URI, as it is sent to proxies; every server must accept it. */
        ABSOLUTE,
        /** Host and port, only for CONNECT. */
        AUTHORITY,
        /** An asterisk, only for OPTIONS. */
        ASTERISK
    }

    private static final String SCHEME_END = "://";

    private final String raw;
    private final Form form;
    private final String authority;
    private final String path;
    private final int queryStart;

    private RequestTarget(String raw, Form form, String authority, String pathAndQuery) {
        this.raw = raw;
        this.form = form;
        this.authority = authority;
        int mark = pathAndQuery.indexOf('?');
        this.path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        this.queryStart = mark < 0 ? -1 : raw.length() - pathAndQuery.length() + mark + 1;
    }

    /**
     * Parses a target in a form that the method allows: CONNECT has the authority form, OPTIONS also the asterisk.
     *
     * @param raw visible ASCII only
     * @return empty when it is not in a form that the method allows
     */
    public static Optional<RequestTarget> parse(Method method, String raw) {
        if (method.equals(Method.CONNECT)) {
            return Authority.isHostAndPort(raw)
                    ? Optional.of(new RequestTarget(raw, Form.AUTHORITY, raw, ""))
                    : Optional.empty();
        }
        if (raw.startsWith("/")) {
            return Optional.of(new RequestTarget(raw, Form.ORIGIN, "", raw));
        }
        if (raw.equals("*")) {
            return method.equals(Method.OPTIONS)
                    ? Optional.of(new RequestTarget(raw, Form.ASTERISK, "", ""))
                    : Optional.empty();
        }
        return parseAbsoluteForm(method, raw);
    }

    /**
     * Returns a target in origin form, for a client.
     *
     * @throws IllegalArgumentException when it does not begin with a slash, or contains a character that is not allowed in a
     *     target: a space or a line end would split the request
     */
    public static RequestTarget originForm(String pathAndQuery) {
        if (!pathAndQuery.startsWith("/") || !HttpGrammar.isTarget(pathAndQuery)) {
            throw new IllegalArgumentException("not an origin-form target: " + pathAndQuery);
        }
        return new RequestTarget(pathAndQuery, Form.ORIGIN, "", pathAndQuery);
    }

    private static Optional<RequestTarget> parseAbsoluteForm(Method method, String raw) {
        int schemeEnd = raw.indexOf(SCHEME_END);
        if (schemeEnd < 0 || !isHttp(raw.substring(0, schemeEnd))) {
            return Optional.empty();
        }
        int authorityAt = schemeEnd + SCHEME_END.length();
        int authorityEnd = authorityAt;
        while (authorityEnd < raw.length() && "/?".indexOf(raw.charAt(authorityEnd)) < 0) {
            authorityEnd++;
        }
        String authority = raw.substring(authorityAt, authorityEnd);
        // RFC 9110 §4.2.1: an http URI with an empty host is invalid; §4.2.4: user information is rejected.
        if (authority.isEmpty() || authority.startsWith(":") || !Authority.isValid(authority)) {
            return Optional.empty();
        }
        String rest = raw.substring(authorityEnd);
        // RFC 9112 §3.2.4: OPTIONS for a URI without path and query is the asterisk form, as before it was sent to a
        // proxy.
        Form form = rest.isEmpty() && method.equals(Method.OPTIONS) ? Form.ASTERISK : Form.ABSOLUTE;
        String path = rest.isEmpty() && form == Form.ABSOLUTE ? "/" : rest.startsWith("?") ? "/" + rest : rest;
        return Optional.of(new RequestTarget(raw, form, authority, path));
    }

    private static boolean isHttp(String scheme) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        return lower.equals("http") || lower.equals("https");
    }

    /**
     * Returns this target with another path, and the same authority and query.
     *
     * @param otherPath percent-encoded
     * @throws IllegalArgumentException when it is no path, or this target has none
     */
    public RequestTarget withPath(String otherPath) {
        if (path.isEmpty()
                || !otherPath.startsWith("/")
                || !HttpGrammar.isTarget(otherPath)
                || otherPath.indexOf('?') >= 0) {
            throw new IllegalArgumentException("the path of " + raw + " cannot be replaced by " + otherPath);
        }
        String pathAndQuery = queryStart < 0 ? otherPath : otherPath + raw.substring(queryStart - 1);
        String origin = form == Form.ABSOLUTE
                ? raw.substring(0, raw.indexOf(SCHEME_END) + SCHEME_END.length()) + authority
                : "";
        return new RequestTarget(origin + pathAndQuery, form, authority, pathAndQuery);
    }

    /** The target as it was sent. */
    public String raw() {
        return raw;
    }

    /** The form. */
    public Form form() {
        return form;
    }

    /** The authority of the absolute and the authority form, otherwise empty. It takes precedence over Host. RFC 9112 §3.2.2 */
    public String authority() {
        return authority;
    }

    /** The path, percent-encoded, beginning with a slash; empty for the asterisk and the authority form. */
    public String path() {
        return path;
    }

    /** The query after the question mark, which may be an empty text. */
    public Optional<String> query() {
        return queryStart < 0 ? Optional.empty() : Optional.of(raw.substring(queryStart));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestTarget requestTarget
                && form == requestTarget.form
                && raw.equals(requestTarget.raw);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    @Override
    public String toString() {
        return raw;
    }
}
