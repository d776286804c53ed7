package dev.roundhouse.http.transport;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import java.io.IOException;
import java.util.List;

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

        /**
         * Creates the state machine of a connection with TLS.
         *
         * @param applicationProtocol the protocol that ALPN (RFC 7301) has chosen; empty if the client does not use ALPN
         * @param context the connection's addresses and the facts of its handshake, and how it is woken up
         * @param nowNanos the current {@code System.nanoTime()}
         */
        default Connection newConnection(String applicationProtocol, ConnectionContext context, long nowNanos) {
            return newConnection(context, nowNanos);
        }

        /**
         * The protocols for ALPN, the preferred one first. A client that requests HTTP/1.0, such as {@code curl --http1.0}, may offer
         * that alone.
         */
        default List<String> applicationProtocols() {
            return List.of("http/1.1", "http/1.0");
        }

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
    public static HttpConnections http1(Http1Limits limits, Timeouts timeouts, String server) {
        return http1(limits, timeouts, server, Headers.EMPTY);
    }

    /**
     * A factory of HTTP/1.1 connections.
     *
     * @param server value of the Server header, or empty for none
     * @param ofEveryResponse the headers of every response, also of those to malformed requests
     */
    public static HttpConnections http1(Http1Limits limits, Timeouts timeouts, String server, Headers ofEveryResponse) {
        return HttpConnections.http1(limits, timeouts, server, ofEveryResponse);
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
