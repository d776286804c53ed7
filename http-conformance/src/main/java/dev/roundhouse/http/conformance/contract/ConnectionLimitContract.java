package dev.roundhouse.http.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every transport must do when there are too many connections. */
public abstract class ConnectionLimitContract {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int MOST = 3;

    private final List<RawClient> clients = new ArrayList<>();
    private Listener listener;

    /** For a class of one's own. */
    protected ConnectionLimitContract() {}

    /** The transport that is tried. */
    protected abstract Transport transport();

    private void start(int connections, int perPeer) throws IOException {
        TransportSettings settings = TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withLoops(2)
                .withConnections(connections, perPeer);
        listener = transport().start(Service.of(request -> Response.plain(Status.OK, "welcome")), settings);
    }

    @AfterEach
    void closeAll() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        listener.close();
    }

    private RawClient connect() throws IOException {
        RawClient client = new RawClient(listener.address());
        clients.add(client);
        return client;
    }

    private void assertWelcome(RawClient client) throws IOException {
        client.send(GET);
        assertTrue(client.response().startsWith("HTTP/1.1 200 OK\r\n"));
    }

    /** The places of connections that have ended are free soon: the next is welcome, or one of those that follow. */
    private RawClient connectUntilWelcome() throws IOException {
        while (true) {
            RawClient client = connect();
            try {
                client.send(GET);
                if (client.response().startsWith("HTTP/1.1 200 OK\r\n")) {
                    return client;
                }
            } catch (IOException refusedAndReset) {
                // Once more.
            }
        }
    }

    private void fill() throws IOException {
        for (int i = 0; i < MOST; i++) {
            assertWelcome(connect());
        }
    }

    private void assertFull() throws IOException {
        String answer = connect().restAsText();
        assertTrue(answer.startsWith("HTTP/1.1 503 Service Unavailable\r\n"), answer);
        assertTrue(answer.contains("\r\nRetry-After: ") && answer.contains("\r\nConnection: close\r\n"), answer);
    }

    @Test
    void answers_503_to_one_too_many() throws IOException {
        start(MOST, TransportSettings.ANY_NUMBER);
        fill();

        assertFull();
        assertEquals(MOST, listener.connections());
    }

    @Test
    void answers_503_to_one_too_many_from_one_peer() throws IOException {
        start(TransportSettings.ANY_NUMBER, MOST);
        fill();

        assertFull();
    }

    @Test
    void goes_on_serving_those_who_are_in() throws IOException {
        start(MOST, TransportSettings.ANY_NUMBER);
        fill();
        assertFull();

        for (RawClient client : clients.subList(0, MOST)) {
            assertWelcome(client);
        }
    }

    @Test
    void lets_the_next_in_when_one_has_gone() throws IOException {
        start(MOST, TransportSettings.ANY_NUMBER);
        fill();
        clients.get(0).close();

        connectUntilWelcome();

        assertFull();
    }

    @Test
    void lets_the_next_of_a_peer_in_when_one_has_gone() throws IOException {
        start(TransportSettings.ANY_NUMBER, MOST);
        fill();
        clients.get(0).close();

        connectUntilWelcome();

        assertFull();
    }

    @Test
    void counts_exactly_however_connections_end() throws IOException {
        start(MOST, MOST);
        for (int round = 0; round < 50; round++) {
            RawClient client = connectUntilWelcome();
            switch (round % 4) {
                case 0 -> client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                case 1 -> client.send("nonsense\r\n\r\n");
                case 2 -> client.send("GET / HT");
                default -> client.endOutput();
            }
            client.close();
        }
        for (int i = 0; i < MOST; i++) {
            connectUntilWelcome();
        }

        assertFull();
    }
}
