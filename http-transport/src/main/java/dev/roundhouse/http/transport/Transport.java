package dev.roundhouse.http.transport;

import java.io.IOException;

/** A way of waiting for the network. */
public interface Transport {
    /** A short name, as it stands in messages: {@code nio}, {@code blocking}, {@code virtual}. */
    String name();

    /**
     * Binds and begins to accept connections.
     *
     * @return when connections are accepted, with the port that was given if 0 was asked for
     * @throws IOException when the address cannot be bound; nothing is left running then
     */
    Listener start(Service service, TransportSettings transportSettings) throws IOException;
}
