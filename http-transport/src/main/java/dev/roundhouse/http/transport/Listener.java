package dev.roundhouse.http.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

/**
 * A started transport. All methods may be called from any thread.
 *
 * <pre>{@code
 * Listener listener = new NioTransport().start(service, settings);
 * System.out.println("listening on port " + listener.port());
 * ...
 * listener.shutdown(Duration.ofSeconds(10));
 * }</pre>
 */
public interface Listener extends AutoCloseable {
    /** The address it listens on; of an IP address, with the actual port. */
    SocketAddress address();

    /**
     * The port it listens on.
     *
     * @throws UnsupportedOperationException if the address is not an IP address
     */
    default int port() {
        if (address() instanceof InetSocketAddress inet) {
            return inet.getPort();
        }
        throw new UnsupportedOperationException("the address has no port: " + address());
    }

    /** The number of open connections, for metrics and tests. */
    int connectionCount();

    /**
     * Shuts down gracefully: stops accepting, closes idle connections at once, completes requests in progress with
     * {@code Connection: close}, and aborts the connections that are left after the grace period. Returns when all
     * connections are closed.
     *
     * @return the result; a second call closes nothing
     */
    ShutdownResult shutdown(Duration gracePeriod);

    /** Shuts down without a grace period. */
    @Override
    default void close() {
        shutdown(Duration.ZERO);
    }
}
