package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;

/** Creates the connection inside of a TLS connection. */
@FunctionalInterface
public interface ProtocolSelector {
    /**
     * Called once, when the handshake is complete.
     *
     * @param applicationProtocol the protocol that ALPN (RFC 7301) has selected; empty when the client does not use ALPN
     * @param context the caller of the connection; its {@link ConnectionContext#info} has the scheme {@code https} and the facts of
     *     the handshake
     * @param nowNanos the current time
     */
    Connection newConnection(String applicationProtocol, ConnectionContext context, long nowNanos);
}
