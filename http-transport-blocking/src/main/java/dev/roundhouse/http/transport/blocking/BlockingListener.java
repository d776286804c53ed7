package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.transport.Admission;
import dev.roundhouse.http.transport.Admission.Place;
import dev.roundhouse.http.transport.Drained;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
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
    private final Admission admission;
    private final ThreadKind kind;
    private final ExecutorService threads;
    private final Set<ConnectionThread> connections = ConcurrentHashMap.newKeySet();
    private final ScratchPool scratches = new ScratchPool();
    private final Watchdog watchdog = new Watchdog(connections);
    private final Thread acceptor;

    BlockingListener(ServerSocketChannel server, Service service, Settings settings, ThreadKind kind)
            throws IOException {
        this.server = server;
        this.address = (InetSocketAddress) server.getLocalAddress();
        this.service = service;
        this.admission = new Admission(settings, service);
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
            } catch (ClosedChannelException over) {
                return;
            } catch (IOException failed) {
                service.observer().acceptFailed(failed);
                LockSupport.parkNanos(BACK_OFF);
            }
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        Optional<Place> place = admission.admit(channel);
        if (place.isPresent()) {
            serve(channel, place.get());
        }
    }

    private void serve(SocketChannel channel, Place place) throws IOException {
        try {
            Connection connection = service.protocol().accepted(System.nanoTime());
            WatchedWire wire = new WatchedWire(channel, place, connection);
            ConnectionThread thread = new ConnectionThread(
                    connection, wire, service, channel.getRemoteAddress(), scratches, connections, kind);
            connections.add(thread);
            try {
                threads.execute(thread);
            } catch (OutOfMemoryError noThread) {
                // "unable to create native thread": this connection cannot be served, the others can.
                connections.remove(thread);
                throw new IOException("no thread for another connection", noThread);
            }
        } catch (IOException failed) {
            place.close();
            channel.close();
            throw failed;
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
    public Drained drain(Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        stopAccepting();
        int open = connections.size();
        connections.forEach(ConnectionThread::drain);
        awaitEnds(end);
        // Who was idle is not cut: it only needs the moment that its thread takes to wake.
        connections.forEach(ConnectionThread::wakeIfIdle);
        awaitDismissed(System.nanoTime() + WAKING);
        int cut = connections.size();
        connections.forEach(ConnectionThread::cut);
        watchdog.stop();
        threads.shutdown();
        return new Drained(Math.max(0, open - cut), cut);
    }

    private void awaitEnds(long end) {
        while (!connections.isEmpty() && System.nanoTime() - end < 0) {
            // A thread may have come to wait after it was last looked at.
            connections.forEach(ConnectionThread::wakeIfIdle);
            LockSupport.parkNanos(DRAIN_TICK);
        }
    }

    private void awaitDismissed(long end) {
        while (connections.stream().anyMatch(ConnectionThread::isDismissed) && System.nanoTime() - end < 0) {
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
