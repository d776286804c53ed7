package dev.roundhouse.http.transport;

import java.net.InetSocketAddress;

/**
 * How a transport listens.
 *
 * @param address where; port 0 takes any free one
 * @param backlog connections that the system holds before they are accepted; to be raised when bursts are refused
 * @param eventLoops selector loops of {@code nio}; to be lowered when the machine has other work to do
 * @param maxConnections the most there may be at once; more are refused. To be set below what descriptors and memory allow
 * @param maxConnectionsPerPeer the most that one peer may have; to be set where single clients take too much
 */
public record TransportSettings(
        InetSocketAddress address, int backlog, int eventLoops, int maxConnections, int maxConnectionsPerPeer) {
    /** No limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int DEFAULT_BACKLOG = 1024;

    /** @throws IllegalArgumentException for less than one of anything */
    public TransportSettings {
        if (backlog < 1 || eventLoops < 1) {
            throw new IllegalArgumentException("backlog and eventLoops must be at least 1");
        }
        if (maxConnections < 1 || maxConnectionsPerPeer < 1) {
            throw new IllegalArgumentException("connection limits must be at least 1");
        }
    }

    /** The defaults: one loop for each core, and any number of connections. */
    public static TransportSettings at(InetSocketAddress address) {
        return new TransportSettings(
                address, DEFAULT_BACKLOG, Runtime.getRuntime().availableProcessors(), UNLIMITED, UNLIMITED);
    }

    /** These settings with another number of loops. */
    public TransportSettings withEventLoops(int count) {
        return new TransportSettings(address, backlog, count, maxConnections, maxConnectionsPerPeer);
    }

    /** These settings with other numbers of connections. */
    public TransportSettings withMaxConnections(int max, int perPeer) {
        return new TransportSettings(address, backlog, eventLoops, max, perPeer);
    }
}
