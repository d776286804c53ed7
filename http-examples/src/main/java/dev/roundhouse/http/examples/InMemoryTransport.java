package dev.roundhouse.http.examples;

import dev.roundhouse.http.testing.ClientChannel;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A transport without sockets: bytes are passed in memory, and each connection has a thread. */
public final class InMemoryTransport implements Transport {
    private static final Map<SocketAddress, InMemoryListener> LISTENERS = new ConcurrentHashMap<>();

    /** A transport that has not been started. */
    public InMemoryTransport() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String description() {
        return "no sockets";
    }

    @Override
    public Listener start(Service service, TransportSettings settings) throws IOException {
        InMemoryListener listener = new InMemoryListener(service, settings, LISTENERS::remove);
        if (LISTENERS.putIfAbsent(settings.address(), listener) != null) {
            throw new BindException(settings.address() + " is in use");
        }
        return listener;
    }

    /** Connects a client to a listener. */
    public static ClientChannel connect(SocketAddress server) throws IOException {
        InMemoryListener listener = LISTENERS.get(server);
        if (listener == null) {
            throw new ConnectException("nothing listens on " + server);
        }
        return listener.connect();
    }
}
