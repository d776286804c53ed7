package dev.roundhouse.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.server.filter.Filters;
import dev.roundhouse.http.server.routing.Routes;
import dev.roundhouse.http.transport.ShutdownResult;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class HttpServerTest {
    private static final Handler HELLO = request -> Response.plain(Status.OK, "hello");

    static Stream<String> transports() {
        return TransportRegistry.installed().transports().stream()
                .filter(transport -> transport.unavailableReason().isEmpty())
                .map(Transport::name);
    }

    private static HttpServer start(String transport, Handler handler) throws IOException {
        return HttpServer.builder()
                .port(0)
                .transport(transport)
                .handler(handler)
                .start();
    }

    @Test
    void both_modules_of_transports_are_installed() {
        assertTrue(TransportRegistry.installed().names().containsAll(java.util.List.of("blocking", "nio", "virtual")));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void routes_handle_requests(String transport) throws Exception {
        Routes routes = Routes.of()
                .get("/hello/{name}", request -> Response.plain(Status.OK, "Hello, " + request.path("name")))
                .get("/id", request -> Response.plain(Status.OK, request.id()))
                .post("/length", request -> new ReceivedLength());
        try (HttpServer server = start(transport, routes)) {
            HttpResponse<String> missing = ServerClient.get(server, "/missing");

            assertEquals(
                    "Hello, Ada Lovelace\n",
                    ServerClient.get(server, "/hello/Ada%20Lovelace").body());
            assertEquals(
                    "3 bytes\n", ServerClient.post(server, "/length", "abc").body());
            assertTrue(ServerClient.get(server, "/id").body().matches("[!-~]+-[0-9]+\n"));
            assertEquals(404, missing.statusCode());
            assertTrue(missing.headers().firstValue("Server").isEmpty());
            assertEquals(405, ServerClient.get(server, "/length").statusCode());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void close_lets_a_slow_reply_finish(String transport) throws Exception {
        CompletableFuture<Response> slow = new CompletableFuture<>();
        CountDownLatch requested = new CountDownLatch(1);
        AtomicInteger handlersClosed = new AtomicInteger();
        final class SlowHandler implements Handler, AutoCloseable {
            @Override
            public Reply handle(Request request) {
                requested.countDown();
                return Reply.later(slow);
            }

            @Override
            public void close() {
                assertTrue(slow.isDone());
                handlersClosed.incrementAndGet();
            }
        }
        HttpServer server = start(transport, new SlowHandler());
        CompletableFuture<HttpResponse<String>> response = CompletableFuture.supplyAsync(() -> {
            try {
                return ServerClient.get(server, "/");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        requested.await();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        while (!isRejected(server)) {
            Thread.sleep(1);
        }
        assertFalse(closing.isDone());
        slow.complete(Response.plain(Status.OK, "slow"));

        assertEquals("slow\n", response.get().body());
        closing.get(10, TimeUnit.SECONDS);
        server.awaitEnd();
        server.close();
        assertEquals(1, handlersClosed.get());
        assertEquals(0, server.connectionCount());
    }

    /** Whether the server no longer accepts connections. Another program may have its port already, and wait for a request. */
    private static boolean isRejected(HttpServer server) {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(2000);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void reply_that_does_not_come_is_aborted_after_the_grace_period(String transport) throws Exception {
        CompletableFuture<Response> never = new CompletableFuture<>();
        CountDownLatch requested = new CountDownLatch(1);
        HttpServer server = start(transport, request -> {
            requested.countDown();
            return Reply.later(never);
        });
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> {
            try {
                return ServerClient.get(server, "/").statusCode();
            } catch (IOException | InterruptedException e) {
                return -1;
            }
        });
        requested.await();

        ShutdownResult result = server.shutdown(Duration.ofMillis(50));

        assertEquals(1, result.aborted());
        assertEquals(-1, status.get());
        assertTrue(never.isCancelled());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void waiting_handlers_do_not_delay_others_and_are_interrupted_by_the_end(String transport) throws Exception {
        CountDownLatch waiting = new CountDownLatch(3);
        CountDownLatch interrupted = new CountDownLatch(3);
        Routes routes = Routes.of()
                .get(
                        "/slow",
                        request -> {
                            waiting.countDown();
                            try {
                                Thread.sleep(60_000);
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                            return Response.of(Status.OK);
                        },
                        Filters.waiting())
                .get("/quick", request -> Response.plain(Status.OK, "quick"));
        HttpServer server = HttpServer.builder()
                .port(0)
                .eventLoops(1)
                .transport(transport)
                .handler(routes)
                .start();
        ExecutorService clients = Executors.newFixedThreadPool(3);
        for (int i = 0; i < 3; i++) {
            clients.submit(() -> ServerClient.get(server, "/slow"));
        }
        waiting.await();

        assertEquals("quick\n", ServerClient.get(server, "/quick").body());
        server.shutdown(Duration.ZERO);
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
        clients.shutdown();
        assertTrue(clients.awaitTermination(10, TimeUnit.SECONDS));
    }

    @Test
    void waiting_handlers_run_on_the_executor_of_the_builder_which_ends_with_the_server() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor(task -> new Thread(task, "of-the-test"));
        try (HttpServer server = HttpServer.builder()
                .port(0)
                .filter(Filters.header("X-Outer", "1"), Filters.waiting())
                .executor(threads)
                .handler(request ->
                        Response.plain(Status.OK, Thread.currentThread().getName()))
                .start()) {
            HttpResponse<String> response = ServerClient.get(server, "/");

            assertEquals("of-the-test\n", response.body());
            assertEquals("1", response.headers().firstValue("X-Outer").orElseThrow());
        }
        assertTrue(threads.isShutdown());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void failures_are_reported_with_the_request_and_mapped_ones_are_not(String transport) throws Exception {
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        TransportObserver observer = new TransportObserver() {
            @Override
            public void handlerFailed(SocketAddress peer, Request request, Throwable cause) {
                failures.add(request.target() + " " + cause.getMessage());
            }
        };
        Routes routes = Routes.of()
                .get("/a", request -> {
                    throw new IllegalArgumentException("mapped");
                })
                .get("/b", request -> {
                    throw new IOException("reported");
                })
                .get(
                        "/c",
                        request -> Reply.later(CompletableFuture.failedFuture(new IllegalArgumentException("later"))))
                .with(Filters.mapException(
                        IllegalArgumentException.class, e -> Response.plain(Status.BAD_REQUEST, e.getMessage())));
        try (HttpServer server = HttpServer.builder()
                .port(0)
                .transport(transport)
                .observer(observer)
                .handler(routes)
                .start()) {
            HttpResponse<String> mapped = ServerClient.get(server, "/a");

            assertEquals(400, mapped.statusCode());
            assertEquals("mapped\n", mapped.body());
            assertEquals(500, ServerClient.get(server, "/b").statusCode());
            assertEquals("later\n", ServerClient.get(server, "/c").body());
        }
        assertEquals(java.util.List.of("/b reported"), java.util.List.copyOf(failures));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void static_files_are_served_below_a_prefix(String transport, @TempDir Path directory) throws Exception {
        Files.createDirectories(directory.resolve("sub"));
        Files.writeString(directory.resolve("index.html"), "<p>index");
        Files.writeString(directory.resolve("sub/index.html"), "<p>sub");
        Routes routes = Routes.of().mount("/docs", StaticFiles.of(directory));
        try (HttpServer server = start(transport, routes)) {
            HttpResponse<String> index = ServerClient.get(server, "/docs/");
            HttpResponse<String> prefix = ServerClient.get(server, "/docs");
            HttpResponse<String> below = ServerClient.get(server, "/docs/sub?x=1");

            assertEquals("<p>index", index.body());
            assertEquals(
                    "text/html; charset=utf-8",
                    index.headers().firstValue("Content-Type").orElseThrow());
            assertEquals("./docs/", prefix.headers().firstValue("Location").orElseThrow());
            assertEquals("/docs/sub/?x=1", resolved(below));
            assertEquals("<p>sub", ServerClient.get(server, "/docs/sub/").body());
            assertEquals(404, ServerClient.get(server, "/docs/none").statusCode());
            assertEquals(404, ServerClient.get(server, "/index.html").statusCode());
        }
    }

    private static String resolved(HttpResponse<String> redirect) {
        String location = redirect.headers().firstValue("Location").orElseThrow();
        java.net.URI target = redirect.uri().resolve(location);
        return target.getPath() + "?" + target.getQuery();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void later_reply_that_is_too_late_is_503(String transport) throws Exception {
        try (HttpServer server = HttpServer.builder()
                .port(0)
                .transport(transport)
                .handlerTimeout(Duration.ofMillis(50))
                .handler(request -> Reply.later(new CompletableFuture<Response>()))
                .start()) {
            assertEquals(503, ServerClient.get(server, "/").statusCode());
        }
    }

    /** Their nanoseconds exceed a long. */
    @ParameterizedTest
    @MethodSource("transports")
    void durations_may_be_without_end(String transport) throws Exception {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        HttpServer server = HttpServer.builder()
                .port(0)
                .transport(transport)
                .timeouts(new Timeouts(endless, endless, endless, endless, Duration.ofSeconds(2)))
                .handlerTimeout(endless)
                .gracePeriod(endless)
                .handler(request -> Reply.later(CompletableFuture.supplyAsync(() -> Response.of(Status.OK))))
                .start();
        try {
            assertEquals(200, ServerClient.get(server, "/").statusCode());
        } finally {
            server.close();
        }
        assertTrue(isRejected(server), "the server accepts connections after it was closed");
    }

    @Test
    void bodies_are_limited_by_their_upload_unless_limits_are_set() throws Exception {
        String twoMebibytes = "x".repeat(2 << 20);
        HttpServerBuilder builder = HttpServer.builder().port(0).handler(request -> new ReceivedLength());
        try (HttpServer server = builder.start()) {
            assertEquals(
                    "2097152 bytes\n",
                    ServerClient.postChunked(server, "/", twoMebibytes).body());
        }
        Http1Limits small = Http1Limits.of(Limits.DEFAULT.withBodyBytes(10));
        try (HttpServer server = builder.limits(small).start()) {
            assertEquals(413, ServerClient.post(server, "/", "12345678901").statusCode());
        }
    }

    @Test
    void server_header_is_sent_if_it_is_set() throws Exception {
        try (HttpServer server = HttpServer.builder()
                .port(0)
                .serverHeader("Example/1")
                .handler(HELLO)
                .start()) {
            assertEquals(
                    "Example/1",
                    ServerClient.get(server, "/").headers().firstValue("Server").orElseThrow());
        }
    }

    @Test
    void connections_above_the_limit_are_rejected() throws Exception {
        try (HttpServer server = HttpServer.builder()
                        .port(0)
                        .maxConnections(1)
                        .handler(HELLO)
                        .start();
                java.net.Socket first = new java.net.Socket("127.0.0.1", server.port())) {
            while (server.connectionCount() == 0) {
                Thread.sleep(1);
            }
            try (java.net.Socket second = new java.net.Socket("127.0.0.1", server.port())) {
                String head =
                        new String(second.getInputStream().readNBytes(12), java.nio.charset.StandardCharsets.US_ASCII);
                assertEquals("HTTP/1.1 503", head);
            }
            assertTrue(first.isConnected());
        }
    }

    @Test
    void missing_handler_is_an_error() {
        IllegalStateException missing = assertThrows(
                IllegalStateException.class, () -> HttpServer.builder().start());

        assertEquals("no handler was set", missing.getMessage());
    }

    @Test
    void unknown_transport_is_an_error_that_lists_the_installed_ones() {
        IllegalArgumentException unknown = assertThrows(
                IllegalArgumentException.class, () -> HttpServer.builder().transport("nil"));

        assertEquals("'nil' is not one of blocking, nio, virtual", unknown.getMessage());
    }

    @Test
    void port_in_use_is_an_error_with_the_address() throws IOException {
        try (HttpServer server = start("nio", HELLO)) {
            BindException inUse = assertThrows(
                    BindException.class,
                    () -> HttpServer.builder()
                            .port(server.port())
                            .handler(HELLO)
                            .start());

            assertTrue(
                    inUse.getMessage().startsWith("cannot listen on 127.0.0.1:" + server.port() + ": "),
                    inUse.getMessage());
        }
    }

    @Test
    void unknown_host_and_invalid_port_are_errors() {
        HttpServerBuilder builder = HttpServer.builder().handler(HELLO);

        assertThrows(
                UnknownHostException.class,
                () -> builder.host("no-such-host.invalid").start());
        assertThrows(IllegalArgumentException.class, () -> builder.port(65_536));
    }
}
