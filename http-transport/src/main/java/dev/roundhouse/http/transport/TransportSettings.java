package dev.roundhouse.http.transport;

import java.net.SocketAddress;

/**
 * Where a transport listens, and how many threads and connections it may have.
 *
 * <pre>{@code
 * TransportSettings.at(new InetSocketAddress("127.0.0.1", 8080))
 *         .withEventLoops(2)
 *         .withMaxConnections(10_000, TransportSettings.UNLIMITED)
 * }</pre>
 *
 * @param address the address to listen on, of a kind that the transport supports; for port 0 of an IP address the system
 *     chooses a free port
 * @param backlog maximum number of connections that the system queues before they are accepted; raise it if connections are
 *     refused in bursts
 * @param eventLoops number of threads of a transport with event loops; other transports ignore it. Lower it if the machine
 *     has other work to do
 * @param maxConnections maximum number of concurrent connections; further ones get the {@linkplain
 *     Service.ConnectionFactory#overloadResponse overload response}. Set it below what file descriptors and memory allow
 * @param maxConnectionsPerPeer maximum number of concurrent connections per IPv4 address or IPv6 /64 network; it does not
 *     apply to peers without an IP address. Leave it unlimited behind a load balancer
 */
public record TransportSettings(
        SocketAddress address, int backlog, int eventLoops, int maxConnections, int maxConnectionsPerPeer) {
    /** No limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int DEFAULT_BACKLOG = 1024;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one of them is less than 1
     */
    public TransportSettings {
        if (backlog < 1 || eventLoops < 1) {
            throw new IllegalArgumentException("backlog and eventLoops must be at least 1");
        }
        if (maxConnections < 1 || maxConnectionsPerPeer < 1) {
            throw new IllegalArgumentException("connection limits must be at least 1");
        }
    }

    /** The default settings for this address: one event loop per processor, and no limit of connections. */
    public static TransportSettings at(SocketAddress address) {
        return new TransportSettings(
                address, DEFAULT_BACKLOG, Runtime.getRuntime().availableProcessors(), UNLIMITED, UNLIMITED);
    }

    /** These settings with another number of event loops. */
    public TransportSettings withEventLoops(int count) {
        return new TransportSettings(address, backlog, count, maxConnections, maxConnectionsPerPeer);
    }

    /** These settings with other limits of connections. */
    public TransportSettings withMaxConnections(int max, int perPeer) {
        return new TransportSettings(address, backlog, eventLoops, max, perPeer);
    }
}
