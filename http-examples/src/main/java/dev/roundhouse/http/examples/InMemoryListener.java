package dev.roundhouse.http.examples;

import dev.roundhouse.http.testing.ClientChannel;
import dev.roundhouse.http.testing.InMemoryLink;
import dev.roundhouse.http.transport.ConnectionLimiter;
import dev.roundhouse.http.transport.ConnectionLimiter.Permit;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.ShutdownResult;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Accepts connections of clients in the same process, and starts a thread for each. */
final class InMemoryListener implements Listener {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long REACTION_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Service service;
    private final SocketAddress address;
    private final ConnectionLimiter limiter;
    private final Consumer<SocketAddress> unbind;
    private final Set<InMemoryConnection> connections = ConcurrentHashMap.newKeySet();
    private int clients;
    private boolean isShutDown;

    /** @param unbind called with the address when no further connection is accepted */
    InMemoryListener(Service service, TransportSettings settings, Consumer<SocketAddress> unbind) {
        this.service = service;
        this.address = settings.address();
        this.limiter = new ConnectionLimiter(settings, service);
        this.unbind = unbind;
    }

    /** Accepts a connection, and returns the client's end. */
    synchronized ClientChannel connect() throws IOException {
        if (isShutDown) {
            throw new ConnectException("nothing listens on " + address);
        }
        SocketAddress client = new InMemoryAddress(address + "-client-" + ++clients);
        Optional<Permit> permit = limiter.acquire(client);
        if (permit.isEmpty()) {
            return rejected(client);
        }
        try {
            InMemoryConnection connection = new InMemoryConnection(client, address, service);
            connections.add(connection);
            new Thread(() -> serve(connection, permit.get()), "memory-connection").start();
            return connection.client();
        } catch (IOException failed) {
            service.observer().acceptFailed(failed);
            permit.get().close();
            throw failed;
        }
    }

    private ClientChannel rejected(SocketAddress client) throws IOException {
        InMemoryLink link = new InMemoryLink(client, () -> {});
        link.wire().write(new ByteBuffer[] {limiter.overloadResponse()}, 1);
        link.wire().close();
        return link.client();
    }

    private void serve(InMemoryConnection connection, Permit permit) {
        try (permit) {
            connection.run();
        } finally {
            connections.remove(connection);
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
        connections.forEach(InMemoryConnection::drain);
        await(connections::isEmpty, endNanos);
        // Without a grace period, idle connections need a moment to close.
        await(() -> connections.stream().allMatch(InMemoryConnection::isWaiting), System.nanoTime() + REACTION_NANOS);
        int aborted =
                (int) connections.stream().filter(InMemoryConnection::isBusy).count();
        connections.forEach(InMemoryConnection::abort);
        await(connections::isEmpty, System.nanoTime() + REACTION_NANOS);
        return new ShutdownResult(Math.max(0, total - aborted), aborted);
    }

    private synchronized void stopAccepting() {
        if (!isShutDown) {
            isShutDown = true;
            unbind.accept(address);
        }
    }

    private static void await(BooleanSupplier condition, long endNanos) {
        while (!condition.getAsBoolean() && System.nanoTime() - endNanos < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
