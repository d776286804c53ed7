package dev.roundhouse.http.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.ConnectionLimiter.Permit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {
    private final List<SocketAddress> rejected = new ArrayList<>();
    private final List<SocketChannel> channels = new ArrayList<>();
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void closeAll() throws IOException {
        server.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    private ConnectionLimiter limiter(int max, int maxPerPeer) {
        TransportObserver observer = new TransportObserver() {
            @Override
            public void connectionRejected(SocketAddress peer, int responseBytes) {
                rejected.add(peer);
            }
        };
        TransportSettings settings =
                TransportSettings.at(new InetSocketAddress(0)).withMaxConnections(max, maxPerPeer);
        return new ConnectionLimiter(
                settings, Service.of(request -> Response.of(Status.OK)).withObserver(observer));
    }

    private SocketChannel accepted() throws IOException {
        channels.add(SocketChannel.open(server.getLocalAddress()));
        SocketChannel channel = server.accept();
        channels.add(channel);
        return channel;
    }

    @Test
    void a_permit_is_in_use_until_it_is_released() throws IOException {
        ConnectionLimiter limiter = limiter(1, TransportSettings.UNLIMITED);
        Permit permit = limiter.acquire(accepted()).orElseThrow();
        assertEquals(Optional.empty(), limiter.acquire(accepted()));

        permit.close();

        assertTrue(limiter.acquire(accepted()).isPresent());
    }

    @Test
    void a_permit_is_released_once() throws IOException {
        ConnectionLimiter limiter = limiter(2, 2);
        Permit permit = limiter.acquire(accepted()).orElseThrow();
        assertTrue(limiter.acquire(accepted()).isPresent());

        permit.close();
        permit.close();

        assertEquals(1, limiter.inUse());
    }

    @Test
    void rejected_channel_is_closed_and_reported() throws IOException {
        ConnectionLimiter limiter = limiter(1, TransportSettings.UNLIMITED);
        limiter.acquire(accepted()).orElseThrow();
        SocketChannel channel = accepted();
        SocketAddress peer = channel.getRemoteAddress();

        assertEquals(Optional.empty(), limiter.acquire(channel));

        assertFalse(channel.isOpen());
        assertEquals(List.of(peer), rejected);
    }

    @Test
    void a_peer_at_its_limit_gets_no_more_permits() throws IOException {
        ConnectionLimiter limiter = limiter(10, 2);
        Permit first = limiter.acquire(accepted()).orElseThrow();
        limiter.acquire(accepted()).orElseThrow();
        assertEquals(Optional.empty(), limiter.acquire(accepted()));
        assertEquals(2, limiter.inUse());

        first.close();

        assertTrue(limiter.acquire(accepted()).isPresent());
    }

    @Test
    void peers_without_a_connection_are_removed() throws IOException {
        ConnectionLimiter limiter = limiter(10, 1);
        Permit permit = limiter.acquire(accepted()).orElseThrow();
        assertEquals(1, limiter.trackedPeers());
        assertEquals(Optional.empty(), limiter.acquire(accepted()));

        permit.close();

        assertEquals(0, limiter.trackedPeers());
    }

    /** Such as the peers of a transport without sockets. */
    private static final class UnnumberedAddress extends SocketAddress {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void peers_without_an_ip_address_are_limited_in_total_only() {
        ConnectionLimiter limiter = limiter(2, 1);
        SocketAddress peer = new UnnumberedAddress();
        Permit permit = limiter.acquire(peer).orElseThrow();
        limiter.acquire(peer).orElseThrow();
        assertEquals(Optional.empty(), limiter.acquire(peer));
        assertEquals(List.of(peer), rejected);

        permit.close();

        assertTrue(limiter.acquire(peer).isPresent());
    }

    @Test
    void the_overload_response_is_that_of_the_service() {
        ByteBuffer response = limiter(1, 1).overloadResponse();

        assertTrue(StandardCharsets.US_ASCII
                .decode(response)
                .toString()
                .startsWith("HTTP/1.1 503 Service Unavailable\r\n"));
    }
}
