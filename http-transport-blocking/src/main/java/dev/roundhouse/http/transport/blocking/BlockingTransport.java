package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;

/** Blocking sockets and a platform thread for each connection. */
public final class BlockingTransport implements Transport {
    /** A transport that has not been started. */
    public BlockingTransport() {}

    @Override
    public String name() {
        return ThreadKind.PLATFORM.transportName();
    }

    @Override
    public String description() {
        return "one platform thread per connection";
    }

    @Override
    public Listener start(Service service, TransportSettings settings) throws IOException {
        return BlockingListener.open(service, settings, ThreadKind.PLATFORM);
    }
}
