package dev.roundhouse.http.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.ShutdownResult;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every transport must do at the end of connections, so that nothing that was sent is lost. */
public abstract class ShutdownContract {
    private static final String GET = "GET /20 HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** Much less than any time-out that a drain could wait for by mistake. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final int DRAINS = 200;
    private static final int CLIENTS = 3;

    private final SplittableRandom random = new SplittableRandom(14);
    private Listener listener;

    /** For a class of one's own. */
    protected ShutdownContract() {}

    /** The transport that is tried. */
    protected abstract Transport transport();

    @AfterEach
    void close() {
        if (listener != null) {
            listener.close();
        }
    }

    private void start(Duration header, Duration body) throws IOException {
        Timeouts timeouts = new Timeouts(header, body, LONG, LONG, LINGER);
        Service service = new Service(
                Service.http1(Http1Limits.DEFAULT, timeouts, ""), ShutdownContract::answer, TransportObserver.NONE);
        listener = transport()
                .start(
                        service,
                        TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                                .withEventLoops(2));
    }

    /** As many letters as the path says. */
    private static Reply answer(Request request) {
        if (request.method().equals(Method.POST)) {
            return new Sink();
        }
        byte[] letters = new byte[Integer.parseInt(request.target().path().substring(1))];
        Arrays.fill(letters, (byte) 'x');
        return new Response(Status.OK, Headers.EMPTY, Body.of(ByteBuffer.wrap(letters)));
    }

    private static final class Sink implements Upload {
        @Override
        public void receive(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public Response finish() {
            return Response.plain(Status.OK, "taken");
        }
    }

    @Test
    void no_drain_loses_a_byte_of_an_answer() throws Exception {
        int announced = 0;
        for (int i = 0; i < DRAINS; i++) {
            start(LONG, LONG);
            announced += drainUnderLoad();
        }
        assertTrue(announced > 0, "no drain met a request under way");
    }

    /** Returns how many clients were told that the connection would close. */
    private int drainUnderLoad() throws Exception {
        List<PipeliningClient> clients = new ArrayList<>();
        List<CompletableFuture<Integer>> readers = new ArrayList<>();
        String requests = GET + GET.replace("20", "" + random.nextInt(20_000)) + GET;
        for (int i = 0; i < CLIENTS; i++) {
            int receiveBuffer = 16_384 << random.nextInt(4);
            PipeliningClient client = new PipeliningClient(listener.address(), requests.repeat(20), receiveBuffer);
            clients.add(client);
            readers.add(inThread(client::readAll));
        }
        for (PipeliningClient client : clients) {
            client.awaitFirstResponse();
        }
        TimeUnit.MICROSECONDS.sleep(random.nextInt(3_000));
        ShutdownResult shutdownResult = listener.shutdown(SOON);
        for (CompletableFuture<Integer> reader : readers) {
            assertTrue(reader.get() > 0);
        }
        assertEquals(0, shutdownResult.aborted());
        return (int) clients.stream()
                .filter(client -> client.lastHead().contains("\r\nConnection: close\r\n"))
                .count();
    }

    private interface Reading {
        int read() throws IOException;
    }

