package dev.roundhouse.http.handlers.https;

import dev.roundhouse.http.message.Authority;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.util.function.IntSupplier;

/**
 * Redirects all requests to the same URI with the scheme {@code https}, with status 308, which keeps the method (RFC 9110
 * §15.4.9). Path and query are kept byte for byte.
 *
 * <p>The host is that of the request. {@link MisdirectedRequestHandler} before this handler rejects other hosts than those of the
 * server, and {@link AcmeChallengeHandler} before both excepts the challenges of a certificate authority:
 *
 * <pre>{@code
 * Handler redirect = MisdirectedRequestHandler.beforeRedirect(isResponsible, new HttpsRedirectHandler(() -> 443));
 * Handler plain = new AcmeChallengeHandler(site, redirect);
 * }</pre>
 */
public final class HttpsRedirectHandler implements Handler {
    private static final int HTTPS_PORT = 443;

    private final IntSupplier port;

    /**
     * Creates a handler.
     *
     * @param port the port at which clients reach the HTTPS server
     */
    public HttpsRedirectHandler(IntSupplier port) {
        this.port = port;
    }

    @Override
    public Reply handle(Request request) {
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

    /** The target URI (RFC 9110 §7.1) with the scheme https. That of {@code OPTIONS *} has no path (RFC 9112 §3.3). */
    private String location(String host, RequestTarget target) {
        int httpsPort = port.getAsInt();
        String query = target.query().map(text -> "?" + text).orElse("");
        return "https://" + host + (httpsPort == HTTPS_PORT ? "" : ":" + httpsPort) + target.path() + query;
    }
}
