package dev.roundhouse.http.conformance.contract;

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
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
 * What every transport must do when a handler, or what it made, fails: the client is told 500, or is cut off when the head
 * is out; the observer is told once, with the cause; and nothing else suffers. There is one loop, where there are loops.
 */
public abstract class FailureContract {
    private static final String GET = "GET /fail HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST /fail HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";

    /** More than is ever copied: it goes by {@link Content#transferTo}. */
    private static final int LARGE = 1 << 20;

    /** One of every kind that a handler can throw, checked ones thrown past the compiler among them. */
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
    private Listener listener;
    private RawClient healthy;

    /** For a class of one's own. */
    protected FailureContract() {}

    /** The transport that is tried. */
    protected abstract Transport transport();

    @BeforeEach
    void start() throws IOException {
        Handler handler = request ->
                request.target().path().equals("/fail") ? failing.handle(request) : Response.plain(Status.OK, "well");
        TransportSettings transportSettings = TransportSettings.at(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withEventLoops(1);
        Service.ConnectionFactory connectionFactory = Service.http1(Http1Limits.DEFAULT, Timeouts.DEFAULT, "");
        listener = transport().start(new Service(connectionFactory, handler, observer), transportSettings);
        healthy = new RawClient(listener.address());
    }

    @AfterEach
    void close() throws IOException {
        healthy.close();
        listener.close();
    }

    /** What the client gets of the failing answer. */
    private String failureOf(String request, Handler handler) throws IOException {
        failing = handler;
        try (RawClient client = new RawClient(listener.address())) {
            client.send(request);
            return client.readTextToEnd();
        }
    }

    private void assertNothingElseSuffered() throws IOException, InterruptedException {
        healthy.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(healthy.readResponse().endsWith("\r\n\r\nwell\n"));
        assertTrue(observer.isEmpty(), "told more than once");
        while (listener.connectionCount() > 1) {
            Thread.sleep(1);
        }
    }

    private static void assertIs500(String response) {
        assertTrue(response.startsWith("HTTP/1.1 500 Internal Server Error\r\n"), response);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Throws it, though the compiler thinks that something is returned. */
    private static RuntimeException thrown(Throwable kind) {
        FailureContract.<RuntimeException>sneakyThrow(kind);
        return new IllegalStateException("not reached");
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    @Test
    void answers_500_whatever_a_handler_throws() throws IOException, InterruptedException {
        for (Throwable kind : THROWABLES) {
            assertIs500(failureOf(GET, request -> {
                throw thrown(kind);
            }));

            assertSame(kind, observer.nextFailure());
            assertNothingElseSuffered();
        }
    }

    @Test
    void answers_500_to_a_stack_that_is_really_too_deep() throws IOException, InterruptedException {
        assertIs500(failureOf(GET, request -> Response.plain(Status.OK, "" + depth(Integer.MAX_VALUE))));

        assertEquals(StackOverflowError.class, observer.nextFailure().getClass());
        assertNothingElseSuffered();
    }

    private static int depth(int levels) {
        return levels == 0 ? 0 : 1 + depth(levels - 1);
    }

    @Test
    void answers_500_when_a_handler_answers_with_nothing() throws IOException, InterruptedException {
        assertIs500(failureOf(GET, request -> null));

        assertEquals(NullPointerException.class, observer.nextFailure().getClass());
        assertNothingElseSuffered();
    }

    @Test
    void closes_when_a_body_fails_at_its_beginning_or_in_its_middle() throws IOException, InterruptedException {
        for (Throwable kind : THROWABLES) {
            for (int bytes : new int[] {0, 100_000}) {
                String response = failureOf(GET, request -> stream(new FailingProducer(bytes, kind)));

                assertFalse(response.endsWith("\r\n0\r\n\r\n"), "it looks whole");
                assertSame(kind, rootOf(observer.nextFailure()));
                assertNothingElseSuffered();
            }
        }
    }

    /** It would be asked again and again, millions of times. */
    @Test
    void names_a_producer_that_gives_neither_bytes_nor_the_end() throws IOException, InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        Body.Producer idle = target -> calls.incrementAndGet() > 0;
        String response = failureOf(GET, request -> stream(idle));

        assertFalse(response.endsWith("\r\n0\r\n\r\n"), "it looks whole");
        String reported = rootOf(observer.nextFailure()).getMessage();
        assertTrue(reported.contains(idle.toString()), reported);
        assertEquals(1, calls.get());
        assertNothingElseSuffered();
    }

    @Test
    void closes_when_content_fails_before_the_promised_length() throws IOException, InterruptedException {
        for (Throwable kind : THROWABLES) {
            for (int length : new int[] {1000, LARGE}) {
                String response = failureOf(GET, request -> slice(new FailingContent(length, kind), length));

                assertTrue(response.length() < length, "it looks whole");
                // Of an IOException in the midst of sending nobody knows whether the peer or the content is at fault.
                if (length < LARGE || !kind.getClass().equals(IOException.class)) {
                    assertSame(kind, rootOf(observer.nextFailure()));
                }
                assertNothingElseSuffered();
            }
        }
    }

    @Test
    void distinguishes_truncated_content_from_a_lost_peer() throws IOException, InterruptedException {
        EOFException shrunk = new EOFException("on purpose");
        failureOf(GET, request -> slice(new FailingContent(LARGE, shrunk), LARGE));

        assertSame(shrunk, rootOf(observer.nextFailure()));
        assertNothingElseSuffered();
    }

    @Test
    void survives_content_that_cannot_be_closed() throws IOException, InterruptedException {
        IllegalStateException kind = new IllegalStateException("on purpose");
        String response = failureOf(GET, request -> slice(new UnclosableContent(kind), 10));

        assertTrue(response.endsWith("\r\n\r\n" + "x".repeat(10)), response);
        assertSame(kind, rootOf(observer.nextFailure()));
        assertNothingElseSuffered();
    }

    @Test
    void answers_500_whatever_an_upload_throws() throws IOException, InterruptedException {
        for (Throwable kind : THROWABLES) {
            for (boolean atEnd : new boolean[] {false, true}) {
                assertIs500(failureOf(POST, request -> new FailingUpload(kind, atEnd)));

                assertSame(kind, observer.nextFailure());
                assertNothingElseSuffered();
            }
        }
    }

    @Test
    void survives_an_upload_whose_abort_fails() throws IOException, InterruptedException {
        IllegalStateException kind = new IllegalStateException("on purpose");
        failing = request -> new FailingUpload(kind, true);
        try (RawClient client = new RawClient(listener.address())) {
            client.send(POST.substring(0, POST.length() - 1));
        }
        assertSame(kind, observer.nextFailure());
        assertNothingElseSuffered();
    }

    /** After it nobody knows in which state what threads share is, so it is for the owner of the process to decide. */
    @Test
    void out_of_memory_error_reaches_the_uncaught_exception_handler() throws Exception {
        OutOfMemoryError error = new OutOfMemoryError("on purpose");
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> uncaught.complete(cause));
        try {
            failureOf(GET, request -> {
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
        public boolean produce(ByteBuffer target) {
            if (left == 0) {
                throw thrown(kind);
            }
            int count = Math.min(left, target.remaining());
            target.put(new byte[count]);
            left -= count;
            return true;
        }
    }

    /** Gives half of what it promises. */
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
            // Holds nothing.
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
