package dev.roundhouse.http.tls;

import dev.roundhouse.http.message.ConnectionInfo;

/** Receives the events of TLS connections, for logs and metrics. Called by the threads that use the connections. */
public interface TlsObserver {
    /** Ignores the events. */
    TlsObserver NONE = new TlsObserver() {};

    /** A handshake is complete. {@code connection} has the facts. */
    default void handshakeCompleted(ConnectionInfo connection) {}

    /**
     * A handshake has failed. Peers can cause any number of these events, so they belong into a log of debug level, and counters.
     *
     * @param detail more about the cause, in one line; may be empty
     */
    default void handshakeFailed(ConnectionInfo connection, HandshakeFailure kind, String detail) {}
}
