package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.contract.fixture.PipeliningClient;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.ShutdownResult;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Graceful shutdown and half-close: no byte of a response is lost. */
public abstract class ShutdownContract extends TransportFixture {
    private static final String GET = "GET /20 HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** Much shorter than any timeout for which a shutdown could wait by mistake. */
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(15);

    /** Its nanoseconds exceed a long. */
    private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

    private static final int SHUTDOWNS = 200;
    private static final int CLIENTS = 3;

    private final SplittableRandom random = new SplittableRandom(14);
    private Listener listener;

    /** For subclasses. */
    protected ShutdownContract() {}

    private void start(Duration header, Duration body) throws IOException {
        Timeouts timeouts = new Timeouts(header, body, LONG, LONG, LINGER);
        Service service = new Service(
                CheckedService.http1(Http1Limits.DEFAULT, timeouts, ""),
                ShutdownContract::respond,
                TransportObserver.NONE);
        listener = listen(service, 2);
    }

    /** Responds with the number of letters given in the path. */
    private static Reply respond(Request request) {
        if (request.method().equals(Method.POST)) {
            return new IgnoringUpload();
        }
        byte[] letters = new byte[Integer.parseInt(request.target().path().substring(1))];
        Arrays.fill(letters, (byte) 'x');
        return new Response(Status.OK, Headers.EMPTY, Body.of(ByteBuffer.wrap(letters)));
    }

    private static final class IgnoringUpload implements Upload {
        @Override
        public void receive(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public Response finish() {
            return Response.plain(Status.OK, "ignored");
        }
    }

    @Test
    void no_shutdown_loses_a_byte_of_a_response() throws Exception {
        int closing = 0;
        for (int i = 0; i < SHUTDOWNS; i++) {
            start(LONG, LONG);
            closing += shutdownUnderLoad();
        }
        assertTrue(closing > 0, "no shutdown met a request in progress");
    }

    /** Returns the number of clients whose last response had {@code Connection: close}. */
    private int shutdownUnderLoad() throws Exception {
        List<PipeliningClient> clients = new ArrayList<>();
        List<CompletableFuture<Integer>> readers = new ArrayList<>();
        String requests = GET + GET.replace("20", "" + random.nextInt(20_000)) + GET;
        for (int i = 0; i < CLIENTS; i++) {
            int receiveBuffer = 16_384 << random.nextInt(4);
            PipeliningClient client =
                    new PipeliningClient(connect(listener.address(), receiveBuffer), requests.repeat(20));
            clients.add(client);
            readers.add(inThread(client::readAll));
        }
        for (PipeliningClient client : clients) {
            client.awaitFirstResponse();
        }
        TimeUnit.MICROSECONDS.sleep(random.nextInt(3_000));
        ShutdownResult result = listener.shutdown(GRACE_PERIOD);
        for (CompletableFuture<Integer> reader : readers) {
            assertTrue(reader.get() > 0, "a client received no response");
        }
        assertEquals(0, result.aborted());
        return (int) clients.stream()
                .filter(client -> client.lastHead().contains("\r\nConnection: close\r\n"))
                .count();
    }

    private interface Reading {
        int read() throws IOException;
    }

    private static CompletableFuture<Integer> inThread(Reading reading) {
        CompletableFuture<Integer> count = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                count.complete(reading.read());
            } catch (IOException | RuntimeException failed) {
                count.completeExceptionally(failed);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return count;
    }

    private CompletableFuture<ShutdownResult> shutdownInBackground() {
        return shutdownInBackground(GRACE_PERIOD);
    }

    private CompletableFuture<ShutdownResult> shutdownInBackground(Duration gracePeriod) {
        return CompletableFuture.supplyAsync(() -> listener.shutdown(gracePeriod));
    }

    /** Waits until no connection is accepted, and a moment longer, in which the open ones are drained. */
    private void awaitDraining(CompletableFuture<ShutdownResult> shutdown) throws InterruptedException {
        assertThrows(IOException.class, () -> {
            while (true) {
                assertFalse(shutdown.isCompletedExceptionally(), "the shutdown failed");
                connect(listener).close();
            }
        });
        Thread.sleep(50);
    }

