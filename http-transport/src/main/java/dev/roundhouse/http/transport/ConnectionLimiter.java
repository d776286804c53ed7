package dev.roundhouse.http.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the number of concurrent connections, in total and per peer. An accepted connection gets a {@link Permit}, which is
 * released when the connection is closed; a connection above a limit is sent the overload response and closed.
 *
 * <p>Only peers with an IP address are limited per peer; the total includes all.
 *
 * <p>A peer has an entry only while it has a permit, so there are never more entries than connections. Thread-safe.
 */
public final class ConnectionLimiter {
    /** Maximum number of bytes that are read from a rejected connection. */
    private static final int MAX_DISCARDED_INPUT = 16 << 10;

    private final int maxConnections;
    private final int maxConnectionsPerPeer;
    private final byte[] overloadResponse;
    private final TransportObserver observer;
    private final AtomicInteger inUse = new AtomicInteger();
    private final ConcurrentHashMap<PeerGroup, Integer> inUseByPeer = new ConcurrentHashMap<>();

    /** A limiter with the limits of these settings and the overload response of this service. */
    public ConnectionLimiter(TransportSettings settings, Service service) {
        this.maxConnections = settings.maxConnections();
        this.maxConnectionsPerPeer = settings.maxConnectionsPerPeer();
        this.overloadResponse = service.connectionFactory().overloadResponse();
        this.observer = service.observer();
    }

    /** The permission to have one connection open; closing it releases it. */
    public final class Permit implements AutoCloseable {
        private final Optional<PeerGroup> peer;
        private boolean open = true;

        private Permit(Optional<PeerGroup> peer) {
            this.peer = peer;
        }

        /** Releases the permit; further calls have no effect. May be called from any thread. */
        @Override
        public void close() {
            if (closeOnce()) {
                peer.ifPresent(ConnectionLimiter.this::release);
                inUse.decrementAndGet();
            }
        }

        private synchronized boolean closeOnce() {
            boolean first = open;
            open = false;
            return first;
        }
    }

    /**
     * Acquires a permit for a new connection of a socket.
     *
     * @return the permit, or empty if the connection was rejected; its channel is closed then
     * @throws IOException if the peer has disconnected already
     */
    public Optional<Permit> acquire(SocketChannel channel) throws IOException {
        Optional<Permit> permit = acquire(channel.getRemoteAddress());
        if (permit.isEmpty()) {
            reject(channel);
        }
        return permit;
    }

    /**
     * Acquires a permit for a new connection of any kind.
     *
     * @return the permit, or empty if the connection was rejected: then the caller sends the {@link #overloadResponse} and
     *     closes the connection
     */
    public Optional<Permit> acquire(SocketAddress peer) {
        Optional<Permit> permit = tryAcquire(peer);
        if (permit.isEmpty()) {
            observer.connectionRejected(peer, overloadResponse.length);
        }
        return permit;
    }

    /** The bytes that a rejected connection is sent. */
    public ByteBuffer overloadResponse() {
        return ByteBuffer.wrap(overloadResponse).asReadOnlyBuffer();
    }

    private Optional<Permit> tryAcquire(SocketAddress peer) {
        if (inUse.incrementAndGet() > maxConnections) {
            inUse.decrementAndGet();
            return Optional.empty();
        }
        if (maxConnectionsPerPeer == TransportSettings.UNLIMITED || !(peer instanceof InetSocketAddress inet)) {
            return Optional.of(new Permit(Optional.empty()));
        }
        PeerGroup group = PeerGroup.of(inet.getAddress());
        if (inUseByPeer.merge(group, 1, Integer::sum) > maxConnectionsPerPeer) {
            release(group);
            inUse.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(new Permit(Optional.of(group)));
    }

    private void release(PeerGroup peer) {
        inUseByPeer.computeIfPresent(peer, (same, count) -> count == 1 ? null : count - 1);
    }

    /** The number of permits in use. */
    public int inUse() {
        return inUse.get();
    }

    /** The number of peers that have a permit. */
    int trackedPeers() {
        return inUseByPeer.size();
    }

    /**
     * Writes the overload response once and closes the channel. Input is read before: closing a socket with unread bytes sends
     * a reset, and the peer may lose the response. A peer whose request arrives later may get a reset all the same, since the
     * limit leaves no resources to wait for it.
     */
    private void reject(SocketChannel channel) {
        try (channel) {
            channel.configureBlocking(false);
            channel.read(ByteBuffer.allocate(MAX_DISCARDED_INPUT));
            channel.write(overloadResponse());
            channel.shutdownOutput();
        } catch (IOException disconnected) {
            // The peer has disconnected: there is no response to send.
        }
    }
}
