package dev.roundhouse.http.message;

import java.net.SocketAddress;
import java.util.Objects;

/**
 * The facts about a connection that are the same for all of its requests. Created once for a connection and shared by its
 * requests.
 *
 * <pre>{@code
 * request.connection().remoteAddress(); // /203.0.113.7:51812
 * }</pre>
 *
 * @param id unique among the connections of this process and, as far as its creator can provide it, of others; a token of RFC
 *     9110 §5.6.2, so that it can be a part of a field value
 * @param scheme the scheme of the URIs that the connection is used for: {@code http} or {@code https}
 * @param remoteAddress the address of the peer: the client, or a proxy in front of the server
 * @param localAddress the address at which the connection was accepted
 */
public record ConnectionInfo(String id, String scheme, SocketAddress remoteAddress, SocketAddress localAddress) {
    /** Of requests that were not received by a server, as in tests: {@code http}, between two unknown addresses. */
    public static final ConnectionInfo NONE =
            new ConnectionInfo("none", "http", new UnknownAddress(), new UnknownAddress());

    /** Checks that nothing is null. */
    public ConnectionInfo {
        Objects.requireNonNull(id, "id must not be null");
        Objects.requireNonNull(scheme, "scheme must not be null");
        Objects.requireNonNull(remoteAddress, "remoteAddress must not be null");
        Objects.requireNonNull(localAddress, "localAddress must not be null");
    }

    private static final class UnknownAddress extends SocketAddress {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return "unknown";
        }
    }
}