    private static CompletableFuture<Integer> inThread(Reading reading) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(reading.read());
            } catch (IOException | RuntimeException failed) {
                result.completeExceptionally(failed);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private CompletableFuture<ShutdownResult> drainInBackground() {
        return CompletableFuture.supplyAsync(() -> listener.shutdown(SOON));
    }

    /** Until no connection is accepted any more, and a moment longer, in which those that are open are told. */
    private void awaitDraining() throws InterruptedException {
        assertThrows(IOException.class, () -> {
            while (true) {
                new RawClient(listener.address()).close();
            }
        });
        Thread.sleep(50);
    }

    @Test
    void a_request_that_comes_in_two_segments_around_a_drain_is_answered() throws Exception {
        for (int split = 1; split < GET.length(); split += 5) {
            start(LONG, LONG);
            CompletableFuture<ShutdownResult> drained;
            try (RawClient client = new RawClient(listener.address())) {
                client.send(GET);
                client.readResponse();
                client.send(GET.substring(0, split));
                Thread.sleep(20);
                drained = drainInBackground();
                awaitDraining();
                client.send(GET.substring(split));

                String response = client.readTextToEnd();
                assertTrue(response.startsWith("HTTP/1.1 200 OK\r\n"), response);
                assertTrue(response.contains("\r\nConnection: close\r\n"), response);
            }
            assertEquals(0, drained.get().aborted());
        }
    }

    /** A drain and the first half of a request at the same time: whichever is first, there is no 400. */
    @Test
    void a_request_that_begins_at_the_moment_of_a_drain_is_answered_or_not_begun() throws Exception {
        for (int i = 0; i < 100; i++) {
            start(LONG, LONG);
            CompletableFuture<ShutdownResult> drained;
            try (RawClient client = new RawClient(listener.address())) {
                client.send(GET);
                client.readResponse();
                drained = drainInBackground();
                TimeUnit.MICROSECONDS.sleep(random.nextInt(300));
                client.send(GET.substring(0, 20));
                client.send(GET.substring(20));

                String response = client.readTextToEnd();
                assertTrue(response.isEmpty() || response.startsWith("HTTP/1.1 200 OK\r\n"), response);
            }
            assertEquals(new ShutdownResult(1, 0), drained.get());
        }
    }

    /** RFC 9112 §2.2: as old clients send it. */
    @Test
    void an_empty_line_after_a_body_is_no_request_that_a_drain_would_wait_for() throws Exception {
        for (String empty : List.of("\r\n", "\r", "\r\n\r\n")) {
            start(LONG, LONG);
            CompletableFuture<ShutdownResult> drained;
            try (RawClient client = new RawClient(listener.address())) {
                client.send(POST + empty);
                client.readResponse();
                Thread.sleep(20);
                drained = drainInBackground();

                assertEquals("", client.readTextToEnd());
            }
            assertEquals(new ShutdownResult(1, 0), drained.get());
        }
    }

    @Test
    void a_drain_does_not_disturb_a_connection_that_lingers() throws Exception {
        start(LONG, LONG);
        CompletableFuture<ShutdownResult> drained;
        try (RawClient client = new RawClient(listener.address(), 4096)) {
            client.send("GET / HTTP/1.1\r\n\r\n");
            assertTrue(client.readResponse().startsWith("HTTP/1.1 400 Bad Request\r\n"));
            drained = drainInBackground();
            assertIsNotReset(client);
        }
        assertEquals(new ShutdownResult(1, 0), drained.get());
    }

    @Test
    void a_client_that_is_told_that_its_head_took_too_long_can_read_so() throws Exception {
        assertIsToldAndNotReset("GET / HTTP/1.1\r\nHo");
    }

    @Test
    void a_client_that_is_told_that_its_body_took_too_long_can_read_so() throws Exception {
        assertIsToldAndNotReset("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nbo");
    }

    private void assertIsToldAndNotReset(String request) throws Exception {
        start(SHORT, SHORT);
        try (RawClient client = new RawClient(listener.address())) {
            client.send(request);
            String response = client.readResponse();
            assertTrue(response.startsWith("HTTP/1.1 408 Request Timeout\r\n"), response);
            assertIsNotReset(client);
        }
    }

    /** To who still sends the server listens for a while, however little it cares: a reset could overtake the answer. */
    private static void assertIsNotReset(RawClient client) throws Exception {
        for (int i = 0; i < 10; i++) {
            client.send("x".repeat(1000));
            Thread.sleep(20);
        }
        assertEquals("", client.readToEnd("a reset"));
    }

    @Test
    void a_drain_that_waits_for_nobody_ends_who_is_idle_without_counting_him() throws Exception {
        start(LONG, LONG);
        try (RawClient client = new RawClient(listener.address());
                RawClient silent = new RawClient(listener.address())) {
            client.send(GET);
            client.readResponse();

            assertEquals(0, listener.shutdown(Duration.ZERO).aborted());
            assertEquals("", client.readTextToEnd() + silent.readTextToEnd());
            assertEquals(0, listener.connectionCount());
        }
    }
}
