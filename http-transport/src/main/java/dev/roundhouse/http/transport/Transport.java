package dev.roundhouse.http.transport;

import java.io.IOException;
import java.util.Optional;

/** An I/O model: accepts connections and moves bytes between their sockets and their protocol state machines. */
public interface Transport {
    /** A short name in lower case, as it is given to {@code --transport}: {@code nio}. */
    String name();

    /** A few words for help texts, without a full stop: {@code event loops}. */
    String description();

    /**
     * Why this transport cannot be used in this process, or empty if it can.
     *
     * @return the predicate of a sentence whose subject is the transport, without a full stop:
     *     {@code requires Java 21 or later (this is Java 17)}
     */
    default Optional<String> unavailableReason() {
        return Optional.empty();
    }

    /**
     * Binds the address and starts to accept connections.
     *
     * @return a listener that accepts connections, with the port that the system has chosen if the settings say port 0
     * @throws IOException if the address cannot be bound; nothing is left running then
     * @throws UnsupportedOperationException if there is an {@link #unavailableReason}
     */
    Listener start(Service service, TransportSettings settings) throws IOException;
}
