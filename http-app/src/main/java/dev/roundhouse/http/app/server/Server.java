package dev.roundhouse.http.app.server;

import dev.roundhouse.http.app.endpoint.Endpoint;
import dev.roundhouse.http.cli.ShutdownSignals;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.transport.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server: startup, signals and shutdown. */
public final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** The exit code if connections were aborted. */
    static final int EXIT_ABORTED = 1;

    private final Transport transport;
    private final List<Endpoint> endpoints;
    private final Duration gracePeriod;
    private final Runnable onShutdownStart;
    private final Runnable onShutdownEnd;
    private final CountDownLatch shutdownRequested = new CountDownLatch(1);
    private final List<Runnable> hangupActions = new ArrayList<>();

    /**
     * A server that has not been started.
     *
     * @param endpoints at least one, in the order of their start
     * @param onShutdownStart run before connections are closed
     * @param onShutdownEnd run after all connections have been closed
     */
    public Server(
            Transport transport,
            List<Endpoint> endpoints,
            Duration gracePeriod,
            Runnable onShutdownStart,
            Runnable onShutdownEnd) {
        this.transport = transport;
        this.endpoints = List.copyOf(endpoints);
        this.gracePeriod = gracePeriod;
        this.onShutdownStart = onShutdownStart;
        this.onShutdownEnd = onShutdownEnd;
    }

    /** Adds an action for SIGHUP. It does not run if the signal means that the terminal was closed. */
    void atHangup(Runnable action) {
        hangupActions.add(action);
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
        boolean isStarted = false;
        try {
            endpoints.forEach(endpoint -> endpoint.start(transport));
            isStarted = true;
        } finally {
            if (!isStarted) {
                endpoints.forEach(endpoint -> endpoint.shutdown(Duration.ZERO));
            }
        }
        endpoints.forEach(endpoint -> LOG.info("listening on {}", String.join(", ", endpoint.urls())));
    }

    /** A server started in a terminal shuts down with it: the operator could no longer see or stop it. */
    private void handleHangup(ControllingTerminal terminal) {
        if (terminal.isClosed()) {
            shutdownRequested.countDown();
        } else if (hangupActions.isEmpty()) {
            LOG.info(
                    "ignored SIGHUP: there is no access log file to reopen (see --access-log-file) and no certificate");
        } else {
            hangupActions.forEach(Runnable::run);
        }
    }

    /** The URLs of the server. */
    List<String> urls() {
        return endpoints.stream().flatMap(endpoint -> endpoint.urls().stream()).toList();
    }

    /** The address of the first endpoint. */
    public InetSocketAddress address() {
        return endpoints.get(0).address();
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
        int aborted = shutdownEndpoints();
        onShutdownEnd.run();
        if (aborted > 0) {
            LOG.warn(
                    "{} {} aborted after the grace period of {} ms (see --grace-period)",
                    aborted,
                    aborted == 1 ? "connection was" : "connections were",
                    gracePeriod.toMillis());
        }
        LOG.info("stopped");
        return aborted > 0 ? EXIT_ABORTED : 0;
    }

    /** Shuts all endpoints down at the same time, since each may need the grace period. Returns how many connections were aborted. */
    private int shutdownEndpoints() {
        AtomicInteger aborted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (Endpoint endpoint : endpoints.subList(1, endpoints.size())) {
            threads.add(new Thread(() -> aborted.addAndGet(endpoint.shutdown(gracePeriod)), "shutdown"));
        }
        threads.forEach(Thread::start);
        aborted.addAndGet(endpoints.get(0).shutdown(gracePeriod));
        threads.forEach(Server::joinUninterruptibly);
        return aborted.get();
    }

    /** The site is closed after the end, so an interrupt must not end the wait. */
    private static void joinUninterruptibly(Thread thread) {
        boolean isInterrupted = Thread.interrupted();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
