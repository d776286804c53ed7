package dev.roundhouse.http.transport;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.OverloadResponse;
import dev.roundhouse.http.h1.server.RequestHeadCache;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.server.Http2Connection;
import dev.roundhouse.http.h2.server.NegotiatingConnection;
import dev.roundhouse.http.message.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Creates the connections of a server that speaks HTTP/1, and HTTP/2 if it has limits. With TLS, ALPN chooses the version. In clear it is
 * HTTP/1, unless clients may begin with HTTP/2 by prior knowledge (RFC 9113 §3.3).
 */
public final class HttpConnections implements Service.ConnectionFactory {
    private static final String HTTP_2 = "h2";

    /** A slot takes at most one kilobyte. */
    private static final int HEAD_CACHE_SLOTS = 1024;

    /** Short, because connections are closed all the time. */
    private static final int RETRY_AFTER_SECONDS = 1;

    private final Http1Limits http1Limits;
    private final Optional<Http2Limits> http2Limits;
    private final boolean priorKnowledge;
    private final Timeouts timeouts;
    private final ServerFields serverFields;
    private final RequestHeadCache requestHeadCache = new RequestHeadCache(HEAD_CACHE_SLOTS);
    private final byte[] overloadResponse = OverloadResponse.encode(RETRY_AFTER_SECONDS);

    private HttpConnections(
            Http1Limits http1Limits,
            Optional<Http2Limits> http2Limits,
            boolean priorKnowledge,
            Timeouts timeouts,
            ServerFields serverFields) {
        this.http1Limits = http1Limits;
        this.http2Limits = http2Limits;
        this.priorKnowledge = priorKnowledge;
        this.timeouts = timeouts;
        this.serverFields = serverFields;
    }

    /**
     * Connections of HTTP/1 alone.
     *
     * @param server value of the Server header, or empty for none
     * @param ofEveryResponse the headers of every response, also of those to malformed requests
     */
    public static HttpConnections http1(Http1Limits limits, Timeouts timeouts, String server, Headers ofEveryResponse) {
        ServerFields serverFields = new ServerFields(() -> System.currentTimeMillis() / 1000, server, ofEveryResponse);
        return new HttpConnections(limits, Optional.empty(), false, timeouts, serverFields);
    }

    /** These connections, and HTTP/2 where ALPN chooses it. */
    public HttpConnections withHttp2(Http2Limits limits) {
        return new HttpConnections(http1Limits, Optional.of(limits), priorKnowledge, timeouts, serverFields);
    }

    /**
     * These connections, and HTTP/2 in clear for clients that begin with its preface.
     *
     * @throws IllegalStateException without limits of HTTP/2
     */
    public HttpConnections withPriorKnowledge() {
        if (http2Limits.isEmpty()) {
            throw new IllegalStateException("prior knowledge requires HTTP/2");
        }
        return new HttpConnections(http1Limits, http2Limits, true, timeouts, serverFields);
    }

    @Override
    public List<String> applicationProtocols() {
        List<String> protocols = new ArrayList<>();
        http2Limits.ifPresent(limits -> protocols.add(HTTP_2));
        protocols.addAll(Service.ConnectionFactory.super.applicationProtocols());
        return protocols;
    }

    @Override
    public Connection newConnection(ConnectionContext context, long nowNanos) {
        Connection http1 = newHttp1Connection(context, nowNanos);
        return priorKnowledge
                ? new NegotiatingConnection(http1, decidedNanos -> newHttp2Connection(context, decidedNanos))
                : http1;
    }

    @Override
    public Connection newConnection(String applicationProtocol, ConnectionContext context, long nowNanos) {
        return applicationProtocol.equals(HTTP_2)
                ? newHttp2Connection(context, nowNanos)
                : newHttp1Connection(context, nowNanos);
    }

    private Connection newHttp1Connection(ConnectionContext context, long nowNanos) {
        return new Http1Connection(http1Limits, timeouts, serverFields, requestHeadCache, context, nowNanos);
    }

    private Connection newHttp2Connection(ConnectionContext context, long nowNanos) {
        return new Http2Connection(http2Limits.orElseThrow(), timeouts, serverFields, context, nowNanos);
    }

    @Override
    public byte[] overloadResponse() {
        return overloadResponse;
    }
}
