package dev.roundhouse.http.testing;

import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the failures of a handler and its bodies. */
final class FailureRecorder implements TransportObserver {
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @Override
    public void handlerFailed(SocketAddress peer, Request request, Throwable cause) {
        failures.add(cause);
    }

    @Override
    public void contentFailed(SocketAddress peer, IOException cause) {
        failures.add(cause);
    }

    /** The exceptions, in order. */
    List<Throwable> all() {
        return List.copyOf(failures);
    }
}
