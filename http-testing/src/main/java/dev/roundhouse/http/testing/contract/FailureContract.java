package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Failures of handlers, bodies and uploads. The client gets 500, or its connection is aborted if the header section has been
 * sent; the observer is called once with the cause; other connections are not affected. A transport with event loops has one.
 */
public abstract class FailureContract extends TransportFixture {
    private static final String GET = "GET /fail HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST /fail HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";

    /** Too large to be copied; it is sent by {@link Content#transferTo}. */
    private static final int LARGE = 1 << 20;

    /** One throwable of each kind, including checked exceptions that a handler does not declare. */
    private static final List<Throwable> THROWABLES = List.of(
            new IOException("on purpose"),
            new IllegalStateException("on purpose"),
            new InterruptedException("on purpose"),
            new StackOverflowError(),
            new NoClassDefFoundError("on purpose"),
            new ExceptionInInitializerError("on purpose"),
            new AssertionError("on purpose"));

    private final RecordingObserver observer = new RecordingObserver();
    private Handler failing;
    private volatile boolean failsToConnect;
    private Listener listener;
    private RawClient healthy;

    /** For subclasses. */
    protected FailureContract() {}

    @BeforeEach
    void start() throws IOException {
        Handler handler = request ->
                request.target().path().equals("/fail") ? failing.handle(request) : Response.plain(Status.OK, "fine");
        Service.ConnectionFactory connectionFactory = CheckedService.http1(Http1Limits.DEFAULT, Timeouts.DEFAULT, "");
        listener = listen(
                new Service(
                        (context, nowNanos) -> {
                            if (failsToConnect) {
                                throw new IllegalStateException("on purpose");
                            }
                            return connectionFactory.newConnection(context, nowNanos);
                        },
                        handler,
                        observer),
                1);
        healthy = connect(listener);
    }

    @AfterEach
    void close() throws IOException {
        healthy.close();
    }

    /** Returns what the client receives from a handler that fails. */
    private String responseOf(String request, Handler handler) throws IOException {
        failing = handler;
        try (RawClient client = connect(listener)) {
            client.send(request);
            return client.readTextToEnd();
        }
    }

    private void assertOthersUnaffected() throws IOException, InterruptedException {
        healthy.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEndsWith("\r\n\r\nfine\n", healthy.readResponse());
        assertTrue(observer.isEmpty(), "reported more than once");
        awaitConnections(listener, 1);
    }

