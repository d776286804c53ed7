package dev.roundhouse.http.handlers.https;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Authority;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.util.Locale;
import java.util.function.BiPredicate;

/**
 * Responds with 421 (RFC 9110 §15.5.20) to requests for hosts that the server is not responsible for: no certificate covers the
 * host. The decision about a host name is that of a predicate.
 *
 * <p>An IP address is accepted: a client that has one in its URL connects to this address, so it cannot be misdirected. So is
 * {@code localhost} and the names below it (RFC 6761 §6.3), and a request of HTTP/1.0 without a host.
 */
public final class MisdirectedRequestHandler implements Handler {
    private static final String LOCALHOST = "localhost";

    private final BiPredicate<ConnectionInfo, String> isResponsible;
    private final boolean acceptsAddresses;
    private final Handler inner;

    /**
     * Creates a handler.
     *
     * @param isResponsible whether requests for a host may be received on a connection; the host is in lower case, without a port
     *     and without a dot at the end
     * @param inner handles the other requests
     */
    public MisdirectedRequestHandler(BiPredicate<ConnectionInfo, String> isResponsible, Handler inner) {
        this(isResponsible, true, inner);
    }

    private MisdirectedRequestHandler(
            BiPredicate<ConnectionInfo, String> isResponsible, boolean acceptsAddresses, Handler inner) {
        this.isResponsible = isResponsible;
        this.acceptsAddresses = acceptsAddresses;
        this.inner = inner;
    }

    /**
     * Creates a handler before one that redirects to the host of the request. An IP address is accepted only if the predicate accepts
     * it: a shared cache could keep a redirect to another server.
     *
     * @param isResponsible as for the constructor; an address has no brackets
     * @param inner handles the other requests
     */
    public static MisdirectedRequestHandler beforeRedirect(
            BiPredicate<ConnectionInfo, String> isResponsible, Handler inner) {
        return new MisdirectedRequestHandler(isResponsible, false, inner);
    }

    @Override
    public Reply handle(Request request) throws IOException {
        return isMisdirected(request)
                ? Response.plain(Status.MISDIRECTED_REQUEST, "No certificate of this server covers the requested host.")
                : inner.handle(request);
    }

    /** Whether the response is 421. */
    public boolean isMisdirected(Request request) {
        String authority = request.authority();
        if (authority.isEmpty()) {
            return false;
        }
        String host = withoutDot(Authority.host(authority).toLowerCase(Locale.ROOT));
        if (host.isEmpty() || host.equals(LOCALHOST) || host.endsWith("." + LOCALHOST)) {
            return false;
        }
        return isAddress(host)
                ? !acceptsAddresses && !isResponsible.test(request.connection(), withoutBrackets(host))
                : !isName(host) || !isResponsible.test(request.connection(), host);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** A name with an empty label, or a wildcard, which a certificate may have and no host has. */
    private static boolean isName(String host) {
        return !host.contains("..") && !host.endsWith(".") && host.indexOf('*') < 0;
    }

    /** A dot at the end makes a name absolute, and does not change which name it is (RFC 1034 §3.1). */
    private static String withoutDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** An IP literal in brackets, or a name that ends in a number: clients parse it as an IPv4 address (WHATWG URL §3.5). */
    private static boolean isAddress(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return host.startsWith("[") || (!last.isEmpty() && HttpGrammar.areDigits(last, 0, last.length()));
    }
}
