package dev.roundhouse.http.transport;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.net.SocketAddress;

/**
 * Receives events of a transport, for logs and metrics. The methods are called by the threads that serve connections, so they
 * must return quickly, and must not throw.
 *
 * <pre>{@code
 * TransportObserver counter = new TransportObserver() {
 *     public void exchangeCompleted(SocketAddress peer, CompletedExchange exchange) {
 *         responses.increment();
 *     }
 * };
 * Listener listener = transport.start(Service.of(handler).withObserver(counter), settings);
 * }</pre>
 */
public interface TransportObserver {
    /** Ignores all events. */
    TransportObserver NONE = new TransportObserver() {};

    /** Returns an observer that logs failures of handlers, bodies and accepting with {@link System.Logger}, with the request's id. */
    static TransportObserver systemLogger() {
        return new SystemLoggerObserver();
    }

    /** A response has been sent, or its connection was closed before. */
    default void exchangeCompleted(SocketAddress peer, CompletedExchange completedExchange) {}

    /** A handler or an upload failed; the client gets status 500 if it is still connected. */
    default void handlerFailed(SocketAddress peer, Request request, Throwable cause) {}

    /**
     * A response body could not be read, or was shorter than its declared length. The connection was aborted, or with HTTP/2 its
     * stream, so that the client detects the truncation.
     *
     * @param cause an exception whose own cause is the original failure, if that was not an {@code IOException}
     */
    default void contentFailed(SocketAddress peer, IOException cause) {}

    /**
     * A client has violated a rule of HTTP/2, or a limit, for which a stream or its connection ends. For logs of details: a client can
     * cause it as often as it wants.
     *
     * @param streamId 0 if the connection ends
     * @param rule the name of the rule
     * @param message what is wrong
     */
    default void protocolError(SocketAddress peer, int streamId, String rule, String message) {}

    /** The peer disconnected, with a request in progress or not. */
    default void connectionLost(SocketAddress peer, IOException cause) {}

    /**
     * A connection was rejected because of the connection limits.
     *
     * @param responseBytes the size of the response that it gets; 0 if it is closed without one, as with TLS
     */
    default void connectionRejected(SocketAddress peer, int responseBytes) {}

    /** A connection could not be accepted, for example because no file descriptor is left; accepting continues. */
    default void acceptFailed(IOException cause) {}
}
