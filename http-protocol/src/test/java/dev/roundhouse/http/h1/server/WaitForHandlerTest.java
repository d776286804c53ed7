package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A connection that waits for its handler: for a later reply, an upload that is not ready, or a stream without bytes. */
final class WaitForHandlerTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n";
    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final long SECOND = 1_000_000_000L;
    private static final Duration HANDLER_TIMEOUT = Duration.ofSeconds(5);

    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> failedPaths = new ArrayList<>();
    private final CompletableFuture<Reply> stage = new CompletableFuture<>();
    private final RecordingUpload upload = new RecordingUpload();
    private int wakeUps;
    private long nowNanos;
    private Http1Connection connection = with(Timeouts.DEFAULT.withHandler(HANDLER_TIMEOUT));

    private Http1Connection with(Timeouts timeouts) {
        ConnectionContext context = new ConnectionContext() {
            @Override
            public void wakeUp() {
                wakeUps++;
            }

            @Override
            public void handlerFailed(Request request, Throwable cause) {
                failedPaths.add(request.target().path());
                failures.add(cause);
            }
        };
        return new Http1Connection(
                Http1Limits.DEFAULT, timeouts, new ServerFields(() -> 0, ""), new RequestHeadCache(1), context, 0);
    }

    /** Records its calls; each may be made to fail. */
    private static final class RecordingUpload implements Upload {
        private final List<String> calls = new ArrayList<>();
        private boolean ready = true;
        private long maxBytes = Long.MAX_VALUE;
        private String failingCall = "";
        private Reply result = Response.of(Status.CREATED);

        private void call(String name) {
            calls.add(name);
            if (name.equals(failingCall)) {
                throw new IllegalStateException("on purpose, in " + name);
            }
        }

        @Override
        public void start(Runnable wakeUp) {
            call("start");
        }

        @Override
        public boolean isReady() {
            if (failingCall.equals("isReady")) {
                throw new IllegalStateException("on purpose, in isReady");
            }
            return ready;
        }

        @Override
        public long maxBytes() {
            return maxBytes;
        }

        @Override
        public Optional<Response> earlyResponse() {
            if (failingCall.equals("earlyResponse")) {
                throw new IllegalStateException("on purpose, in earlyResponse");
            }
            return Optional.empty();
        }

        @Override
        public void receive(ByteBuffer bytes) {
            byte[] received = new byte[bytes.remaining()];
            bytes.get(received);
            call("receive " + HttpGrammar.decode(received, 0, received.length));
        }

        @Override
        public void receiveTrailers(Headers trailers) {
            call("trailers " + trailers.first("X-Sum").orElse(""));
        }

        @Override
        public Reply finish() {
            call("finish");
            return result;
        }

        @Override
        public void abort() {
            call("abort");
        }
    }

    private void receive(String text) {
        connection.receive(ByteBuffer.wrap(HttpGrammar.encode(text)), nowNanos);
    }

    private void reply(Reply reply) {
        connection.nextExchange(nowNanos).orElseThrow().reply(reply, nowNanos);
    }

    private String sent() {
        ByteBuffer sent = ByteBuffer.allocate(1 << 16);
        try {
            connection.markSent(connection.output().copyTo(sent), nowNanos);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return HttpGrammar.decode(sent.array(), 0, sent.position());
    }

    private static long writeDeadlineOfOutputAt(long startNanos) {
        return Math.min(
                startNanos + Timeouts.DEFAULT.write().toNanos(),
                Timeouts.DEFAULT.minRate().deadline(startNanos, 0));
    }

    private void assertStatus(int status, String sent) {
        assertEquals(Integer.toString(status), sent.isEmpty() ? "" : sent.substring(9, 12));
    }

    private void assertOneFailure(Class<? extends Throwable> type) {
        assertEquals(1, failures.size(), failures::toString);
        assertInstanceOf(type, failures.get(0));
        assertEquals(List.of("/"), failedPaths);
    }

    // Replies that come later

    @Test
    void handler_that_takes_too_long_is_cancelled_and_gets_503() {
        nowNanos = 2 * SECOND;
        receive(GET);
        nowNanos = 3 * SECOND;
        reply(Reply.later(stage));
        assertTrue(connection.isWaiting());
        assertEquals(7 * SECOND, connection.deadline());

        connection.handleTimeout(7 * SECOND - 1);
        assertEquals("", sent());
        nowNanos = 7 * SECOND;
        connection.handleTimeout(nowNanos);
        assertStatus(503, sent());
        assertOneFailure(TimeoutException.class);
        assertTrue(stage.isCancelled());
    }

    @Test
    void without_a_handler_timeout_a_later_reply_has_no_deadline() {
        connection = with(Timeouts.DEFAULT);
        receive(GET);
        reply(Reply.later(stage));
        assertEquals(Connection.NO_DEADLINE, connection.deadline());
    }

    @Test
    void completed_reply_is_sent_when_the_connection_is_resumed() {
        receive(GET + GET);
        reply(Reply.later(stage));
        connection.resume(nowNanos);
        assertEquals("", sent());
        stage.complete(Response.of(Status.ACCEPTED));
        assertEquals(1, wakeUps);
        assertEquals("", sent());
        connection.resume(nowNanos);
        assertStatus(202, sent());
        assertTrue(connection.nextExchange(nowNanos).isPresent());
        assertEquals(List.of(), failures);
    }

    @Test
    void time_of_a_resumption_is_that_of_the_reply() {
        receive(GET);
        reply(Reply.later(stage));
        stage.complete(Response.of(Status.OK));
        connection.resume(4 * SECOND);
        assertEquals(writeDeadlineOfOutputAt(4 * SECOND), connection.deadline());
    }

    @Test
    void stage_that_fails_gets_500_and_is_reported() {
        receive(GET);
        reply(Reply.later(stage));
        stage.completeExceptionally(new IllegalStateException("on purpose"));
        connection.resume(nowNanos);
        assertStatus(500, sent());
        assertOneFailure(IllegalStateException.class);
    }

    @Test
    void stage_that_throws_when_it_is_waited_for_gets_500_and_is_cancelled() {
        CompletableFuture<Reply> broken = new CompletableFuture<>() {
            @Override
            public <T> CompletableFuture<T> thenApply(Function<? super Reply, ? extends T> change) {
                throw new UnsupportedOperationException("on purpose");
            }
        };
        receive(GET);
        reply(Reply.later(broken));
        assertStatus(500, sent());
        assertOneFailure(UnsupportedOperationException.class);
        assertTrue(broken.isCancelled());
        assertFalse(connection.isWaiting());
    }

    @Test
    void abort_cancels_the_reply_that_is_waited_for() {
        receive(GET);
        reply(Reply.later(stage));
        connection.abort(nowNanos);
        assertTrue(stage.isCancelled());
        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void reply_after_the_end_of_the_connection_is_released() {
        receive(POST);
        Exchange exchange = connection.nextExchange(nowNanos).orElseThrow();
        connection.abort(nowNanos);
        exchange.reply(upload, nowNanos);
        assertEquals(List.of("abort"), upload.calls);
    }

    @Test
    void requests_of_a_connection_have_different_ids() {
        receive(GET + GET);
        Exchange first = connection.nextExchange(nowNanos).orElseThrow();
        first.reply(Response.of(Status.OK), nowNanos);
        Exchange second = connection.nextExchange(nowNanos).orElseThrow();
        assertTrue(first.request().id().endsWith("-1"), first.request().id());
        assertTrue(second.request().id().endsWith("-2"), second.request().id());
    }

    // Uploads

    @Test
    void pause_of_an_upload_is_limited_by_the_handler_timeout() {
        receive(POST);
        reply(upload);
        upload.ready = false;
        nowNanos = 3 * SECOND;
        receive("ab");
        assertTrue(connection.isWaiting());
        assertFalse(connection.wantsInput());
        assertEquals(8 * SECOND, connection.deadline());

        nowNanos = 8 * SECOND;
        connection.handleTimeout(nowNanos);
        assertStatus(503, sent());
        assertOneFailure(TimeoutException.class);
        assertEquals(List.of("start", "receive ab", "abort"), upload.calls);
    }

    @Test
    void upload_receives_the_rest_when_it_is_ready_again() {
        upload.ready = false;
        receive(POST + "abc");
        reply(upload);
        connection.resume(nowNanos);
        assertEquals(List.of("start"), upload.calls);
        upload.ready = true;
        connection.resume(nowNanos);
        receive("def");
        assertEquals(List.of("start", "receive abc", "receive def", "finish"), upload.calls);
        assertStatus(201, sent());
    }

    @Test
    void time_of_a_pause_is_not_that_of_the_peer() {
        connection = with(Timeouts.DEFAULT);
        upload.ready = false;
        receive(POST);
        reply(upload);
        assertEquals(Connection.NO_DEADLINE, connection.deadline());
        upload.ready = true;
        nowNanos = 1000 * SECOND;
        connection.resume(nowNanos);
        assertFalse(connection.isWaiting());
        assertTrue(connection.deadline() > nowNanos);
        connection.handleTimeout(nowNanos + SECOND);
        assertEquals("", sent());
    }

    @Test
    void upload_of_a_complete_body_is_not_paused() {
        receive(POST);
        reply(upload);
        upload.ready = false;
        receive("abcdef");
        assertStatus(201, sent());
    }

    @Test
    void upload_of_an_empty_body_is_finished_at_once() {
        upload.ready = false;
        receive(GET);
        reply(upload);
        assertEquals(List.of("start", "finish"), upload.calls);
        assertStatus(201, sent());
    }

    @Test
    void trailers_are_received_before_the_end() {
        receive(CHUNKED + "3\r\nabc\r\n0\r\nX-Sum: 6\r\n\r\n");
        reply(upload);
        assertEquals(List.of("start", "receive abc", "trailers 6", "finish"), upload.calls);
        assertStatus(201, sent());
    }

    @Test
    void upload_without_trailers_receives_none() {
        receive(CHUNKED + "3\r\nabc\r\n0\r\n\r\n");
        reply(upload);
        assertEquals(List.of("start", "receive abc", "finish"), upload.calls);
    }

    @Test
    void failure_of_each_call_of_an_upload_gets_500() {
        for (String call : List.of("start", "isReady", "earlyResponse", "receive abc", "trailers 6", "finish")) {
            failures.clear();
            failedPaths.clear();
            connection = with(Timeouts.DEFAULT);
            RecordingUpload failing = new RecordingUpload();
            failing.failingCall = call;
            receive(CHUNKED);
            reply(failing);
            receive("3\r\nabc\r\n");
            receive("0\r\nX-Sum: 6\r\n\r\n");
            assertStatus(500, sent());
            assertOneFailure(IllegalStateException.class);
            assertEquals(!call.equals("finish"), failing.calls.contains("abort"), call);
        }
    }

    @Test
    void failure_while_an_upload_is_resumed_gets_500() {
        upload.ready = false;
        receive(POST);
        reply(upload);
        upload.failingCall = "isReady";
        connection.resume(nowNanos);
        assertStatus(500, sent());
        assertEquals(List.of("start", "abort"), upload.calls);
    }

    @Test
    void upload_that_finishes_with_an_upload_gets_500() {
        RecordingUpload second = new RecordingUpload();
        upload.result = second;
        receive(POST + "abcdef");
        reply(upload);
        assertStatus(500, sent());
        assertOneFailure(IllegalStateException.class);
        assertEquals(List.of("abort"), second.calls);
    }

    @Test
    void upload_may_finish_with_a_later_reply() {
        upload.result = Reply.later(stage);
        receive(POST + "abcdef");
        reply(upload);
        assertEquals("", sent());
        stage.complete(Response.of(Status.ACCEPTED));
        connection.resume(nowNanos);
        assertStatus(202, sent());
    }

    @Test
    void declared_length_above_the_limit_of_an_upload_gets_413() {
        upload.maxBytes = 5;
        receive(POST);
        reply(upload);
        assertStatus(413, sent());
        assertEquals(List.of("abort"), upload.calls);
    }

    @Test
    void upload_receives_exactly_its_limit() {
        upload.maxBytes = 6;
        receive(POST + "abcdef");
        reply(upload);
        assertStatus(201, sent());
    }

    @Test
    void expectation_of_100_is_met_before_the_body() {
        receive(POST.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
        reply(upload);
        assertStatus(100, sent());
        receive("abcdef");
        assertStatus(201, sent());
    }

    @Test
    void abort_aborts_the_upload() {
        receive(POST + "abc");
        reply(upload);
        connection.abort(nowNanos);
        assertEquals(List.of("start", "receive abc", "abort"), upload.calls);
    }

    // Streams

    @Test
    void wait_for_the_bytes_of_a_stream_is_not_the_time_of_the_peer() {
        List<String> produced = new ArrayList<>();
        Body.Producer producer = target -> {
            if (produced.isEmpty()) {
                return Body.Progress.WAITING;
            }
            target.put(HttpGrammar.encode(produced.remove(0)));
            return Body.Progress.MORE;
        };
        receive(GET);
        reply(Response.of(Status.OK).with(new Body.Streamed(producer)));
        assertStatus(200, sent());
        assertTrue(connection.isWaiting());
        assertEquals(Connection.NO_DEADLINE, connection.deadline());
        produced.add("event");
        nowNanos = 1000 * SECOND;
        connection.resume(nowNanos);
        assertEquals(writeDeadlineOfOutputAt(nowNanos), connection.deadline());
        assertTrue(sent().contains("event"));
    }

    // Shutdown

    @Test
    void drain_soon_after_a_response_lets_the_peer_read_it() {
        receive(GET);
        reply(Response.of(Status.OK));
        assertStatus(200, sent());
        connection.drain(Timeouts.DEFAULT.linger().toNanos() - 1);
        assertEquals(CloseState.HALF_CLOSE, connection.closeState());
    }

    @Test
    void drain_long_after_a_response_closes() {
        receive(GET);
        reply(Response.of(Status.OK));
        assertStatus(200, sent());
        connection.drain(Timeouts.DEFAULT.linger().toNanos());
        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void drain_of_a_new_connection_closes() {
        connection.drain(0);
        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void drain_while_a_body_is_skipped_lingers() {
        receive(POST + "abc");
        reply(Response.of(Status.OK));
        assertStatus(200, sent());
        assertEquals(CloseState.OPEN, connection.closeState());
        connection.drain(nowNanos);
        assertEquals(CloseState.HALF_CLOSE, connection.closeState());
    }

    @Test
    void sending_nothing_does_not_extend_the_time_to_write() {
        receive(GET);
        reply(Response.of(Status.OK));
        long deadline = connection.deadline();
        connection.markSent(0, SECOND);
        assertEquals(deadline, connection.deadline());
    }
}
