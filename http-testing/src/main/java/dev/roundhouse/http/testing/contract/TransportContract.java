package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.ShutdownResult;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Connections, requests and shutdown. */
public abstract class TransportContract extends ListenerFixture {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET_AND_CLOSE = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final Duration LONG = Duration.ofSeconds(60);

    /** For subclasses. */
    protected TransportContract() {}

    /**
     * Whether a shutdown closes the listening socket at once, also while handlers run. False for a transport whose handlers
     * run on the thread that accepts connections.
     */
    protected abstract boolean canStopAcceptingWhileHandlersRun();

    @Test
    void reports_an_address_to_which_clients_can_connect() throws IOException {
        Listener one = start(ListenerFixture::path);
        Listener other = start(ListenerFixture::path);

        assertNotEquals(one.address(), other.address());
        connect(one).close();
        connect(other).close();
    }

    @Test
    void throws_an_io_exception_for_an_address_in_use() throws IOException {
        TransportSettings used =
                TransportSettings.at(start(ListenerFixture::path).address());
        Service service = CheckedService.of(ListenerFixture::path);

        assertThrows(
                IOException.class, () -> transport().start(service, used), () -> "two listeners at " + used.address());
    }

    @Test
    void keeps_a_connection_for_many_requests() throws IOException {
        try (RawClient client = connect(start(ListenerFixture::path))) {
            for (int i = 0; i < 100; i++) {
                client.send("GET /" + i + " HTTP/1.1\r\nHost: a\r\n\r\n");

                assertEndsWith("\r\n\r\n/" + i + "\n", client.readResponse());
            }
        }
    }

    @Test
    void responds_to_pipelined_requests_in_order() throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        try (RawClient client = connect(start(ListenerFixture::path))) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAll(client, requests.toString()));
            for (int i = 0; i < 2000; i++) {
                assertEndsWith("\r\n\r\n/" + i + "\n", client.readResponse());
            }
            sending.join();
        }
    }

    private static void sendAll(RawClient client, String text) {
        try {
            client.send(text);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void accepts_a_request_that_arrives_byte_by_byte() throws IOException {
        try (RawClient client = connect(start(ListenerFixture::path))) {
            client.sendByteByByte(GET);

            assertStartsWith("HTTP/1.1 200 OK\r\n", client.readResponse());
        }
    }

    @Test
    void closes_after_a_request_with_connection_close() throws IOException {
        try (RawClient client = connect(start(ListenerFixture::path))) {
            client.send(GET_AND_CLOSE);

            String all = client.readTextToEnd();
            assertContains("\r\nConnection: close\r\n", all);
            assertEndsWith("\r\n\r\n/\n", all);
        }
    }

    @Test
    void responds_to_a_client_that_has_half_closed() throws IOException {
        try (RawClient client = connect(start(ListenerFixture::path))) {
            client.send(GET + GET);
            client.shutdownOutput();

            assertEquals(2, client.readTextToEnd().split("HTTP/1.1 200 OK", -1).length - 1);
        }
    }

    @Test
    void client_can_read_the_error_response() throws IOException {
        try (RawClient client = connect(start(ListenerFixture::path))) {
            client.send("GET / HTTP/1.1\r\n\r\n" + "x".repeat(100_000));

            assertStartsWith("HTTP/1.1 400 Bad Request\r\n", client.readTextToEnd());
        }
    }

    @Test
    void survives_a_handler_that_fails() throws IOException {
        Listener listener = start(request -> {
            if (request.target().path().equals("/fail")) {
                throw new IllegalStateException("on purpose");
            }
            return path(request);
        });
        try (RawClient healthy = connect(listener);
                RawClient client = connect(listener)) {
            client.send("GET /fail HTTP/1.1\r\nHost: a\r\n\r\n");
            assertStartsWith("HTTP/1.1 500 Internal Server Error\r\n", client.readTextToEnd());

            healthy.send(GET);
            assertStartsWith("HTTP/1.1 200 OK\r\n", healthy.readResponse());
        }
    }

    @Test
    void shutdown_closes_idle_connections_and_stops_accepting() throws IOException {
        Listener listener = start(ListenerFixture::path);
        try (RawClient client = connect(listener)) {
            client.send(GET);
            client.readResponse();

            assertEquals(new ShutdownResult(1, 0), listener.shutdown(LONG));

            assertEquals("", client.readTextToEnd());
            assertThrows(IOException.class, () -> connect(listener), "connected after the shutdown");
        }
    }

    @Test
    void shutdown_completes_requests_in_progress() throws Exception {
        CountDownLatch handling = new CountDownLatch(1);
        CountDownLatch respond = new CountDownLatch(1);
        Listener listener = start(request -> {
            handling.countDown();
            await(respond);
            return path(request);
        });
        try (RawClient client = connect(listener)) {
            client.send(GET);
            handling.await();
            CompletableFuture<ShutdownResult> result = CompletableFuture.supplyAsync(() -> listener.shutdown(LONG));
            awaitConnectionRefused(listener);
            respond.countDown();

            String response = client.readTextToEnd();
            assertStartsWith("HTTP/1.1 200 OK\r\n", response);
            assertEquals(0, result.get().aborted());
        }
    }

    private void awaitConnectionRefused(Listener listener) {
        if (canStopAcceptingWhileHandlersRun()) {
            assertThrows(IOException.class, () -> {
                while (true) {
                    connect(listener).close();
                }
            });
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shutdown_aborts_after_the_grace_period() throws IOException {
        Listener listener = start(ListenerFixture::path);
        try (RawClient client = connect(listener)) {
            client.send(GET + "GET / HTTP/1.1\r\nHo");
            client.readResponse();

            assertEquals(new ShutdownResult(0, 1), listener.shutdown(Duration.ZERO));

            assertEquals("", client.readTextToEnd());
        }
    }

    @Test
    void serves_many_connections_at_once() throws IOException {
        Listener listener = start(ListenerFixture::path);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            clients.add(connect(listener));
        }
        for (RawClient client : clients) {
            client.send(GET);
        }
        for (RawClient client : clients) {
            assertStartsWith("HTTP/1.1 200 OK\r\n", client.readResponse());
            client.close();
        }
    }
}
