package dev.roundhouse.http.message;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request is about (RFC 9112 §3.2), in one of four forms. After parsing, the type says that it is well-formed; the
 * path is still percent-encoded, see {@link dev.roundhouse.http.semantics.UriPath}.
 */
public final class RequestTarget {
    /** The four forms of RFC 9112 §3.2. */
    public enum Form {
        /** A path and perhaps a query: the usual one. */
        ORIGIN,
        /** A whole URI, as it is sent to proxies; every server must take it. */
        ABSOLUTE,
        /** Host and port, for CONNECT alone. */
        AUTHORITY,
        /** A lone asterisk, for OPTIONS alone. */
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
     * Reads a target in the form that the method calls for: CONNECT takes the authority form, OPTIONS also the asterisk.
     *
     * @param raw visible ASCII only
     * @return nothing when it is in no form that fits the method
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
     * A target in origin form, for a client.
     *
     * @throws IllegalArgumentException when it does not begin with a slash, or holds an octet that no target may have: a
     *     space or a line end would make two requests of one
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
        // RFC 9110 §4.2.1: an http URI with an empty host is invalid; §4.2.4: user information is refused.
        if (authority.isEmpty() || authority.startsWith(":") || !Authority.isValid(authority)) {
            return Optional.empty();
        }
        String rest = raw.substring(authorityEnd);
        // RFC 9112 §3.2.4: OPTIONS for a URI without path and query is the asterisk form, as it was before a proxy.
        Form form = rest.isEmpty() && method.equals(Method.OPTIONS) ? Form.ASTERISK : Form.ABSOLUTE;
        String path = rest.isEmpty() && form == Form.ABSOLUTE ? "/" : rest.startsWith("?") ? "/" + rest : rest;
        return Optional.of(new RequestTarget(raw, form, authority, path));
    }

    private static boolean isHttp(String scheme) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        return lower.equals("http") || lower.equals("https");
    }

    /** As it stood on the wire. */
    public String raw() {
        return raw;
    }

    /** The form. */
    public Form form() {
        return form;
    }

    /** The authority of the absolute and the authority form, else empty. It wins over Host. RFC 9112 §3.2.2 */
    public String authority() {
        return authority;
    }

    /** The path, percent-encoded, beginning with a slash; empty for the asterisk and the authority form. */
    public String path() {
        return path;
    }

    /** What follows the question mark, which may be nothing. */
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
