package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.transport.ConnectionLimiter;
import dev.roundhouse.http.transport.ConnectionLimiter.Permit;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.ShutdownResult;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
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

/** Accepts connections and gives each a thread. */
final class BlockingListener implements Listener {
    /** After an accept that failed, as it does without descriptors: time for some to be given back. */
    private static final long ACCEPT_BACKOFF = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long SHUTDOWN_POLL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long WAKE_UP_TIMEOUT = TimeUnit.SECONDS.toNanos(1);

    private final ServerSocketChannel server;
    private final InetSocketAddress address;
    private final Service service;
    private final ConnectionLimiter limiter;
    private final ThreadKind kind;
    private final ExecutorService executor;
    private final Set<ConnectionTask> connections = ConcurrentHashMap.newKeySet();
    private final IoBufferPool bufferPool = new IoBufferPool();
    private final Watchdog watchdog = new Watchdog(connections);
    private final Thread acceptor;

    BlockingListener(ServerSocketChannel server, Service service, TransportSettings transportSettings, ThreadKind kind)
            throws IOException {
        this.server = server;
        this.address = (InetSocketAddress) server.getLocalAddress();
        this.service = service;
        this.limiter = new ConnectionLimiter(transportSettings, service);
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
                    LockSupport.parkNanos(ACCEPT_BACKOFF);
                }
            }
        }
    }

    /**
     * Serves a connection, if there is room. What is wrong with it alone is its own end, and others are accepted at once.
     *
     * @throws IOException for want of what every other connection would need, too
     */
    private void onAccepted(SocketChannel channel) throws IOException {
        Optional<Permit> place = Optional.empty();
        boolean served = false;
        try {
            place = limiter.acquire(channel);
            if (place.isPresent()) {
                begin(connectionThread(channel, place.get()));
            }
            served = true;
        } catch (RejectedExecutionException noThread) {
            throw new IOException("cannot create a thread for a new connection", noThread);
        } catch (IOException bad) {
            service.observer().acceptFailed(bad);
        } finally {
            if (!served) {
                place.ifPresent(Permit::close);
                close(channel);
            }
        }
    }

    private ConnectionTask connectionThread(SocketChannel channel, Permit permit) throws IOException {
        Connection connection = service.connectionFactory().newConnection(System.nanoTime());
        return new ConnectionTask(connection, channel, permit, service, bufferPool, connections, kind, executor);
    }

    private void begin(ConnectionTask thread) {
        connections.add(thread);
        try {
            executor.execute(thread);
        } catch (OutOfMemoryError noThread) {
            // "unable to create native thread": this connection cannot be served, the others can.
            connections.remove(thread);
            throw new RejectedExecutionException(noThread);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The descriptor is gone in any case.
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public int connectionCount() {
        return connections.size();
    }

    @Override
    public ShutdownResult shutdown(Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        stopAccepting();
        int open = connections.size();
        connections.forEach(ConnectionTask::drain);
        while (!connections.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(SHUTDOWN_POLL_INTERVAL);
        }
        int cut = (int) connections.stream().filter(ConnectionTask::isBusy).count();
        connections.forEach(ConnectionTask::abort);
        awaitIdleClosed(System.nanoTime() + WAKE_UP_TIMEOUT);
        watchdog.stop();
        executor.shutdown();
        return new ShutdownResult(Math.max(0, open - cut), cut);
    }

    /** Who was idle only needs the moment that its thread takes to wake. */
    private void awaitIdleClosed(long end) {
        while (connections.stream().anyMatch(ConnectionTask::isShutdownRequested) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(SHUTDOWN_POLL_INTERVAL);
        }
    }

    private void stopAccepting() {
        try {
            server.close();
            acceptor.join();
        } catch (IOException ignored) {
            // Closed all the same.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