    private static void assertIs500(String response) {
        assertStartsWith("HTTP/1.1 500 Internal Server Error\r\n", response);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Throws it; the return type is for the compiler. */
    private static RuntimeException thrown(Throwable kind) {
        FailureContract.<RuntimeException>sneakyThrow(kind);
        return new IllegalStateException("not reached");
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    @Test
    void connection_factory_that_fails_disconnects_only_its_client() throws Exception {
        assertOthersUnaffected();
        failsToConnect = true;
        try (RawClient client = connect(listener)) {
            client.send(GET);
            assertEquals("", client.readTextToEnd());
        } catch (IOException disconnected) {
            // As well as an end of the input: nothing was read of what the client has sent.
        }
        Throwable failure = observer.nextFailure();
        assertEquals("on purpose", failure.getCause().getMessage());
        failsToConnect = false;

        assertOthersUnaffected();
        assertEndsWith("fine\n", responseOf("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", failing));
    }

    @Test
    void responds_500_for_any_throwable_of_a_handler() throws IOException, InterruptedException {
        for (Throwable kind : THROWABLES) {
            assertIs500(responseOf(GET, request -> {
                throw thrown(kind);
            }));

            assertSame(kind, observer.nextFailure());
            assertOthersUnaffected();
        }
    }

    @Test
    void responds_500_for_a_real_stack_overflow() throws IOException, InterruptedException {
        assertIs500(responseOf(GET, request -> Response.plain(Status.OK, "" + depth(Integer.MAX_VALUE))));

        assertEquals(StackOverflowError.class, observer.nextFailure().getClass());
        assertOthersUnaffected();
    }

    private static int depth(int levels) {
        return levels == 0 ? 0 : 1 + depth(levels - 1);
    }

    @Test
    void responds_500_when_a_handler_returns_null() throws IOException, InterruptedException {
        assertIs500(responseOf(GET, request -> null));

        assertEquals(NullPointerException.class, observer.nextFailure().getClass());
        assertOthersUnaffected();
    }

    @Test
    void aborts_when_a_body_fails_at_its_start_or_in_the_middle() throws IOException, InterruptedException {
        for (Throwable kind : THROWABLES) {
            for (int bytes : new int[] {0, 100_000}) {
                String response = responseOf(GET, request -> stream(new FailingProducer(bytes, kind)));

                assertFalse(response.endsWith("\r\n0\r\n\r\n"), "the response looks complete");
                assertSame(kind, rootOf(observer.nextFailure()));
                assertOthersUnaffected();
            }
        }
    }

    /** Otherwise it would be called in an endless loop. */
    @Test
    void reports_a_producer_that_produces_neither_bytes_nor_the_end() throws IOException, InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        Body.Producer idle = target -> {
            calls.incrementAndGet();
            return Body.Progress.MORE;
        };
        String response = responseOf(GET, request -> stream(idle));

        assertFalse(response.endsWith("\r\n0\r\n\r\n"), "the response looks complete");
        String reported = rootOf(observer.nextFailure()).getMessage();
        assertContains(idle.toString(), reported);
        assertEquals(1, calls.get());
        assertOthersUnaffected();
    }

    @Test
    void aborts_when_content_fails_before_its_declared_length() throws IOException, InterruptedException {
        for (Throwable kind : THROWABLES) {
            for (int length : new int[] {1000, LARGE}) {
                String response = responseOf(GET, request -> slice(new FailingContent(length, kind), length));

                assertTrue(response.length() < length, "the response looks complete");
                // During sendfile an IOException may come from the socket or from the content.
                if (length < LARGE || !kind.getClass().equals(IOException.class)) {
                    assertSame(kind, rootOf(observer.nextFailure()));
                } else {
                    awaitConnections(listener, 1);
                    observer.clear();
                }
                assertOthersUnaffected();
            }
        }
    }

    @Test
    void distinguishes_truncated_content_from_a_lost_peer() throws IOException, InterruptedException {
        EOFException truncated = new EOFException("on purpose");
        responseOf(GET, request -> slice(new FailingContent(LARGE, truncated), LARGE));

        assertSame(truncated, rootOf(observer.nextFailure()));
        assertOthersUnaffected();
    }

    @Test
    void survives_content_that_cannot_be_closed() throws IOException, InterruptedException {
        IllegalStateException kind = new IllegalStateException("on purpose");
        String response = responseOf(GET, request -> slice(new UnclosableContent(kind), 10));

        assertTrue(response.endsWith("\r\n\r\n" + "x".repeat(10)), response);
        assertSame(kind, rootOf(observer.nextFailure()));
        assertOthersUnaffected();
    }

    @Test
    void responds_500_for_any_throwable_of_an_upload() throws IOException, InterruptedException {
        for (Throwable kind : THROWABLES) {
            for (boolean atEnd : new boolean[] {false, true}) {
                assertIs500(responseOf(POST, request -> new FailingUpload(kind, atEnd)));

                assertSame(kind, observer.nextFailure());
                assertOthersUnaffected();
            }
        }
    }

    @Test
    void survives_an_upload_whose_abort_fails() throws IOException, InterruptedException {
        IllegalStateException kind = new IllegalStateException("on purpose");
        failing = request -> new FailingUpload(kind, true);
        try (RawClient client = connect(listener)) {
            client.send(POST.substring(0, POST.length() - 1));
        }
        assertSame(kind, observer.nextFailure());
        assertOthersUnaffected();
    }

    /** The state of shared objects is undefined after it, so the process decides. */
    @Test
    void out_of_memory_error_reaches_the_uncaught_exception_handler() throws Exception {
        OutOfMemoryError error = new OutOfMemoryError("on purpose");
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> uncaught.complete(cause));
        try {
            responseOf(GET, request -> {
                throw thrown(error);
            });

            assertSame(error, uncaught.get(20, TimeUnit.SECONDS));
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private static Response stream(Body.Producer producer) {
        return new Response(Status.OK, Headers.EMPTY, new Body.Streamed(producer));
    }

    private static Response slice(Content content, long length) {
        return new Response(Status.OK, Headers.EMPTY, new Body.Slice(content, 0, length));
    }

    private static final class FailingProducer implements Body.Producer {
        private final Throwable kind;
        private int left;

        private FailingProducer(int bytes, Throwable kind) {
            this.left = bytes;
            this.kind = kind;
        }

        @Override
        public Body.Progress produce(ByteBuffer target) {
            if (left == 0) {
                throw thrown(kind);
            }
            int count = Math.min(left, target.remaining());
            target.put(new byte[count]);
            left -= count;
            return Body.Progress.MORE;
        }
    }

    /** Has half of its declared length. */
    private record FailingContent(long length, Throwable kind) implements Content {
        @Override
        public int read(long position, ByteBuffer target) {
            if (position >= length / 2) {
                throw thrown(kind);
            }
            int count = (int) Math.min(length / 2 - position, target.remaining());
            target.put(new byte[count]);
            return count;
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
            if (position >= length / 2) {
                throw thrown(kind);
            }
            return target.write(ByteBuffer.allocate((int) Math.min(count, length / 2 - position)));
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }

    private record UnclosableContent(RuntimeException kind) implements Content {
        @Override
        public long length() {
            return 10;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            target.put((byte) 'x');
            return 1;
        }

        @Override
        public void close() {
            throw kind;
        }
    }

    private record FailingUpload(Throwable kind, boolean atEnd) implements Upload {
        @Override
        public void receive(ByteBuffer bytes) {
            if (!atEnd) {
                throw thrown(kind);
            }
            bytes.position(bytes.limit());
        }

        @Override
        public Response finish() {
            throw thrown(kind);
        }

        @Override
        public void abort() {
            if (atEnd) {
                throw thrown(kind);
            }
        }
    }
}
