package dev.roundhouse.http.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.message.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandlerRunnerTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    private static Response path(Request request) {
        return Response.plain(Status.OK, request.target().path())
                .with("X-Query", request.target().toString());
    }

    @Test
    void response_has_status_headers_and_body_as_a_client_receives_them() {
        TestResponse response = new HandlerRunner(HandlerRunnerTest::path).get("/a?b");

        assertEquals(Status.OK, response.status());
        assertEquals(Optional.of("/a?b"), response.header("X-Query"));
        assertEquals(Optional.of("3"), response.header("Content-Length"));
        assertTrue(response.header("Date").isPresent());
        assertEquals("/a\n", response.text());
        assertArrayEquals("/a\n".getBytes(StandardCharsets.UTF_8), response.bytes());
        assertEquals(List.of(), response.failures());
    }

    @Test
    void request_has_the_given_method_headers_and_version() {
        Handler handler = request -> Response.plain(
                Status.OK,
                request.method() + " " + request.version() + " "
                        + request.headers().first("X-A").orElse("none"));
        HandlerRunner runner = new HandlerRunner(handler);

        assertEquals(
                "DELETE HTTP/1.1 1\n",
                runner.send(Method.DELETE, "/", Headers.of("X-A", "1"), Body.empty())
                        .text());
        Request old = new Request(Method.GET, RequestTarget.originForm("/"), Version.of(1, 0), Headers.EMPTY);
        assertEquals("GET HTTP/1.0 none\n", runner.send(old, Body.empty()).text());
        assertEquals(
                "", runner.send(Method.HEAD, "/", Headers.EMPTY, Body.empty()).text());
    }

    @Test
    void large_response_is_complete() {
        byte[] large = new byte[1_000_000];
        Response response = new Response(Status.OK, Headers.EMPTY, Body.of(ByteBuffer.wrap(large)));

        assertEquals(
                large.length, new HandlerRunner(request -> response).get("/").bytes().length);
    }

    /** Responds with the length and the trailers of the body. */
    private static final class MeasuringUpload implements Upload {
        private long count;
        private Headers trailers = Headers.EMPTY;

        @Override
        public void receive(ByteBuffer bytes) {
            count += bytes.remaining();
        }

        @Override
        public void receiveTrailers(Headers fields) {
            trailers = fields;
        }

        @Override
        public Reply finish() {
            return Reply.later(CompletableFuture.supplyAsync(
                    () -> Response.plain(Status.CREATED, count + " " + trailers.first("Checksum"))));
        }
    }

    @Test
    void upload_receives_the_body_and_may_reply_later() {
        Body body = Body.of("x".repeat(500_000));

        TestResponse response =
                new HandlerRunner(request -> new MeasuringUpload()).send(Method.PUT, "/", Headers.EMPTY, body);

        assertEquals(Status.CREATED, response.status());
        assertEquals("500000 Optional.empty\n", response.text());
    }

    @Test
    void streamed_body_of_a_request_and_its_trailers_come_later() {
        Events events = new Events();
        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(() -> {
            events.send("abc");
            events.end();
        });

        TestResponse response = new HandlerRunner(request -> new MeasuringUpload())
                .send(Method.POST, "/", Headers.EMPTY, new Body.Streamed(events));

        assertEquals("3 Optional[12]\n", response.text());
    }

    @Test
    void interim_response_is_recorded() {
        Events events = new Events();
        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(events::end);

        TestResponse response = new HandlerRunner(request -> new MeasuringUpload())
                .send(Method.POST, "/", Headers.of("Expect", "100-continue"), new Body.Streamed(events));

        assertEquals(List.of(100), response.interimCodes());
    }

    @Test
    void later_reply_is_awaited() {
        Handler handler = request -> Reply.later(CompletableFuture.supplyAsync(
                () -> path(request), CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)));

        assertEquals("/late\n", new HandlerRunner(handler).get("/late").text());
    }

    @Test
    void reply_that_does_not_come_within_the_timeout_fails_the_test() {
        HandlerRunner runner = new HandlerRunner(request -> Reply.later(new CompletableFuture<>()), SHORT);

        AssertionError error = assertThrows(AssertionError.class, () -> runner.get("/"));
        assertEquals("expected within PT0.1S: the head of a response; received nothing", error.getMessage());
    }

    @Test
    void exception_of_a_handler_is_a_500_with_the_exception() {
        IllegalStateException cause = new IllegalStateException("on purpose");
        Handler handler = request -> {
            throw cause;
        };

        TestResponse response = new HandlerRunner(handler).get("/");

        assertEquals(Status.INTERNAL_SERVER_ERROR, response.status());
        assertSame(cause, response.failures().get(0));
    }

    @Test
    void body_that_fails_fails_the_test_with_the_exception() {
        Body.Producer failing = target -> {
            throw new IllegalStateException("on purpose");
        };
        HandlerRunner runner =
                new HandlerRunner(request -> new Response(Status.OK, Headers.EMPTY, new Body.Streamed(failing)));

        AssertionError error = assertThrows(AssertionError.class, () -> runner.get("/"));

        assertTrue(error.getSuppressed()[0].getMessage().contains("on purpose"), () -> "" + error.getSuppressed()[0]);
    }

    /** Events that the test sends. */
    private static final class Events implements Body.Producer {
        private final Queue<String> queue = new ConcurrentLinkedQueue<>();
        private volatile Runnable wakeUp = () -> {};
        private volatile boolean ended;
        private volatile boolean closed;

        void send(String event) {
            queue.add(event);
            wakeUp.run();
        }

        Events end() {
            ended = true;
            wakeUp.run();
            return this;
        }

        @Override
        public void start(Runnable toBeCalled) {
            wakeUp = toBeCalled;
        }

        @Override
        public Body.Progress produce(ByteBuffer target) {
            boolean last = ended;
            String event = queue.poll();
            if (event == null) {
                return last ? Body.Progress.ENDED : Body.Progress.WAITING;
            }
            target.put(event.getBytes(StandardCharsets.UTF_8));
            return Body.Progress.MORE;
        }

        @Override
        public Headers trailers() {
            return Headers.of("Checksum", "12");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void waiting_stream_is_read_event_by_event() {
        Events events = new Events();
        HandlerRunner runner =
                new HandlerRunner(request -> new Response(Status.OK, Headers.EMPTY, new Body.Streamed(events)), SHORT);

        try (OpenResponse response = runner.open("/events")) {
            assertEquals(Status.OK, response.status());
            assertThrows(AssertionError.class, response::next);
            events.send("one");
            events.send("two");
            assertEquals("one", response.next());
            assertEquals("two", response.next());
            CompletableFuture.runAsync(() -> events.send("three"));
            assertEquals("three", response.next());
            events.end();
            assertEquals("", response.next());
            assertTrue(response.hasEnded());
            TestResponse complete = response.complete();
            assertEquals("onetwothree", complete.text());
            assertEquals(Headers.of("Checksum", "12"), complete.trailers());
        }
        assertTrue(events.closed, "the body was not closed");
    }

    @Test
    void closing_an_open_response_closes_its_body() {
        Events events = new Events();
        HandlerRunner runner =
                new HandlerRunner(request -> new Response(Status.OK, Headers.EMPTY, new Body.Streamed(events)));

        runner.open("/events").close();

        assertTrue(events.closed, "the body was not closed");
    }
}
