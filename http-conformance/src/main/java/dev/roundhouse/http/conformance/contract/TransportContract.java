package dev.roundhouse.http.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
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
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every transport must do, tried with real sockets on the loopback interface. */
public abstract class TransportContract {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET_AND_CLOSE = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int LARGE = 10 << 20;

    @TempDir
    Path directory;

    private final List<Listener> listeners = new ArrayList<>();

    /** For a class of one's own. */
    protected TransportContract() {}

    /** The transport that is tried. */
    protected abstract Transport transport();

    /**
     * Whether a shutdown closes the listening socket at once, also while handlers run. False for a transport whose handlers
     * run on the thread that accepts connections.
     */
    protected abstract boolean stopsAcceptingWhileHandlersRun();

    @AfterEach
    void closeAll() {
        listeners.forEach(Listener::close);
    }

    private Listener start(Handler handler) throws IOException {
        return start(Service.of(handler));
    }

    private Listener start(Service service) throws IOException {
        Listener listener = transport().start(service, settings(0));
        listeners.add(listener);
        return listener;
    }

    private static TransportSettings settings(int port) {
        return TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .withEventLoops(2);
    }

    private static Service serviceWithTimeouts(Handler handler, Timeouts timeouts) {
        return new Service(Service.http1(Http1Limits.DEFAULT, timeouts, ""), handler, TransportObserver.NONE);
    }

    private static Response path(Request request) {
        return Response.plain(Status.OK, request.target().path());
    }

    @Test
    void names_the_port_it_was_given() throws IOException {
        assertTrue(start(TransportContract::path).address().getPort() > 0);
    }

    @Test
    void reports_port_in_use() throws IOException {
        int port = start(TransportContract::path).address().getPort();

        assertThrows(IOException.class, () -> transport().start(Service.of(TransportContract::path), settings(port)));
    }

    @Test
    void keeps_a_connection_for_many_requests() throws IOException {
        try (RawClient client = new RawClient(start(TransportContract::path).address())) {
            for (int i = 0; i < 100; i++) {
                client.send("GET /" + i + " HTTP/1.1\r\nHost: a\r\n\r\n");

                assertTrue(client.readResponse().endsWith("\r\n\r\n/" + i + "\n"));
            }
        }
    }

