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
    private static final long BACK_OFF = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long DRAIN_TICK = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long WAKING = TimeUnit.SECONDS.toNanos(1);

    private final ServerSocketChannel server;
    private final InetSocketAddress address;
    private final Service service;
    private final ConnectionLimiter admission;
    private final ThreadKind kind;
    private final ExecutorService threads;
    private final Set<ConnectionTask> connections = ConcurrentHashMap.newKeySet();
    private final IoBufferPool scratches = new IoBufferPool();
    private final Watchdog watchdog = new Watchdog(connections);
    private final Thread acceptor;

    BlockingListener(ServerSocketChannel server, Service service, TransportSettings settings, ThreadKind kind)
            throws IOException {
        this.server = server;
        this.address = (InetSocketAddress) server.getLocalAddress();
        this.service = service;
        this.admission = new ConnectionLimiter(settings, service);
        this.kind = kind;
        this.threads = kind.executor();
        this.acceptor = new Thread(this::accept, kind.transportName() + "-acceptor");
    }

    BlockingListener start() {
        acceptor.start();
        watchdog.start();
        return this;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                admit(server.accept());
            } catch (IOException failed) {
                if (server.isOpen()) {
                    service.observer().acceptFailed(failed);
                    LockSupport.parkNanos(BACK_OFF);
                }
            }
        }
    }

    /**
     * Serves a connection, if there is room. What is wrong with it alone is its own end, and others are accepted at once.
     *
     * @throws IOException for want of what every other connection would need, too
     */
    private void admit(SocketChannel channel) throws IOException {
        Optional<Permit> place = Optional.empty();
        boolean served = false;
        try {
            place = admission.admit(channel);
            if (place.isPresent()) {
                begin(connectionThread(channel, place.get()));
            }
            served = true;
        } catch (RejectedExecutionException noThread) {
            throw new IOException("no thread for another connection", noThread);
        } catch (IOException bad) {
            service.observer().acceptFailed(bad);
        } finally {
            if (!served) {
                place.ifPresent(Permit::close);
                close(channel);
            }
        }
    }

    private ConnectionTask connectionThread(SocketChannel channel, Permit place) throws IOException {
        Connection connection = service.protocol().accepted(System.nanoTime());
        return new ConnectionTask(connection, channel, place, service, scratches, connections, kind, threads);
    }

    private void begin(ConnectionTask thread) {
        connections.add(thread);
        try {
            threads.execute(thread);
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
    public int connections() {
        return connections.size();
    }

    @Override
    public ShutdownResult drain(Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        stopAccepting();
        int open = connections.size();
        connections.forEach(ConnectionTask::drain);
        while (!connections.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(DRAIN_TICK);
        }
        int cut = (int) connections.stream().filter(ConnectionTask::isBusy).count();
        connections.forEach(ConnectionTask::cut);
        awaitDismissed(System.nanoTime() + WAKING);
        watchdog.stop();
        threads.shutdown();
        return new ShutdownResult(Math.max(0, open - cut), cut);
    }

    /** Who was idle only needs the moment that its thread takes to wake. */
    private void awaitDismissed(long end) {
        while (connections.stream().anyMatch(ConnectionTask::isDismissed) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(DRAIN_TICK);
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
