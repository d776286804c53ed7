package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.Request;

/** What a {@link Connection} needs to know of its caller and to report to it. The caller, which owns the socket, provides it. */
public interface ConnectionContext {
    /** Of a connection that has no socket: its caller calls {@link Connection#resume} without being woken up. */
    ConnectionContext NONE = new ConnectionContext() {};

    /** The addresses and the identity of the connection. Always the same object. */
    default ConnectionInfo info() {
        return ConnectionInfo.NONE;
    }

    /**
     * Requests a call of {@link Connection#resume}, by the thread that uses the connection: something that the connection
     * waits for may have come. Called by any thread, often more than once, and also after the connection has been closed.
     * Returns at once.
     */
    default void wakeUp() {}

    /**
     * Runs a computation that takes about a millisecond, such as one of a TLS handshake, and returns when it is done. Called by the
     * thread that uses the connection, which also runs it. A caller with a thread for each connection may limit how many run at a
     * time, so that a request of another connection need not wait for all of them.
     */
    default void compute(Runnable computation) {
        computation.run();
    }

    /**
     * Reports that a handler, its later reply or its upload failed. The connection responds with 500 if it still can. Called
     * by the thread that uses the connection or, for a reply that was no longer needed, by the thread that completed it.
     */
    default void handlerFailed(Request request, Throwable cause) {}

    /**
     * Reports that the content of a response could not be read, and only that response fails. Called by the thread that uses the
     * connection.
     */
    default void contentFailed(Throwable cause) {}

    /**
     * Reports that the peer has violated a rule of the protocol, or a limit, for which a stream or the connection ends. For logs of
     * details. Called by the thread that uses the connection.
     *
     * @param streamId 0 if the connection ends
     * @param rule the name of the rule
     * @param message what is wrong
     */
    default void protocolError(int streamId, String rule, String message) {}
}
