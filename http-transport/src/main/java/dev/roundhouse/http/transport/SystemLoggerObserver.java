package dev.roundhouse.http.transport;

import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;

/**
 * Logs failures of handlers, bodies and the listener to the logger of this package, by {@link System.Logger}; what peers do
 * is not logged.
 */
final class SystemLoggerObserver implements TransportObserver {
    private static final Logger LOG = System.getLogger("dev.roundhouse.http.transport");

    @Override
    public void handlerFailed(SocketAddress peer, Request request, Throwable cause) {
        LOG.log(Level.ERROR, () -> "The handler failed at " + request.method() + " " + request.target(), cause);
    }

    @Override
    public void contentFailed(SocketAddress peer, IOException cause) {
        LOG.log(Level.ERROR, () -> "The body of a response failed; the connection to " + peer + " was closed", cause);
    }

    @Override
    public void acceptFailed(IOException cause) {
        LOG.log(Level.WARNING, "A connection could not be accepted", cause);
    }
}
