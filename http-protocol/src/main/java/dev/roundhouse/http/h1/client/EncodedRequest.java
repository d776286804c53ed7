package dev.roundhouse.http.h1.client;

import dev.roundhouse.http.h1.codec.Persistence;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;

/**
 * A request without a body, encoded once to be sent many times: by a health check, a poller or a load generator. Immutable;
 * may be shared by any number of connections and threads.
 *
 * <pre>{@code
 * EncodedRequest ping = EncodedRequest.of(Request.get("example.org", "/health"));
 * connection.send(ping, listener);
 * }</pre>
 */
public final class EncodedRequest {
    private final byte[] bytes;
    private final Method method;
    private final boolean isClosing;

    private EncodedRequest(byte[] bytes, Method method, boolean last) {
        this.bytes = bytes;
        this.method = method;
        this.isClosing = last;
    }

    /**
     * Encodes a request.
     *
     * @throws IllegalArgumentException as {@link Http1ClientConnection#send} does
     */
    public static EncodedRequest of(Request request) {
        boolean last = Persistence.of(request.version(), request.headers()) == Persistence.CLOSE;
        return new EncodedRequest(RequestWriter.head(request, Body.empty()), request.method(), last);
    }

    /** The encoded request, not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    Method method() {
        return method;
    }

    /** Whether it is the last request of its connection. */
    boolean isClosing() {
        return isClosing;
    }
}
