package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.Request;

/** The context of an inner connection: that of the TLS connection, with the facts of the handshake. */
final class SecuredContext implements ConnectionContext {
    private final ConnectionContext context;
    private final ConnectionInfo info;

    SecuredContext(ConnectionContext context, ConnectionInfo info) {
        this.context = context;
        this.info = info;
    }

    @Override
    public ConnectionInfo info() {
        return info;
    }

    @Override
    public void wakeUp() {
        context.wakeUp();
    }

    @Override
    public void compute(Runnable computation) {
        context.compute(computation);
    }

    @Override
    public void handlerFailed(Request request, Throwable cause) {
        context.handlerFailed(request, cause);
    }

    @Override
    public void contentFailed(Throwable cause) {
        context.contentFailed(cause);
    }

    @Override
    public void protocolError(int streamId, String rule, String message) {
        context.protocolError(streamId, rule, message);
    }
}