    @Test
    void answers_pipelined_requests_in_order() throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        try (RawClient client = new RawClient(start(TransportContract::path).address())) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAll(client, requests.toString()));
            for (int i = 0; i < 2000; i++) {
                assertTrue(client.readResponse().endsWith("\r\n\r\n/" + i + "\n"), "answer " + i);
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
    void understands_a_request_that_comes_byte_by_byte() throws IOException {
        try (RawClient client = new RawClient(start(TransportContract::path).address())) {
            client.sendByteByByte(GET);

            assertTrue(client.readResponse().startsWith("HTTP/1.1 200 OK\r\n"));
        }
    }

    @Test
    void closes_when_the_client_asks_for_it() throws IOException {
        try (RawClient client = new RawClient(start(TransportContract::path).address())) {
            client.send(GET_AND_CLOSE);

            String all = client.readTextToEnd();
            assertTrue(all.contains("\r\nConnection: close\r\n") && all.endsWith("\r\n\r\n/\n"), all);
        }
    }

    @Test
    void answers_a_client_that_has_closed_its_half() throws IOException {
        try (RawClient client = new RawClient(start(TransportContract::path).address())) {
            client.send(GET + GET);
            client.shutdownOutput();

            assertEquals(2, client.readTextToEnd().split("HTTP/1.1 200 OK", -1).length - 1);
        }
    }

    @Test
    void client_can_read_the_error_response() throws IOException {
        try (RawClient client = new RawClient(start(TransportContract::path).address())) {
            client.send("GET / HTTP/1.1\r\n\r\n" + "x".repeat(100_000));

            assertTrue(client.readTextToEnd().startsWith("HTTP/1.1 400 Bad Request\r\n"));
        }
    }

    @Test
    void sends_a_large_file_whole() throws IOException, InterruptedException {
        Path file = largeFile();
        CloseCountingContent content = new CloseCountingContent(file);
        Listener listener = start(request -> slice(content, LARGE));
        try (RawClient client = new RawClient(listener.address())) {
            client.send(GET_AND_CLOSE);

            assertTrue(client.readHead().contains("\r\nContent-Length: " + LARGE + "\r\n"));
            assertArrayEquals(Files.readAllBytes(file), client.readToEnd());
        }
        assertTrue(content.awaitClosed());
        assertEquals(1, content.closeCount());
    }

    @Test
    void sends_a_large_file_whole_to_a_slow_reader() throws IOException {
        Path file = largeFile();
        Listener listener = start(request -> slice(new CloseCountingContent(file), LARGE));
        try (RawClient client = new RawClient(listener.address(), 4096)) {
            client.send(GET_AND_CLOSE);
            client.readHead();
            byte[] expected = Files.readAllBytes(file);
            byte[] part = new byte[4096];
            for (int at = 0; at < LARGE / 4; ) {
                int count = client.read(part);
                assertArrayEquals(
                        java.util.Arrays.copyOfRange(expected, at, at + count), java.util.Arrays.copyOf(part, count));
                at += count;
            }
            assertTrue(client.readToEnd().length > LARGE / 2);
        }
    }

    @Test
    void closes_the_file_once_when_the_client_goes_away() throws IOException, InterruptedException {
        CloseCountingContent content = new CloseCountingContent(largeFile());
        Listener listener = start(request -> slice(content, LARGE));
        try (RawClient client = new RawClient(listener.address(), 4096)) {
            client.send(GET);
            client.readHead();
        }
        assertTrue(content.awaitClosed());
        assertEquals(1, content.closeCount());
    }

    @Test
    void cuts_the_connection_when_a_file_is_shorter_than_promised() throws IOException {
        Path file = largeFile();
        CloseCountingContent content = new CloseCountingContent(file);
        Listener listener = start(request -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(LARGE / 2);
            }
            return slice(content, LARGE);
        });
        try (RawClient client = new RawClient(listener.address())) {
            client.send(GET);
            client.readHead();

            assertEquals(LARGE / 2, client.readToEnd().length);
        }
    }

    @Test
    void sends_a_stream_in_chunks() throws IOException {
        Listener listener =
                start(request -> new Response(Status.OK, Headers.EMPTY, new Body.Streamed(new CountdownProducer())));
        try (RawClient client = new RawClient(listener.address())) {
            client.send(GET_AND_CLOSE);

            assertTrue(client.readHead().contains("\r\nTransfer-Encoding: chunked\r\n"));
            assertTrue(client.readTextToEnd().endsWith("\r\n0\r\n\r\n"));
        }
    }

    /** A thousand octets, one at a time. */
    private static final class CountdownProducer implements Body.Producer {
        private int left = 1000;

        @Override
        public boolean produce(ByteBuffer target) {
            if (left == 0) {
                return false;
            }
            left--;
            target.put((byte) 'x');
            return true;
        }
    }

    @Test
    void receives_an_upload() throws IOException {
        Listener listener = start(request -> new CountingUpload());
        try (RawClient client = new RawClient(listener.address())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\nExpect: 100-continue\r\n\r\n");
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readHead());
            client.send("y".repeat(500_000));

            assertTrue(client.readResponse().endsWith("\r\n\r\n500000\n"));
        }
    }

    private static final class CountingUpload implements Upload {
        private long count;

        @Override
        public void receive(ByteBuffer bytes) {
            count += bytes.remaining();
        }

        @Override
        public Response finish() {
            return Response.plain(Status.OK, Long.toString(count));
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
        try (RawClient healthy = new RawClient(listener.address());
                RawClient client = new RawClient(listener.address())) {
            client.send("GET /fail HTTP/1.1\r\nHost: a\r\n\r\n");
            assertTrue(client.readTextToEnd().startsWith("HTTP/1.1 500 Internal Server Error\r\n"));

            healthy.send(GET);
            assertTrue(healthy.readResponse().startsWith("HTTP/1.1 200 OK\r\n"));
        }
    }

    @Test
    void answers_408_when_the_head_is_not_complete_in_time() throws IOException {
        Timeouts timeouts = new Timeouts(SHORT, LONG, LONG, LONG, LONG);
        Listener listener = start(serviceWithTimeouts(TransportContract::path, timeouts));
        try (RawClient client = new RawClient(listener.address())) {
            client.send("GET / HTTP/1.1\r\nHo");

            assertTrue(client.readTextToEnd().startsWith("HTTP/1.1 408 Request Timeout\r\n"));
        }
    }

    @Test
    void ends_an_idle_connection() throws IOException {
        Timeouts timeouts = new Timeouts(LONG, LONG, SHORT, LONG, LONG);
        Listener listener = start(serviceWithTimeouts(TransportContract::path, timeouts));
        try (RawClient client = new RawClient(listener.address())) {
            assertEquals("", client.readTextToEnd());
        }
    }

    /** A loop that has slept since before the connection came must not take the time of its sleep off it. */
    @Test
    void new_connection_has_the_full_timeout_after_an_idle_period() throws IOException, InterruptedException {
        Duration time = Duration.ofSeconds(2);
        Listener listener =
                start(serviceWithTimeouts(TransportContract::path, new Timeouts(time, time, time, time, time)));
        Thread.sleep(time.toMillis() + 500);
        try (RawClient client = new RawClient(listener.address())) {
            Thread.sleep(time.toMillis() / 3);
            client.send(GET);

            assertTrue(client.readResponse().startsWith("HTTP/1.1 200 OK\r\n"));
        }
    }

    @Test
    void aborts_a_client_that_does_not_read() throws IOException, InterruptedException {
        Timeouts timeouts = new Timeouts(LONG, LONG, LONG, SHORT, LONG);
        CloseCountingContent content = new CloseCountingContent(largeFile());
        Listener listener = start(serviceWithTimeouts(request -> slice(content, LARGE), timeouts));
        try (RawClient client = new RawClient(listener.address(), 4096)) {
            client.send(GET);

            assertTrue(content.awaitClosed());
        }
        assertEquals(1, content.closeCount());
    }

    @Test
    void shutdown_closes_idle_connections_and_stops_accepting() throws IOException {
        Listener listener = start(TransportContract::path);
        try (RawClient client = new RawClient(listener.address())) {
            client.send(GET);
            client.readResponse();

            assertEquals(new ShutdownResult(1, 0), listener.shutdown(LONG));

            assertEquals("", client.readTextToEnd());
            assertThrows(ConnectException.class, () -> new RawClient(listener.address()));
        }
    }

    @Test
    void shutdown_completes_requests_in_progress() throws Exception {
        CountDownLatch handling = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Listener listener = start(request -> {
            handling.countDown();
            await(answer);
            return path(request);
        });
        try (RawClient client = new RawClient(listener.address())) {
            client.send(GET);
            handling.await();
            CompletableFuture<ShutdownResult> drained = CompletableFuture.supplyAsync(() -> listener.shutdown(LONG));
            awaitConnectionRefused(listener);
            answer.countDown();

            String response = client.readTextToEnd();
            assertTrue(response.startsWith("HTTP/1.1 200 OK\r\n"), response);
            assertEquals(0, drained.get().aborted());
        }
    }

    private void awaitConnectionRefused(Listener listener) {
        if (stopsAcceptingWhileHandlersRun()) {
            assertThrows(IOException.class, () -> {
                while (true) {
                    new RawClient(listener.address()).close();
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
        Listener listener = start(TransportContract::path);
        try (RawClient client = new RawClient(listener.address())) {
            client.send(GET + "GET / HTTP/1.1\r\nHo");
            client.readResponse();

            assertEquals(new ShutdownResult(0, 1), listener.shutdown(Duration.ZERO));

            assertEquals("", client.readTextToEnd());
        }
    }

    @Test
    void serves_many_connections_at_once() throws IOException {
        Listener listener = start(TransportContract::path);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            clients.add(new RawClient(listener.address()));
        }
        for (RawClient client : clients) {
            client.send(GET);
        }
        for (RawClient client : clients) {
            assertTrue(client.readResponse().startsWith("HTTP/1.1 200 OK\r\n"));
            client.close();
        }
    }

    private Path largeFile() throws IOException {
        byte[] bytes = new byte[LARGE];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < LARGE; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return Files.write(directory.resolve("large"), bytes);
    }

    private static Response slice(CloseCountingContent content, long length) {
        return new Response(Status.OK, Headers.EMPTY, new Body.Slice(content, 0, length));
    }
}
