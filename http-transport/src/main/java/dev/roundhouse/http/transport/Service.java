package dev.roundhouse.http.transport;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.OverloadResponse;
import dev.roundhouse.http.h1.server.RequestHeadCache;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import java.io.IOException;

/**
 * What a transport serves, independent of the transport.
 *
 * <pre>{@code
 * Service service = Service.of(request -> Response.plain(Status.OK, "Hello"));
 * }</pre>
 *
 * @param connectionFactory creates the protocol state machine of a new connection
 * @param handler handles the requests; called by several threads concurrently
 * @param observer receives the events; called by several threads concurrently
 */
public record Service(ConnectionFactory connectionFactory, Handler handler, TransportObserver observer) {
    /** A slot takes at most one kilobyte. */
    private static final int HEAD_CACHE_SLOTS = 1024;

    /** Short, because connections are closed all the time. */
    private static final int RETRY_AFTER_SECONDS = 1;

    /** Creates protocol state machines. */
    @FunctionalInterface
    public interface ConnectionFactory {
        /**
         * Creates the state machine of a connection that was just accepted.
         *
         * @param context the connection's addresses, and how it is woken up
         * @param nowNanos the current {@code System.nanoTime()}
         */
        Connection newConnection(ConnectionContext context, long nowNanos);

        /** The bytes that are sent to a connection above the connection limits; none by default. */
        default byte[] overloadResponse() {
            return new byte[0];
        }
    }

    /** A service for HTTP/1.1 with the default limits, which logs failures with {@link System.Logger}. */
    public static Service of(Handler handler) {
        return new Service(http1(Http1Limits.DEFAULT, Timeouts.DEFAULT, ""), handler, new SystemLoggerObserver());
    }

    /**
     * A factory of HTTP/1.1 connections.
     *
     * @param server value of the Server header, or empty for none
     */
    public static ConnectionFactory http1(Http1Limits limits, Timeouts timeouts, String server) {
        return http1(limits, timeouts, server, Headers.EMPTY);
    }

    /**
     * A factory of HTTP/1.1 connections.
     *
     * @param server value of the Server header, or empty for none
     * @param ofEveryResponse the headers of every response, also of those to malformed requests
     */
    public static ConnectionFactory http1(
            Http1Limits limits, Timeouts timeouts, String server, Headers ofEveryResponse) {
        ServerFields serverFields = new ServerFields(() -> System.currentTimeMillis() / 1000, server, ofEveryResponse);
        RequestHeadCache requestHeadCache = new RequestHeadCache(HEAD_CACHE_SLOTS);
        byte[] overloadResponse = OverloadResponse.encode(RETRY_AFTER_SECONDS);
        return new ConnectionFactory() {
            @Override
            public Connection newConnection(ConnectionContext context, long nowNanos) {
                return new Http1Connection(limits, timeouts, serverFields, requestHeadCache, context, nowNanos);
            }

            @Override
            public byte[] overloadResponse() {
                return overloadResponse;
            }
        };
    }

    /**
     * Creates the connection of a client that has been accepted, for transports.
     *
     * @throws IOException if the factory has failed: then the client is disconnected, and others are not affected
     */
    public Connection newConnection(ConnectionContext context, long nowNanos) throws IOException {
        try {
            return connectionFactory.newConnection(context, nowNanos);
        } catch (RuntimeException failed) {
            throw new IOException("the connection factory has failed", failed);
        }
    }

    /** This service with another observer. */
    public Service withObserver(TransportObserver other) {
        return new Service(connectionFactory, handler, other);
    }
}
