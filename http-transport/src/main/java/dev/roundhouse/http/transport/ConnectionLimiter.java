package dev.roundhouse.http.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says of each connection that was accepted whether there is room for it, in all and for its peer. Who comes in has a
 * {@link Permit}, which is given back when the connection ends; who does not is told so, as cheaply as can be, and closed.
 *
 * <p>Peers are only remembered while they have a place, so there are never more of them than connections. May be used by
 * several threads.
 */
public final class ConnectionLimiter {
    /** The most that one read takes of what a refused peer has sent already. */
    private static final int MAX_DISCARDED_INPUT = 16 << 10;

    private final int maxConnections;
    private final int maxConnectionsPerPeer;
    private final byte[] overloadResponse;
    private final TransportObserver observer;
    private final AtomicInteger inUse = new AtomicInteger();
    private final ConcurrentHashMap<PeerGroup, Integer> inUseByPeer = new ConcurrentHashMap<>();

    /** By a transport's settings, for its service. */
    public ConnectionLimiter(TransportSettings transportSettings, Service service) {
        this.maxConnections = transportSettings.maxConnections();
        this.maxConnectionsPerPeer = transportSettings.maxConnectionsPerPeer();
        this.overloadResponse = service.connectionFactory().overloadResponse();
        this.observer = service.observer();
    }

    /** The right to be connected, until it is closed. */
    public final class Permit implements AutoCloseable {
        private final Optional<PeerGroup> peer;
        private boolean open = true;

        private Permit(Optional<PeerGroup> peer) {
            this.peer = peer;
        }

        /** Gives the place back, once; after that it does nothing. From any thread. */
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
     * A place for a new connection; or nothing, and then the channel has been closed.
     *
     * @throws IOException when the peer is gone already
     */
    public Optional<Permit> acquire(SocketChannel channel) throws IOException {
        InetSocketAddress peer = (InetSocketAddress) channel.getRemoteAddress();
        Optional<Permit> place = tryAcquire(peer);
        if (place.isEmpty()) {
            observer.connectionRejected(peer);
            reject(channel);
        }
        return place;
    }

    private Optional<Permit> tryAcquire(InetSocketAddress peer) {
        if (inUse.incrementAndGet() > maxConnections) {
            inUse.decrementAndGet();
            return Optional.empty();
        }
        if (maxConnectionsPerPeer == TransportSettings.UNLIMITED) {
            return Optional.of(new Permit(Optional.empty()));
        }
        PeerGroup group = PeerGroup.of(peer.getAddress());
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

    /** How many places are taken. */
    public int inUse() {
        return inUse.get();
    }

    /** How many peers are remembered. */
    int trackedPeers() {
        return inUseByPeer.size();
    }

    /**
     * Writes once and closes. What the peer has sent is read before, since a socket that is closed with unread octets is
     * reset, and the answer may be lost on the way. A peer whose request is still under way may be reset all the same: to
     * wait for it is what there is no room for.
     */
    private void reject(SocketChannel channel) {
        try (channel) {
            channel.configureBlocking(false);
            channel.read(ByteBuffer.allocate(MAX_DISCARDED_INPUT));
            channel.write(ByteBuffer.wrap(overloadResponse));
            channel.shutdownOutput();
        } catch (IOException gone) {
            // Then it need not be told.
        }
    }
}
