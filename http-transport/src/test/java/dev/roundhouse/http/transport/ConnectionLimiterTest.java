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
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {
    private final List<SocketAddress> refused = new ArrayList<>();
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

    private ConnectionLimiter admission(int max, int mostPerPeer) {
        TransportObserver transportObserver = new TransportObserver() {
            @Override
            public void connectionRejected(SocketAddress peer) {
                refused.add(peer);
            }
        };
        TransportSettings transportSettings =
                TransportSettings.at(new InetSocketAddress(0)).withMaxConnections(max, mostPerPeer);
        return new ConnectionLimiter(
                transportSettings, Service.of(request -> Response.of(Status.OK)).withObserver(transportObserver));
    }

    private SocketChannel accepted() throws IOException {
        channels.add(SocketChannel.open(server.getLocalAddress()));
        SocketChannel channel = server.accept();
        channels.add(channel);
        return channel;
    }

    @Test
    void a_place_is_taken_until_it_is_given_back() throws IOException {
        ConnectionLimiter connectionLimiter = admission(1, TransportSettings.UNLIMITED);
        Permit permit = connectionLimiter.acquire(accepted()).orElseThrow();
        assertEquals(Optional.empty(), connectionLimiter.acquire(accepted()));

        permit.close();

        assertTrue(connectionLimiter.acquire(accepted()).isPresent());
    }

    @Test
    void a_place_is_given_back_once() throws IOException {
        ConnectionLimiter connectionLimiter = admission(2, 2);
        Permit permit = connectionLimiter.acquire(accepted()).orElseThrow();
        assertTrue(connectionLimiter.acquire(accepted()).isPresent());

        permit.close();
        permit.close();

        assertEquals(1, connectionLimiter.inUse());
    }

    @Test
    void rejected_channel_is_closed_and_reported() throws IOException {
        ConnectionLimiter connectionLimiter = admission(1, TransportSettings.UNLIMITED);
        connectionLimiter.acquire(accepted()).orElseThrow();
        SocketChannel channel = accepted();
        SocketAddress peer = channel.getRemoteAddress();

        assertEquals(Optional.empty(), connectionLimiter.acquire(channel));

        assertFalse(channel.isOpen());
        assertEquals(List.of(peer), refused);
    }

    @Test
    void a_peer_that_has_all_its_places_gets_no_more() throws IOException {
        ConnectionLimiter connectionLimiter = admission(10, 2);
        Permit first = connectionLimiter.acquire(accepted()).orElseThrow();
        connectionLimiter.acquire(accepted()).orElseThrow();
        assertEquals(Optional.empty(), connectionLimiter.acquire(accepted()));
        assertEquals(2, connectionLimiter.inUse());

        first.close();

        assertTrue(connectionLimiter.acquire(accepted()).isPresent());
    }

    @Test
    void peers_without_a_connection_are_forgotten() throws IOException {
        ConnectionLimiter connectionLimiter = admission(10, 1);
        Permit permit = connectionLimiter.acquire(accepted()).orElseThrow();
        assertEquals(1, connectionLimiter.trackedPeers());
        assertEquals(Optional.empty(), connectionLimiter.acquire(accepted()));

        permit.close();

        assertEquals(0, connectionLimiter.trackedPeers());
    }
}
