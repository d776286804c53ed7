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

    private ConnectionLimiter admission(int most, int mostPerPeer) {
        TransportObserver observer = new TransportObserver() {
            @Override
            public void connectionRejected(SocketAddress peer) {
                refused.add(peer);
            }
        };
        TransportSettings settings =
                TransportSettings.at(new InetSocketAddress(0)).withMaxConnections(most, mostPerPeer);
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
    void a_place_is_taken_until_it_is_given_back() throws IOException {
        ConnectionLimiter admission = admission(1, TransportSettings.UNLIMITED);
        Permit place = admission.acquire(accepted()).orElseThrow();
        assertEquals(Optional.empty(), admission.acquire(accepted()));

        place.close();

        assertTrue(admission.acquire(accepted()).isPresent());
    }

    @Test
    void a_place_is_given_back_once() throws IOException {
        ConnectionLimiter admission = admission(2, 2);
        Permit place = admission.acquire(accepted()).orElseThrow();
        assertTrue(admission.acquire(accepted()).isPresent());

        place.close();
        place.close();

        assertEquals(1, admission.inUse());
    }

    @Test
    void rejected_channel_is_closed_and_reported() throws IOException {
        ConnectionLimiter admission = admission(1, TransportSettings.UNLIMITED);
        admission.acquire(accepted()).orElseThrow();
        SocketChannel channel = accepted();
        SocketAddress peer = channel.getRemoteAddress();

        assertEquals(Optional.empty(), admission.acquire(channel));

        assertFalse(channel.isOpen());
        assertEquals(List.of(peer), refused);
    }

    @Test
    void a_peer_that_has_all_its_places_gets_no_more() throws IOException {
        ConnectionLimiter admission = admission(10, 2);
        Permit first = admission.acquire(accepted()).orElseThrow();
        admission.acquire(accepted()).orElseThrow();
        assertEquals(Optional.empty(), admission.acquire(accepted()));
        assertEquals(2, admission.inUse());

        first.close();

        assertTrue(admission.acquire(accepted()).isPresent());
    }

    @Test
    void peers_without_a_connection_are_forgotten() throws IOException {
        ConnectionLimiter admission = admission(10, 1);
        Permit place = admission.acquire(accepted()).orElseThrow();
        assertEquals(1, admission.trackedPeers());
        assertEquals(Optional.empty(), admission.acquire(accepted()));

        place.close();

        assertEquals(0, admission.trackedPeers());
    }
}
