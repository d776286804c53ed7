package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import dev.roundhouse.http.transport.VirtualThreads;
import java.io.IOException;
import java.util.Optional;

/** Blocking sockets and a virtual thread for each connection. Available on Java 21 and later. */
public final class VirtualThreadTransport implements Transport {
    /** A transport that has not been started. */
    public VirtualThreadTransport() {}

    @Override
    public String name() {
        return ThreadKind.VIRTUAL.transportName();
    }

    @Override
    public String description() {
        return "one virtual thread per connection, Java " + VirtualThreads.MIN_JAVA + "+";
    }

    @Override
    public Optional<String> unavailableReason() {
        return VirtualThreads.isSupported()
                ? Optional.empty()
                : Optional.of("requires Java " + VirtualThreads.MIN_JAVA + " or later (this is Java "
                        + Runtime.version().feature() + ")");
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
