package dev.roundhouse.http.message;

import java.net.SocketAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * The facts about a connection that are the same for all of its requests. Created once for a connection and shared by its
 * requests.
 *
 * <pre>{@code
 * request.connection().remoteAddress(); // /203.0.113.7:51812
 * }</pre>
 */
public final class ConnectionInfo {
    /** Of requests that were not received by a server, as in tests: {@code http}, between two unknown addresses. */
    public static final ConnectionInfo NONE =
            new ConnectionInfo("none", 0, "http", new UnknownAddress(), new UnknownAddress());

    private static final int RADIX = 36;

    private final String process;
    private final long number;
    private final String scheme;
    private final SocketAddress remoteAddress;
    private final SocketAddress localAddress;
    private final Optional<TlsInfo> tls;

    /**
     * The facts about one connection.
     *
     * @param process identifies the process among others; a token of RFC 9110 §5.6.2
     * @param number unique among the connections of the process; not negative
     * @param scheme see {@link #scheme}
     * @param remoteAddress see {@link #remoteAddress}
     * @param localAddress see {@link #localAddress}
     */
    public ConnectionInfo(
            String process, long number, String scheme, SocketAddress remoteAddress, SocketAddress localAddress) {
        this(process, number, scheme, remoteAddress, localAddress, Optional.empty());
    }

    private ConnectionInfo(
            String process,
            long number,
            String scheme,
            SocketAddress remoteAddress,
            SocketAddress localAddress,
            Optional<TlsInfo> tls) {
        this.process = Objects.requireNonNull(process, "process must not be null");
        this.number = number;
        this.scheme = Objects.requireNonNull(scheme, "scheme must not be null");
        this.remoteAddress = Objects.requireNonNull(remoteAddress, "remoteAddress must not be null");
        this.localAddress = Objects.requireNonNull(localAddress, "localAddress must not be null");
        this.tls = tls;
    }

    /** The facts about the same connection after a TLS handshake: the scheme is {@code https}. */
    public ConnectionInfo secured(TlsInfo info) {
        return new ConnectionInfo(process, number, "https", remoteAddress, localAddress, Optional.of(info));
    }

    /**
     * Identifies the connection among those of this process and, as far as its creator can provide it, of others: a token of
     * RFC 9110 §5.6.2, so that it can be a part of a field value. Created at each call, since most connections need none.
     */
    public String id() {
        return process + "-" + Long.toString(number, RADIX);
    }

    /** The scheme of the URIs that the connection is used for: {@code http} or {@code https}. */
    public String scheme() {
        return scheme;
    }

    /** The address of the peer: the client, or a proxy in front of the server. */
    public SocketAddress remoteAddress() {
        return remoteAddress;
    }

    /** The address at which the connection was accepted. */
    public SocketAddress localAddress() {
        return localAddress;
    }

    /** What the handshake has agreed on; empty for a connection without TLS. */
    public Optional<TlsInfo> tls() {
        return tls;
    }

    @Override
    public String toString() {
        return id() + ": " + scheme + " from " + remoteAddress + " to " + localAddress;
    }

    private static final class UnknownAddress extends SocketAddress {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return "unknown";
        }
    }
}
