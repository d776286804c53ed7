package dev.roundhouse.http.server.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.headers.CorsPolicy;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.server.ReceivedLength;
import dev.roundhouse.http.server.ServerClient;
import dev.roundhouse.http.server.routing.Routes;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class FiltersTest {
    private static final Request GET = Request.get("example", "/path?query");

    static Stream<String> transports() {
        return TransportRegistry.installed().transports().stream()
                .filter(transport -> transport.unavailableReason().isEmpty())
                .map(Transport::name);
    }

    private static Request request(Method method, Headers headers) {
        return new Request(method, RequestTarget.originForm("/"), Version.HTTP_1_1, headers);
    }

    private static Response handle(Filter filter, Handler next) throws IOException {
        return (Response) filter.apply(next).handle(GET).await();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void body_above_the_limit_is_413_whether_its_length_is_declared_or_not(String transport) throws Exception {
        Routes routes = Routes.of()
                .post("/small", request -> new ReceivedLength(), Filters.maxBody(10))
                .post(
                        "/later",
                        request -> Reply.later(CompletableFuture.completedFuture(new ReceivedLength())),
                        Filters.maxBody(10))
                .post("/any", request -> new ReceivedLength());
        try (HttpServer server = HttpServer.builder()
                .port(0)
                .transport(transport)
                .handler(routes)
                .start()) {
            for (String target : List.of("/small", "/later")) {
                assertEquals(
                        "10 bytes\n",
                        ServerClient.post(server, target, "1234567890").body());
                assertEquals(
                        "10 bytes\n",
                        ServerClient.postChunked(server, target, "1234567890").body());
                assertEquals(
                        413, ServerClient.post(server, target, "12345678901").statusCode());
                assertEquals(
                        413,
                        ServerClient.postChunked(server, target, "12345678901").statusCode());
            }
            assertEquals(
                    "11 bytes\n",
                    ServerClient.post(server, "/any", "12345678901").body());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void exceptions_of_uploads_are_mapped(String transport) throws Exception {
        Filter mapping = Filters.mapException(
                IllegalStateException.class, e -> Response.plain(Status.UNPROCESSABLE_CONTENT, e.getMessage()));
        Routes routes = Routes.of()
                .post("/now", request -> new ReceivedLength())
                .post("/later", request -> Reply.later(CompletableFuture.completedFuture(new ReceivedLength())))
                .with(mapping);
        try (HttpServer server = HttpServer.builder()
                .port(0)
                .transport(transport)
                .handler(routes)
                .start()) {
            for (String target : List.of("/now", "/later")) {
                assertEquals(
                        "4 bytes\n", ServerClient.post(server, target, "1234").body());
                assertEquals(
                        "exclamation mark\n",
                        ServerClient.post(server, target, "12!4").body());
                assertEquals(422, ServerClient.post(server, target, "").statusCode());
                assertEquals(
                        "no bytes\n",
                        ServerClient.postChunked(server, target, "").body());
            }
        }
    }

    @Test
    void exception_of_another_type_is_not_mapped() {
        Filter mapping = Filters.mapException(IllegalStateException.class, e -> Response.of(Status.OK));

        assertThrows(
                IOException.class,
                () -> handle(mapping, request -> {
                    throw new IOException("other");
                }));
        assertThrows(
                IOException.class,
                () -> handle(
                        mapping, request -> Reply.later(CompletableFuture.failedFuture(new IOException("other")))));
    }

    @Test
    void error_is_mapped_whether_it_is_thrown_at_once_or_later() throws IOException {
        Filter mapping = Filters.mapException(
                LinkageError.class, e -> Response.plain(Status.SERVICE_UNAVAILABLE, e.getMessage()));
        for (LinkageError error : List.of(new LinkageError("this"), new NoClassDefFoundError("subclass"))) {
            assertEquals(
                    Status.SERVICE_UNAVAILABLE,
                    handle(mapping, request -> {
                                throw error;
                            })
                            .status());
            assertEquals(
                    Status.SERVICE_UNAVAILABLE,
                    handle(mapping, request -> Reply.later(CompletableFuture.failedFuture(error)))
                            .status());
            Upload upload = assertInstanceOf(
                    Upload.class,
                    mapping.apply(request -> new UnreadableUpload(error)).handle(GET));
            upload.receive(ByteBuffer.wrap(new byte[1]));
            assertEquals(
                    Status.SERVICE_UNAVAILABLE,
                    upload.earlyResponse().orElseThrow().status());
        }
    }

    /** Fails with its first bytes. */
    private record UnreadableUpload(Error error) implements Upload {
        @Override
        public void receive(ByteBuffer bytes) {
            throw error;
        }

        @Override
        public Response finish() {
            throw error;
        }
    }

    @Test
    void error_that_must_end_the_thread_is_not_mapped() throws IOException {
        Filter mapping = Filters.mapException(Throwable.class, e -> Response.of(Status.OK));
        Error fatal = new InternalError("fatal");

        assertThrows(
                InternalError.class,
                () -> handle(mapping, request -> {
                    throw fatal;
                }));
        IOException later = assertThrows(
                IOException.class,
                () -> handle(mapping, request -> Reply.later(CompletableFuture.failedFuture(fatal))));
        assertSame(fatal, later.getCause());
        Upload upload = assertInstanceOf(
                Upload.class,
                mapping.apply(request -> new UnreadableUpload(fatal)).handle(GET));
        assertThrows(InternalError.class, () -> upload.receive(ByteBuffer.wrap(new byte[1])));
        assertThrows(InternalError.class, upload::finish);
        assertEquals(
                Status.OK,
                handle(mapping, request -> {
                            throw new StackOverflowError();
                        })
                        .status());
    }

    @Test
    void cancelling_a_mapped_reply_cancels_the_stage_of_the_handler() throws IOException {
        CompletableFuture<Response> stage = new CompletableFuture<>();
        Filter mapping = Filters.mapException(IllegalStateException.class, e -> Response.of(Status.OK));

        LaterReply reply = assertInstanceOf(
                LaterReply.class, mapping.apply(request -> Reply.later(stage)).handle(GET));
        reply.cancel();

        assertTrue(stage.isCancelled());
    }

    @Test
    void cors_allows_the_methods_of_the_filter() throws IOException {
        Handler handler = Filters.cors(CorsPolicy.parse("https://app.example"), Method.GET, Method.POST)
                .apply(request -> Response.of(Status.OK));
        Headers preflight =
                Headers.of("Origin", "https://app.example").with(FieldName.of("Access-Control-Request-Method"), "POST");

        Response allowed = (Response) handler.handle(request(Method.OPTIONS, preflight));
        Response response = (Response) handler.handle(request(Method.POST, preflight));

        assertEquals(Status.NO_CONTENT, allowed.status());
        assertEquals(
                "GET, POST",
                allowed.headers().first("Access-Control-Allow-Methods").orElseThrow());
        assertEquals(
                "https://app.example",
                response.headers().first("Access-Control-Allow-Origin").orElseThrow());
    }

    @Test
    void header_is_added_to_each_response() throws IOException {
        Response response = handle(Filters.header("X-Frame-Options", "DENY"), request -> Response.of(Status.OK));

        assertEquals("DENY", response.headers().first("X-Frame-Options").orElseThrow());
        assertThrows(IllegalArgumentException.class, () -> Filters.header("X Y", "DENY"));
    }

    @Test
    void access_log_has_a_line_for_each_response_and_each_failure() throws IOException {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Filter log = Filters.accessLog(new LineLogger(lines));

        handle(log, request -> Response.of(Status.NO_CONTENT));
        handle(log, request -> Reply.later(CompletableFuture.supplyAsync(() -> Response.of(Status.OK))));
        assertThrows(
                IOException.class,
                () -> handle(log, request -> {
                    throw new IOException("failed");
                }));

        String start = GET.connection().remoteAddress() + " GET /path?query ";
        List<String> withoutDuration = lines.stream()
                .map(line -> line.replaceFirst(" [0-9]+ ms ", " - "))
                .toList();
        assertEquals(
                List.of(start + "204 - none-0-0", start + "200 - none-0-0", start + "failed - none-0-0"),
                withoutDuration);
    }

    /** A logger that keeps its lines. */
    private record LineLogger(Queue<String> lines) implements System.Logger {
        @Override
        public String getName() {
            return "lines";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            lines.add(message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            lines.add(format);
        }
    }

    @Test
    void waiting_handler_without_a_server_runs_on_another_thread() throws IOException {
        Thread[] thread = new Thread[1];

        Response response = handle(Filters.waiting(), request -> {
            thread[0] = Thread.currentThread();
            return Response.of(Status.OK);
        });

        assertEquals(Status.OK, response.status());
        assertNotSame(Thread.currentThread(), thread[0]);
        assertTrue(thread[0].isDaemon());
    }

    @Test
    void platform_threads_are_bounded_and_reject_tasks_when_all_are_busy() throws InterruptedException {
        ThreadPoolExecutor pool = HandlerThreads.newPool();
        CompletableFuture<Void> end = new CompletableFuture<>();
        int accepted = 0;
        try {
            for (; accepted < 10_000; accepted++) {
                pool.execute(end::join);
            }
        } catch (RejectedExecutionException expected) {
            assertEquals(256 + 1024, accepted);
        } finally {
            end.complete(null);
            pool.shutdownNow();
        }
        assertEquals(256, pool.getLargestPoolSize());
    }
}
