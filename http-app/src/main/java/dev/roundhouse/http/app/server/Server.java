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

/** One server from its start to its end. */
public final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** The exit code when connections had to be cut. */
    static final int EXIT_ABORTED = 1;

    private final Transport transport;
    private final Service service;
    private final TransportSettings settings;
    private final Duration gracePeriod;
    private final Runnable onShutdownStart;
    private final Runnable onShutdownEnd;
    private final CountDownLatch shutdownRequested = new CountDownLatch(1);
    private Runnable atHangup = () -> LOG.info("SIGHUP: there is no access log to open anew");
    private Listener listener;

    /**
     * A server that has not been started.
     *
     * @param atEnd run when the end begins
     * @param afterEnd run when all connections have ended
     */
    public Server(
            Transport transport,
            Service service,
            TransportSettings transportSettings,
            Duration grace,
            Runnable atEnd,
            Runnable afterEnd) {
        this.transport = transport;
        this.service = service;
        this.settings = transportSettings;
        this.gracePeriod = grace;
        this.onShutdownStart = atEnd;
        this.onShutdownEnd = afterEnd;
    }

    /** What is done at SIGHUP, unless it says that the terminal has gone. */
    Server atHangup(Runnable action) {
        atHangup = action;
        return this;
    }

    /**
     * Begins to serve, and from now on to listen to signals, too.
     *
     * @throws StartupException when the address cannot be had
     */
    public void start() {
        ShutdownSignals.onFirstSignal(shutdownRequested::countDown, ProcessEnd::halt);
        ControllingTerminal terminal = new ControllingTerminal();
        ShutdownSignals.onHangup(() -> hungUp(terminal));
        try {
            listener = transport.start(service, settings);
        } catch (IOException | IllegalArgumentException failed) {
            InetSocketAddress address = settings.address();
            throw new StartupException(
                    "Cannot listen on " + address.getAddress().getHostAddress() + " port " + address.getPort() + ": "
                            + failed.getMessage() + ". Choose another --port or --bind, or --port 0 for a free port.",
                    failed);
        }
        LOG.info("listening on {}", String.join(", ", Addresses.urls(settings.address(), listener.address())));
    }

    /** A server that somebody has started at a terminal ends with it; nobody could see or stop it any more. */
    private void hungUp(ControllingTerminal terminal) {
        if (terminal.isGone()) {
            shutdownRequested.countDown();
        } else {
            atHangup.run();
        }
    }

    /** The addresses that can be typed. */
    List<String> urls() {
        return Addresses.urls(settings.address(), listener.address());
    }

    public InetSocketAddress address() {
        return listener.address();
    }

    /** Waits for a signal, then ends what is under way; returns the exit code. */
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
        LOG.info("draining, for at most {} ms", gracePeriod.toMillis());
        ShutdownResult shutdownResult = listener.shutdown(gracePeriod);
        onShutdownEnd.run();
        if (shutdownResult.aborted() > 0) {
            LOG.warn(
                    "{} {} aborted after the grace period of {} ms",
                    shutdownResult.aborted(),
                    shutdownResult.aborted() == 1 ? "connection was" : "connections were",
                    gracePeriod.toMillis());
        }
        LOG.info("stopped");
        return shutdownResult.aborted() > 0 ? EXIT_ABORTED : 0;
    }
}
