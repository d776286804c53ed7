package dev.roundhouse.http.transport;

import java.net.InetSocketAddress;
import java.time.Duration;

/** A transport that has been started. All methods may be called from any thread. */
public interface Listener extends AutoCloseable {
    /** Where it listens. */
    InetSocketAddress address();

    /** The number of open connections, for metrics and tests. */
    int connectionCount();

    /**
     * The end that cuts nobody off: accepts no more, ends idle connections at once, lets every request under way be answered
     * with {@code Connection: close}, and cuts what is left after the grace. Returns when all is over.
     *
     * @return how it went; a second call finds nothing to do
     */
    ShutdownResult shutdown(Duration grace);

    /** The end at once. */
    @Override
    default void close() {
        shutdown(Duration.ZERO);
    }
}
