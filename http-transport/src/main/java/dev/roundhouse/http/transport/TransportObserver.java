package dev.roundhouse.http.transport;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.net.SocketAddress;

/**
 * Is told what happened, for logs and metrics. Called by the threads that serve, so it must be quick; whatever it throws is
 * its own bug.
 */
public interface TransportObserver {
    /** Does not care. */
    TransportObserver NONE = new TransportObserver() {};

    /** An exchange has ended. */
    default void exchangeCompleted(SocketAddress peer, CompletedExchange completedExchange) {}

    /** A handler, or the upload it asked for, failed; the client was told 500, if it had not gone already. */
    default void handlerFailed(SocketAddress peer, Request request, Throwable cause) {}

    /**
     * A body could not be read, or was shorter than promised; the connection was cut, so that the client notices.
     *
     * @param cause whose own cause is what broke, when that was no mere {@code IOException}
     */
    default void contentFailed(SocketAddress peer, IOException cause) {}

    /** The peer is gone, in the midst of something or not. */
    default void connectionLost(SocketAddress peer, IOException cause) {}

    /** A connection was accepted, and closed again, since there are too many. */
    default void connectionRejected(SocketAddress peer) {}

    /** A connection could not be accepted, for want of descriptors for instance; accepting goes on. */
    default void acceptFailed(IOException cause) {}
}