    @Test
    void a_request_that_arrives_in_two_segments_around_a_drain_gets_a_response() throws Exception {
        for (int split = 1; split < GET.length(); split += 5) {
            start(LONG, LONG);
            CompletableFuture<ShutdownResult> shutdown;
            try (RawClient client = connect(listener)) {
                client.send(GET);
                client.readResponse();
                client.send(GET.substring(0, split));
                Thread.sleep(20);
                shutdown = shutdownInBackground();
                awaitDraining(shutdown);
                client.send(GET.substring(split));

                String response = client.readTextToEnd();
                assertStartsWith("HTTP/1.1 200 OK\r\n", response);
                assertContains("\r\nConnection: close\r\n", response);
            }
            assertEquals(0, shutdown.get().aborted());
        }
    }

    /** A drain and the first half of a request at the same time never lead to a 400. */
    @Test
    void a_request_that_starts_during_a_drain_gets_a_complete_response_or_none() throws Exception {
        for (int i = 0; i < 100; i++) {
            start(LONG, LONG);
            CompletableFuture<ShutdownResult> shutdown;
            try (RawClient client = connect(listener)) {
                client.send(GET);
                client.readResponse();
                shutdown = shutdownInBackground();
                TimeUnit.MICROSECONDS.sleep(random.nextInt(300));
                client.send(GET.substring(0, 20));
                client.send(GET.substring(20));

                String response = client.readTextToEnd();
                assertTrue(response.isEmpty() || response.startsWith("HTTP/1.1 200 OK\r\n"), response);
            }
            assertEquals(new ShutdownResult(1, 0), shutdown.get());
        }
    }

    /** RFC 9112 §2.2: old clients send it. */
    @Test
    void a_drain_does_not_wait_for_a_request_after_an_empty_line() throws Exception {
        for (String empty : List.of("\r\n", "\r", "\r\n\r\n")) {
            start(LONG, LONG);
            CompletableFuture<ShutdownResult> shutdown;
            try (RawClient client = connect(listener)) {
                client.send(POST + empty);
                client.readResponse();
                Thread.sleep(20);
                shutdown = shutdownInBackground();

                assertEquals("", client.readTextToEnd());
            }
            assertEquals(new ShutdownResult(1, 0), shutdown.get());
        }
    }

    @Test
    void a_drain_does_not_reset_a_lingering_connection() throws Exception {
        start(LONG, LONG);
        CompletableFuture<ShutdownResult> shutdown;
        try (RawClient client = connect(listener, 4096)) {
            client.send("GET / HTTP/1.1\r\n\r\n");
            assertStartsWith("HTTP/1.1 400 Bad Request\r\n", client.readResponse());
            shutdown = shutdownInBackground();
            assertIsNotReset(client);
        }
        assertEquals(new ShutdownResult(1, 0), shutdown.get());
    }

    @Test
    void a_client_can_read_the_408_for_a_slow_header_section() throws Exception {
        assertGets408WithoutReset("GET / HTTP/1.1\r\nHo");
    }

    @Test
    void a_client_can_read_the_408_for_a_slow_body() throws Exception {
        assertGets408WithoutReset("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nbo");
    }

    private void assertGets408WithoutReset(String request) throws Exception {
        start(SHORT, SHORT);
        try (RawClient client = connect(listener)) {
            client.send(request);
            String response = client.readResponse();
            assertStartsWith("HTTP/1.1 408 Request Timeout\r\n", response);
            assertIsNotReset(client);
        }
    }

    /** The server discards further input for a while, since a reset could overtake the response. */
    private static void assertIsNotReset(RawClient client) throws Exception {
        for (int i = 0; i < 10; i++) {
            client.send("x".repeat(1000));
            Thread.sleep(20);
        }
        assertEquals("", client.readToEnd("a reset"));
    }

    @Test
    void an_endless_grace_period_waits_for_a_request_in_progress() throws Exception {
        start(LONG, LONG);
        CompletableFuture<ShutdownResult> shutdown;
        try (RawClient client = connect(listener)) {
            client.send(GET);
            client.readResponse();
            client.send(GET.substring(0, 20));
            Thread.sleep(20);
            shutdown = shutdownInBackground(ENDLESS);
            awaitDraining(shutdown);
            client.send(GET.substring(20));

            assertStartsWith("HTTP/1.1 200 OK\r\n", client.readTextToEnd());
        }
        assertEquals(0, shutdown.get().aborted());
    }

    @Test
    void a_shutdown_without_grace_period_does_not_count_idle_connections_as_aborted() throws Exception {
        start(LONG, LONG);
        try (RawClient client = connect(listener);
                RawClient unused = connect(listener)) {
            client.send(GET);
            client.readResponse();

            assertEquals(0, listener.shutdown(Duration.ZERO).aborted());
            assertEquals("", client.readTextToEnd() + unused.readTextToEnd());
            assertEquals(0, listener.connectionCount());
        }
    }
}
