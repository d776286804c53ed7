package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.util.Optional;

/** Blocking sockets and a virtual thread for each connection. Available on Java 21 and later. */
public final class VirtualThreadTransport implements Transport {
    private static final int MIN_JAVA = 21;

    /** A transport that has not been started. */
    public VirtualThreadTransport() {}

    @Override
    public String name() {
        return ThreadKind.VIRTUAL.transportName();
    }

    @Override
    public String description() {
        return "one virtual thread per connection, Java " + MIN_JAVA + "+";
    }

    @Override
    public Optional<String> unavailableReason() {
        int java = Runtime.version().feature();
        return java >= MIN_JAVA
                ? Optional.empty()
                : Optional.of("requires Java " + MIN_JAVA + " or later (this is Java " + java + ")");
    }

    @Override
    public Listener start(Service service, TransportSettings settings) throws IOException {
        Optional<String> unavailable = unavailableReason();
        if (unavailable.isPresent()) {
            throw new UnsupportedOperationException("the transport virtual " + unavailable.get());
        }
        return BlockingListener.open(service, settings, ThreadKind.VIRTUAL);
    }
}
