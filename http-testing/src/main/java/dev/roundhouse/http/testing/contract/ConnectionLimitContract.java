package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits of concurrent connections, in total and, for transports with IP addresses, per peer. */
public abstract class ConnectionLimitContract extends TransportFixture {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int MAX_CONNECTIONS = 3;

    private final List<RawClient> clients = new ArrayList<>();
    private Listener listener;

    /** For subclasses. */
    protected ConnectionLimitContract() {}

    private void start(int connections, int perPeer) throws IOException {
        TransportSettings settings = settings().withEventLoops(2).withMaxConnections(connections, perPeer);
        listener = listen(CheckedService.of(request -> Response.plain(Status.OK, "fine")), settings);
    }

    @AfterEach
    void closeAll() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    private void assumePeersAreLimited() {
        assumeTrue(hasIpAddresses(), "connections are limited per IP address, and these clients have none");
    }

    private RawClient connect() throws IOException {
        RawClient client = connect(listener);
        clients.add(client);
        return client;
    }

    private void assertServed(RawClient client) throws IOException {
        client.send(GET);
        assertStartsWith("HTTP/1.1 200 OK\r\n", client.readResponse());
    }

    /** The permit of a closed connection is released after a moment, so several attempts may be necessary. */
    private RawClient connectUntilServed() throws IOException {
        while (true) {
            RawClient client = connect();
            try {
                client.send(GET);
                if (client.readResponse().startsWith("HTTP/1.1 200 OK\r\n")) {
                    return client;
                }
            } catch (IOException rejected) {
                // Try again.
            }
        }
    }

    private void fillToLimit() throws IOException {
        for (int i = 0; i < MAX_CONNECTIONS; i++) {
            assertServed(connect());
        }
    }

    private void assertLimitReached() throws IOException {
        String response = connect().readTextToEnd();
        if (isSecure()) {
            assertEquals("", response);
            return;
        }
        assertStartsWith("HTTP/1.1 503 Service Unavailable\r\n", response);
        assertContains("\r\nRetry-After: ", response);
        assertContains("\r\nConnection: close\r\n", response);
    }

    @Test
    void responds_503_above_the_limit() throws IOException {
        start(MAX_CONNECTIONS, TransportSettings.UNLIMITED);
        fillToLimit();

        assertLimitReached();
        assertEquals(MAX_CONNECTIONS, listener.connectionCount());
    }

    @Test
    void responds_503_above_the_limit_per_peer() throws IOException {
        assumePeersAreLimited();
        start(TransportSettings.UNLIMITED, MAX_CONNECTIONS);
        fillToLimit();

        assertLimitReached();
    }

    @Test
    void keeps_serving_established_connections() throws IOException {
        start(MAX_CONNECTIONS, TransportSettings.UNLIMITED);
        fillToLimit();
        assertLimitReached();

        for (RawClient client : clients.subList(0, MAX_CONNECTIONS)) {
            assertServed(client);
        }
    }

    @Test
    void accepts_a_new_connection_after_a_close() throws IOException {
        start(MAX_CONNECTIONS, TransportSettings.UNLIMITED);
        fillToLimit();
        clients.get(0).close();

        connectUntilServed();

        assertLimitReached();
    }

    @Test
    void accepts_a_new_connection_of_the_same_peer_after_a_close() throws IOException {
        assumePeersAreLimited();
        start(TransportSettings.UNLIMITED, MAX_CONNECTIONS);
        fillToLimit();
        clients.get(0).close();

        connectUntilServed();

        assertLimitReached();
    }

    @Test
    void counts_exactly_however_connections_are_closed() throws IOException {
        start(MAX_CONNECTIONS, MAX_CONNECTIONS);
        for (int round = 0; round < 50; round++) {
            RawClient client = connectUntilServed();
            switch (round % 4) {
                case 0 -> client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                case 1 -> client.send("invalid\r\n\r\n");
                case 2 -> client.send("GET / HT");
                default -> client.shutdownOutput();
            }
            client.close();
        }
        for (int i = 0; i < MAX_CONNECTIONS; i++) {
            connectUntilServed();
        }

        assertLimitReached();
    }
}
