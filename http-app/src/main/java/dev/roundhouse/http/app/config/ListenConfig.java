package dev.roundhouse.http.app.config;

import java.util.OptionalInt;

/**
 * Where and how a server accepts connections.
 *
 * @param host the address to listen on, or a name that is resolved at startup
 * @param port the port to listen on; 0 for a free one
 * @param transport the name of the I/O model
 * @param maxConnections the maximum number of connections; empty for as many as the limit of open files allows
 * @param maxConnectionsPerPeer the maximum number of connections of one IPv4 address or IPv6 /64 network
 * @param serverHeader what the Server header contains
 */
public record ListenConfig(
        String host,
        int port,
        String transport,
        OptionalInt maxConnections,
        int maxConnectionsPerPeer,
        ServerHeaderMode serverHeader) {}
