package dev.roundhouse.http.transport;

import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;

/**
 * Logs failures of handlers, bodies and accepting with {@link System.Logger}, to the logger of this package. Failures of
 * clients are not logged.
 */
final class SystemLoggerObserver implements TransportObserver {
    private static final Logger LOG = System.getLogger("dev.roundhouse.http.transport");

    @Override
    public void handlerFailed(SocketAddress peer, Request request, Throwable cause) {
        LOG.log(
                Level.ERROR,
                () -> "handler failed for " + peer + ", request " + request.id() + ": " + request.method() + " "
                        + request.target(),
                cause);
    }

    @Override
    public void contentFailed(SocketAddress peer, IOException cause) {
        LOG.log(Level.ERROR, () -> "response to " + peer + " aborted", cause);
    }

    @Override
    public void acceptFailed(IOException cause) {
        LOG.log(Level.WARNING, "accept failed", cause);
    }
}
