package dev.roundhouse.http.app.server;

import dev.roundhouse.http.cli.ShutdownSignals;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.ShutdownResult;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server: startup, signals and shutdown. */
public final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** The exit code if connections were aborted. */
    static final int EXIT_ABORTED = 1;

    private final Transport transport;
    private final Service service;
    private final TransportSettings settings;
    private final Duration gracePeriod;
    private final Runnable onShutdownStart;
    private final Runnable onShutdownEnd;
    private final CountDownLatch shutdownRequested = new CountDownLatch(1);
    private Runnable atHangup =
            () -> LOG.info("ignored SIGHUP: there is no access log file to reopen (see --access-log-file)");
    private Listener listener;

    /**
     * A server that has not been started.
     *
     * @param onShutdownStart run before connections are closed
     * @param onShutdownEnd run after all connections have been closed
     */
    public Server(
            Transport transport,
            Service service,
            TransportSettings transportSettings,
            Duration gracePeriod,
            Runnable onShutdownStart,
            Runnable onShutdownEnd) {
        this.transport = transport;
        this.service = service;
        this.settings = transportSettings;
        this.gracePeriod = gracePeriod;
        this.onShutdownStart = onShutdownStart;
        this.onShutdownEnd = onShutdownEnd;
    }

    /** Sets the action for SIGHUP. It does not run if the signal means that the terminal was closed. */
    Server atHangup(Runnable action) {
        atHangup = action;
        return this;
    }

    /**
     * Starts to accept connections and to handle signals.
     *
     * @throws StartupException if the address cannot be used
     */
    public void start() {
        ShutdownSignals.onFirstSignal(shutdownRequested::countDown, ProcessEnd::halt);
        ControllingTerminal terminal = new ControllingTerminal();
        ShutdownSignals.onHangup(() -> handleHangup(terminal));
        try {
            listener = transport.start(service, settings);
        } catch (IOException | IllegalArgumentException failed) {
            InetSocketAddress address = requestedAddress();
            throw new StartupException(
                    "Cannot listen on " + address.getAddress().getHostAddress() + " port " + address.getPort() + ": "
                            + failed.getMessage() + ". Choose another --port or --bind, or --port 0 for a free port.",
                    failed);
        }
        LOG.info("listening on {}", String.join(", ", Addresses.urls(requestedAddress(), address())));
    }

    /** A server started in a terminal shuts down with it: the operator could no longer see or stop it. */
    private void handleHangup(ControllingTerminal terminal) {
        if (terminal.isClosed()) {
            shutdownRequested.countDown();
        } else {
            atHangup.run();
        }
    }

    /** The URLs of the server. */
    List<String> urls() {
        return Addresses.urls(requestedAddress(), address());
    }

    /** The address that it listens on. The application has IP addresses only. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.address();
    }

    private InetSocketAddress requestedAddress() {
        return (InetSocketAddress) settings.address();
    }

    /** Waits for a signal, then shuts down. Returns the exit code. */
    public int awaitShutdown() {
        try {
            shutdownRequested.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return shutdown();
    }

    public int shutdown() {
        onShutdownStart.run();
        LOG.info("shutting down: waiting up to {} ms for requests in progress", gracePeriod.toMillis());
        ShutdownResult shutdownResult = listener.shutdown(gracePeriod);
        onShutdownEnd.run();
        if (shutdownResult.aborted() > 0) {
            LOG.warn(
                    "{} {} aborted after the grace period of {} ms (see --grace-period)",
                    shutdownResult.aborted(),
                    shutdownResult.aborted() == 1 ? "connection was" : "connections were",
                    gracePeriod.toMillis());
        }
        LOG.info("stopped");
        return shutdownResult.aborted() > 0 ? EXIT_ABORTED : 0;
    }
}
