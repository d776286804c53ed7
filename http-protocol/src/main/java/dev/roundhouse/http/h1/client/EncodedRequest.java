package dev.roundhouse.http.h1.client;

import dev.roundhouse.http.h1.codec.Persistence;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;

/** A request without a body in its wire form, for whoever sends the same one again and again: encoded once, shared by all. */
public final class EncodedRequest {
    private final byte[] bytes;
    private final Method method;
    private final boolean closesConnection;

    private EncodedRequest(byte[] bytes, Method method, boolean last) {
        this.bytes = bytes;
        this.method = method;
        this.closesConnection = last;
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

    /** What is sent; nobody changes it. */
    byte[] bytes() {
        return bytes;
    }

    Method method() {
        return method;
    }

    /** Whether no further request may follow it on its connection. */
    boolean closesConnection() {
        return closesConnection;
    }
}
