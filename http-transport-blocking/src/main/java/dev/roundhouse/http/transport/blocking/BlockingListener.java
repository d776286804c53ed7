package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.transport.ConnectionLimiter;
import dev.roundhouse.http.transport.ConnectionLimiter.Permit;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.ShutdownResult;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Accepts connections and starts a thread for each. */
final class BlockingListener implements Listener {
    /** Pause after a failed accept, so that descriptors can be released. */
    private static final long ACCEPT_BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long SHUTDOWN_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** How long a connection whose response has been sent may take to become idle. */
    private static final long IDLE_TIMEOUT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long WAKE_UP_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ServerSocketChannel server;
    private final SocketAddress address;
    private final Service service;
    private final ConnectionLimiter limiter;
    private final ThreadKind kind;
    private final ExecutorService executor;
    private final Set<ConnectionTask> connections = ConcurrentHashMap.newKeySet();
    private final IoBufferPool bufferPool = new IoBufferPool();
    private final Watchdog watchdog = new Watchdog(connections);
    private final Thread acceptor;

    BlockingListener(ServerSocketChannel server, Service service, TransportSettings settings, ThreadKind kind)
            throws IOException {
        this.server = server;
        this.address = server.getLocalAddress();
        this.service = service;
        this.limiter = new ConnectionLimiter(settings, service);
        this.kind = kind;
        this.executor = kind.newExecutor();
        this.acceptor = new Thread(this::acceptLoop, kind.transportName() + "-acceptor");
    }

    /** Binds the address and starts to accept connections, each for a thread of this kind. */
    static BlockingListener open(Service service, TransportSettings settings, ThreadKind kind) throws IOException {
        kind.prepare();
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(settings.address(), settings.backlog());
            return new BlockingListener(server, service, settings, kind).start();
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    BlockingListener start() {
        acceptor.start();
        watchdog.start();
        return this;
    }

    private void acceptLoop() {
        while (server.isOpen()) {
            try {
                onAccepted(server.accept());
            } catch (IOException failed) {
                if (server.isOpen()) {
                    service.observer().acceptFailed(failed);
                    LockSupport.parkNanos(ACCEPT_BACKOFF_NANOS);
                }
            }
        }
    }

    /**
     * Starts to serve a connection, unless the limiter rejects it. A failure of this connection alone is reported and closes
     * it; the next one is accepted without a pause.
     *
     * @throws IOException if a resource is exhausted that every connection needs
     */
    private void onAccepted(SocketChannel channel) throws IOException {
        Optional<Permit> permit = Optional.empty();
        boolean served = false;
        try {
            permit = limiter.acquire(channel);
            if (permit.isPresent()) {
                begin(newTask(channel, permit.get()));
            }
            served = true;
        } catch (RejectedExecutionException noThread) {
            throw new IOException("cannot create a thread for a new connection", noThread);
        } catch (IOException failed) {
            service.observer().acceptFailed(failed);
        } finally {
            if (!served) {
                permit.ifPresent(Permit::close);
                close(channel);
            }
        }
    }

    private ConnectionTask newTask(SocketChannel channel, Permit permit) throws IOException {
        return new ConnectionTask(channel, permit, service, bufferPool, connections, kind, executor);
    }

    private void begin(ConnectionTask task) {
        connections.add(task);
        try {
            executor.execute(task);
        } catch (OutOfMemoryError noThread) {
            // "unable to create native thread": this connection cannot be served, existing ones can.
            connections.remove(task);
            throw new RejectedExecutionException(noThread);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The descriptor is released in any case.
        }
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public int connectionCount() {
        return connections.size();
    }

    @Override
    public ShutdownResult shutdown(Duration gracePeriod) {
        long endNanos = System.nanoTime() + TimeUnit.NANOSECONDS.convert(gracePeriod);
        stopAccepting();
        int total = connections.size();
        connections.forEach(ConnectionTask::drain);
        awaitClosed(endNanos);
        long idleNanos = System.nanoTime() + IDLE_TIMEOUT_NANOS;
        int aborted = (int) connections.stream()
                .filter(connection -> connection.isBusy(idleNanos))
                .count();
        connections.forEach(ConnectionTask::abort);
        awaitClosed(System.nanoTime() + WAKE_UP_TIMEOUT_NANOS);
        watchdog.stop();
        executor.shutdown();
        return new ShutdownResult(Math.max(0, total - aborted), aborted);
    }

    /**
     * Waits until all connections are closed. After an abort, the thread of a connection needs a moment to wake up and close it,
     * unless it runs a handler.
     */
    private void awaitClosed(long endNanos) {
        while (!connections.isEmpty() && System.nanoTime() - endNanos < 0) {
            LockSupport.parkNanos(SHUTDOWN_POLL_NANOS);
        }
    }

    private void stopAccepting() {
        try {
            server.close();
            acceptor.join();
        } catch (IOException ignored) {
            // Closed in any case.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
