package dev.roundhouse.http.handlers.https;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Authority;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.util.function.IntSupplier;

/**
 * Redirects all requests to the same URI with the scheme {@code https}, with status 308, which keeps the method (RFC 9110
 * §15.4.9). Path and query are kept byte for byte.
 *
 * <p>The challenges of a certificate authority are not redirected: it requests them in plain text (RFC 8555 §8.3).
 *
 * <pre>{@code
 * Handler plain = new HttpsRedirectHandler(() -> 443, site);
 * }</pre>
 */
public final class HttpsRedirectHandler implements Handler {
    /** RFC 8555 §8.3 */
    private static final String CHALLENGES = "/.well-known/acme-challenge/";

    private static final int HTTPS_PORT = 443;

    private final IntSupplier port;
    private final Handler challenges;

    /**
     * Creates a handler.
     *
     * @param port the port at which clients reach the HTTPS server
     * @param challenges handles the requests of a certificate authority
     */
    public HttpsRedirectHandler(IntSupplier port, Handler challenges) {
        this.port = port;
        this.challenges = challenges;
    }

    @Override
    public Reply handle(Request request) throws IOException {
        if (isChallenge(request)) {
            return challenges.handle(request);
        }
        if (request.method().equals(Method.CONNECT)) {
            return Response.plain(Status.NOT_IMPLEMENTED, "This server is not a proxy.");
        }
        String authority = request.authority();
        // An HTTP/1.0 client may send no Host; and the Host of a request whose URI has no host is empty (RFC 9112
        // §3.2).
        if (!Authority.isValid(authority) || Authority.host(authority).isEmpty()) {
            return Response.plain(
                    Status.BAD_REQUEST, "This port redirects to HTTPS; the request must have a Host header.");
        }
        String location = location(Authority.host(authority), request.target());
        return Response.plain(Status.PERMANENT_REDIRECT, "This site uses HTTPS: " + location)
                .with(FieldName.LOCATION, location);
    }

    /**
     * Whether the request is for a challenge. The path must be exactly a token (RFC 8555 §8.3) in the directory, so that no other
     * file is served in plain text: it has no dot segment and no percent-encoding.
     */
    public static boolean isChallenge(Request request) {
        String path = request.target().path();
        if (!path.startsWith(CHALLENGES) || path.length() == CHALLENGES.length()) {
            return false;
        }
        for (int at = CHALLENGES.length(); at < path.length(); at++) {
            char character = path.charAt(at);
            if (!HttpGrammar.isAlphanumeric(character) && character != '-' && character != '_') {
                return false;
            }
        }
        return true;
    }

    /** The target URI (RFC 9110 §7.1) with the scheme https. That of {@code OPTIONS *} has no path (RFC 9112 §3.3). */
    private String location(String host, RequestTarget target) {
        int httpsPort = port.getAsInt();
        String query = target.query().map(text -> "?" + text).orElse("");
        return "https://" + host + (httpsPort == HTTPS_PORT ? "" : ":" + httpsPort) + target.path() + query;
    }
}
