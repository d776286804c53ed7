package dev.roundhouse.http.app.logging;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Forwards each event to several observers, in their order. If one fails, for example because classes of a logger cannot be
 * loaded, only its own event is lost: this code is called by the threads that serve connections.
 */
public final class CompositeObserver implements TransportObserver {
    private final List<TransportObserver> observers;
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    private final AtomicBoolean failureReported = new AtomicBoolean();

    public CompositeObserver(List<? extends TransportObserver> all) {
        this.observers = List.copyOf(all);
    }

    @Override
    public void exchangeCompleted(SocketAddress peer, CompletedExchange completedExchange) {
        // A plain loop without a lambda: this method is called for every response.
        for (TransportObserver transportObserver : observers) {
            try {
                transportObserver.exchangeCompleted(peer, completedExchange);
            } catch (RuntimeException | LinkageError failed) {
                report(failed);
            }
        }
    }

    @Override
    public void handlerFailed(SocketAddress peer, Request request, Throwable cause) {
        forEach(transportObserver -> transportObserver.handlerFailed(peer, request, cause));
    }

    @Override
    public void protocolError(SocketAddress peer, int streamId, String rule, String message) {
        forEach(transportObserver -> transportObserver.protocolError(peer, streamId, rule, message));
    }

    @Override
    public void contentFailed(SocketAddress peer, IOException cause) {
        forEach(transportObserver -> transportObserver.contentFailed(peer, cause));
    }

    @Override
    public void connectionLost(SocketAddress peer, IOException cause) {
        forEach(transportObserver -> transportObserver.connectionLost(peer, cause));
    }

    @Override
    public void connectionRejected(SocketAddress peer, int responseBytes) {
        forEach(transportObserver -> transportObserver.connectionRejected(peer, responseBytes));
    }

    @Override
    public void acceptFailed(IOException cause) {
        forEach(transportObserver -> transportObserver.acceptFailed(cause));
    }

    private void forEach(Consumer<TransportObserver> event) {
        for (TransportObserver transportObserver : observers) {
            try {
                event.accept(transportObserver);
            } catch (RuntimeException | LinkageError failed) {
                report(failed);
            }
        }
    }

    /** Reports the first failure on standard error, since the logger may be what failed. */
    private void report(Throwable failed) {
        if (failureReported.compareAndSet(false, true)) {
            try {
                err.write(("roundhouse: lost a log line: " + failed + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException closed) {
                // Standard error is closed, so there is no place left for a report.
            }
        }
    }
}
