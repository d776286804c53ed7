package dev.roundhouse.http.examples.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.server.content.Bodies;
import dev.roundhouse.http.server.content.Responses;
import dev.roundhouse.http.server.content.Uploads;
import dev.roundhouse.http.transport.TransportRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The proxy in front of another server, both on each transport. */
class ReverseProxyTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    private static final String GET = "GET /path?q=1 HTTP/1.1\r\nHost: example\r\nConnection: close\r\n";

    static Stream<String> transports() {
        return TransportRegistry.installed().transports().stream()
                .filter(transport -> transport.unavailableReason().isEmpty())
                .map(transport -> transport.name());
    }

    private static HttpServer start(String transport, Handler handler) throws IOException {
        return HttpServer.builder()
                .port(0)
                .transport(transport)
                .handler(handler)
                .gracePeriod(Duration.ZERO)
                .start();
    }

    private static InetSocketAddress address(HttpServer server) {
        return (InetSocketAddress) server.address();
    }

    private static Socket connect(HttpServer server) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout((int) LONG.toMillis());
        socket.connect(address(server));
        return socket;
    }

    private static String exchange(HttpServer server, String request) throws IOException {
        try (Socket socket = connect(server)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Sends a request through the proxy to a handler. */
    private static String viaProxy(String transport, Handler handler, String request) throws IOException {
        try (HttpServer upstream = start(transport, handler);
                ReverseProxy proxy = new ReverseProxy(address(upstream), LONG);
                HttpServer server = start(transport, proxy)) {
            return exchange(server, request);
        }
    }

    /** A server that sends these bytes to each client, whatever it reads, and closes after some time. */
    private static ServerSocket rawServer(String response, boolean closes) throws IOException {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> {
            try (Socket client = server.accept()) {
                client.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
                if (closes) {
                    client.shutdownOutput();
                }
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException closed) {
                // The proxy has closed the connection.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static String viaProxy(String transport, ServerSocket upstream, Duration timeout, String request)
            throws IOException {
        try (upstream;
                ReverseProxy proxy = new ReverseProxy(
                        new InetSocketAddress(upstream.getInetAddress(), upstream.getLocalPort()), timeout);
                HttpServer server = start(transport, proxy)) {
            return exchange(server, request);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("transports")
    void response_is_forwarded_without_fields_of_one_connection(String transport) throws IOException {
        AtomicReference<String> received = new AtomicReference<>("");
        String response = viaProxy(
                transport,
                request -> {
                    received.set(request.toString());
                    return Responses.text(Status.CREATED, "made")
                            .with("X-Kept", "1")
                            .with("Keep-Alive", "timeout=5");
                },
                GET + "X-Own: 2\r\nX-Hop: 3\r\nConnection: X-Hop, Host\r\nTE: trailers\r\n\r\n");

        assertTrue(response.startsWith("HTTP/1.1 201 "), response);
        assertTrue(response.endsWith("\r\n\r\nmade"), response);
        assertTrue(response.contains("X-Kept: 1\r\n") && response.contains("Content-Length: 4\r\n"), response);
        assertTrue(response.contains("Via: 1.1 proxy-example\r\n"), response);
        assertFalse(response.contains("Keep-Alive"), response);
        assertTrue(received.get().startsWith("GET /path?q=1 "), received.get());
        assertTrue(received.get().contains("X-Own: 2") && received.get().contains("Host: example"), received.get());
        assertFalse(received.get().contains("X-Hop") || received.get().contains("TE:"), received.get());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void chunked_response_and_head_are_forwarded(String transport) throws IOException {
        Handler chunked = request -> Response.of(Status.OK)
                .with(Bodies.of(new ByteArrayInputStream("hello".getBytes(StandardCharsets.US_ASCII))));
        String response = viaProxy(transport, chunked, GET + "\r\n");
        assertTrue(response.contains("hello") && response.endsWith("0\r\n\r\n"), response);

        String head =
                viaProxy(transport, request -> Responses.text(Status.OK, "four"), GET.replace("GET", "HEAD") + "\r\n");
        assertTrue(head.contains("Content-Length: 4\r\n") && head.endsWith("\r\n\r\n"), head);

        String none = viaProxy(transport, request -> Response.of(Status.NO_CONTENT), GET + "\r\n");
        assertTrue(none.startsWith("HTTP/1.1 204 ") && none.endsWith("\r\n\r\n"), none);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void upload_is_forwarded_with_its_framing(String transport) throws IOException {
        Handler echo = request -> Uploads.toString(request, 100)
                .then(text -> Responses.text(Status.OK, text + request.headers().first("content-length")));

        assertTrue(viaProxy(
                        transport,
                        echo,
                        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 4\r\n\r\nabcd")
                .endsWith("\r\n\r\nabcdOptional[4]"));
        assertTrue(viaProxy(
                        transport,
                        echo,
                        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n")
                .endsWith("\r\n\r\nabcdOptional.empty"));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void large_bodies_pass_in_both_directions(String transport) throws Exception {
        byte[] body = random(20 << 20);
        Handler handler = request -> request.method().name().equals("GET")
                ? Response.of(Status.OK).with(Bodies.of(body))
                : Uploads.toBytes(body.length)
                        .then(bytes -> Responses.text(Status.OK, "equal " + Arrays.equals(bytes, body)));
        try (HttpServer upstream = start(transport, handler);
                ReverseProxy proxy = new ReverseProxy(address(upstream), LONG);
                HttpServer server = start(transport, proxy);
                Socket download = connect(server);
                Socket upload = connect(server)) {
            download.getOutputStream().write((GET + "\r\n").getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(upload, body));
            byte[] received = download.getInputStream().readAllBytes();
            sender.get(20, TimeUnit.SECONDS);
            String response = new String(upload.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertArrayEquals(body, Arrays.copyOfRange(received, received.length - body.length, received.length));
            assertTrue(response.endsWith("\r\n\r\nequal true"), response);
        }
    }

    private static void send(Socket socket, byte[] body) {
        try {
            String head =
                    "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void slow_client_slows_the_other_server_down(String transport) throws Exception {
        byte[] chunk = new byte[64 << 10];
        AtomicLong produced = new AtomicLong();
        Handler endless = request -> Response.of(Status.OK).with(Bodies.of(new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] target) {
                produced.addAndGet(target.length);
                return Math.min(target.length, chunk.length);
            }
        }));
        try (HttpServer upstream = start(transport, endless);
                ReverseProxy proxy = new ReverseProxy(address(upstream), LONG);
                HttpServer server = start(transport, proxy);
                Socket socket = connect(server)) {
            socket.getOutputStream().write((GET + "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertTrue(socket.getInputStream().read() > 0);
            long before = -1;
            for (int i = 0; i < 200 && before != produced.get(); i++) {
                before = produced.get();
                TimeUnit.MILLISECONDS.sleep(100);
            }

            assertEquals(before, produced.get(), "the other server is still read");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void server_that_cannot_be_reached_gives_502(String transport) throws IOException {
        ServerSocket closed = new ServerSocket(0);
        int port = closed.getLocalPort();
        closed.close();
        try (ReverseProxy proxy = new ReverseProxy(new InetSocketAddress("127.0.0.1", port), LONG);
                HttpServer server = start(transport, proxy)) {
            assertTrue(exchange(server, GET + "\r\n").startsWith("HTTP/1.1 502 "));
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void invalid_or_missing_response_gives_502(String transport) throws IOException {
        assertTrue(viaProxy(transport, rawServer("no http\r\n\r\n", false), LONG, GET + "\r\n")
                .startsWith("HTTP/1.1 502 "));
        assertTrue(viaProxy(transport, rawServer("", true), LONG, GET + "\r\n").startsWith("HTTP/1.1 502 "));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void silent_server_gives_504(String transport) throws IOException {
        assertTrue(viaProxy(transport, rawServer("", false), Duration.ofMillis(100), GET + "\r\n")
                .startsWith("HTTP/1.1 504 "));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void response_that_ends_too_early_is_truncated(String transport) throws IOException {
        String response = viaProxy(
                transport,
                rawServer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", true),
                LONG,
                GET + "\r\n");

        assertFalse(response.endsWith("0\r\n\r\n"), response);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void response_before_the_end_of_the_upload_is_forwarded(String transport) throws Exception {
        ServerSocket upstream = rawServer("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno", false);
        try (upstream;
                ReverseProxy proxy = new ReverseProxy(
                        new InetSocketAddress(upstream.getInetAddress(), upstream.getLocalPort()), LONG);
                HttpServer server = start(transport, proxy);
                Socket socket = connect(server)) {
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nabc"
                            .getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertTrue(response.startsWith("HTTP/1.1 401 "), response);
            assertTrue(response.endsWith("\r\n\r\nno"), response);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void request_after_the_proxy_was_closed_gives_503(String transport) throws IOException {
        ReverseProxy proxy = new ReverseProxy(new InetSocketAddress("127.0.0.1", 9), LONG);
        try (HttpServer server = start(transport, proxy)) {
            proxy.close();

            assertTrue(exchange(server, GET + "\r\n").startsWith("HTTP/1.1 503 "));
            assertTrue(exchange(server, POST + "Content-Length: 4\r\n\r\nabcd").startsWith("HTTP/1.1 503 "));
            assertTrue(exchange(server, GET + "\r\n").startsWith("HTTP/1.1 503 "));
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void request_in_progress_when_the_proxy_is_closed_gives_503(String transport) throws Exception {
        ServerSocket upstream = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        ReverseProxy proxy =
                new ReverseProxy(new InetSocketAddress(upstream.getInetAddress(), upstream.getLocalPort()), LONG);
        try (upstream;
                HttpServer server = start(transport, proxy)) {
            CompletableFuture<String> response = new CompletableFuture<>();
            response.completeAsync(() -> response(server, GET + "\r\n"));
            try (Socket forwarded = upstream.accept()) {
                assertTrue(forwarded.getInputStream().read() >= 0);
                proxy.close();

                assertTrue(response.get(20, TimeUnit.SECONDS).startsWith("HTTP/1.1 503 "));
                forwarded.setSoTimeout((int) LONG.toMillis());
                forwarded.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private static String response(HttpServer server, String request) {
        try {
            return exchange(server, request);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
