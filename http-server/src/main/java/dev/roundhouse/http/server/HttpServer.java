package dev.roundhouse.http.server;

import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.ShutdownResult;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running HTTP server.
 *
 * <pre>{@code
 * try (HttpServer server = HttpServer.builder()
 *         .port(8080)
 *         .handler(request -> Response.plain(Status.OK, "Hello"))
 *         .start()) {
 *     server.awaitEnd();
 * }
 * }</pre>
 *
 * <p>Its threads keep the process running. A signal ends a Java process without closing the server: to let responses in progress
 * finish, close it in a shutdown hook ({@link Runtime#addShutdownHook}).
 */
public final class HttpServer implements AutoCloseable {
    private final Listener listener;
    private final Duration gracePeriod;
    private final Runnable closeResources;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param closeResources called once, when all connections are closed */
    HttpServer(Listener listener, Duration gracePeriod, Runnable closeResources) {
        this.listener = listener;
        this.gracePeriod = gracePeriod;
        this.closeResources = closeResources;
    }

    /** Returns a builder of a server at 127.0.0.1:8080 on the transport {@code nio}. */
    public static HttpServerBuilder builder() {
        return new HttpServerBuilder();
    }

    /** The address that the server listens on; of an IP address, with the actual port. */
    public SocketAddress address() {
        return listener.address();
    }

    /**
     * The port that the server listens on.
     *
     * @throws UnsupportedOperationException when the address is not an IP address
     */
    public int port() {
        return listener.port();
    }

    /** The number of open connections. */
    public int connectionCount() {
        return listener.connectionCount();
    }

    /** Waits until the server has been closed. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /**
     * Closes the server: it stops accepting connections, finishes responses in progress, and aborts the connections that are
     * left after the grace period. Then it closes its handler, if that is {@link AutoCloseable}, and its threads. Returns when all
     * of that is done. Further calls have no effect.
     */
    public ShutdownResult shutdown(Duration grace) {
        try {
            return listener.shutdown(grace);
        } finally {
            if (closing.compareAndSet(false, true)) {
                closeResources.run();
                ended.countDown();
            }
        }
    }

    /** Closes the server, as {@link #shutdown} does, with the grace period of the builder. */
    @Override
    public void close() {
        shutdown(gracePeriod);
    }
}
