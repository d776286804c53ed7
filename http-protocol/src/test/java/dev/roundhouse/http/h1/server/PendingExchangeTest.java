package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Events while a request waits for its response. */
class PendingExchangeTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final long SECOND = 1_000_000_000L;
    private static final Duration HANDLER_TIMEOUT = Duration.ofSeconds(1);

    private final Http1Connection connection =
            new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, new ServerFields(() -> 0, ""), 0);
    private int closes;

    private void receive(String text, long nowNanos) {
        connection.receive(ByteBuffer.wrap(HttpGrammar.encode(text)), nowNanos);
    }

    private Exchange pending(String requests) {
        receive(requests, 0);
        return connection.nextExchange(0).orElseThrow();
    }

    private String sent(long nowNanos) throws IOException {
        ByteBuffer sent = ByteBuffer.allocate(1 << 17);
        connection.markSent(connection.output().copyTo(sent), nowNanos);
        return HttpGrammar.decode(sent.array(), 0, sent.position());
    }

    private static Response text(String text) {
        return Response.plain(Status.OK, text);
    }

    /** A response whose content counts how often it is closed. */
    private Response countedResponse() {
        Content content = new Content() {
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
                closes++;
            }
        };
        return new Response(Status.OK, Headers.EMPTY, new Body.Slice(content, 0, 10));
    }

    @Test
    void next_exchange_follows_the_response() throws IOException {
        Exchange first = pending(GET + GET);
        assertTrue(connection.nextExchange(0).isEmpty());
        assertTrue(connection.isBusy());
        first.reply(text("first"), 0);
        Exchange second = connection.nextExchange(0).orElseThrow();
        assertTrue(sent(0).endsWith("\r\n\r\nfirst\n"));
        second.reply(text("second"), 0);
        assertTrue(sent(0).endsWith("\r\n\r\nsecond\n"));
    }

    @Test
    void input_is_wanted_for_one_read_ahead_only() {
        pending(GET);
        assertTrue(connection.wantsInput());
        receive(GET, 0);
        assertFalse(connection.wantsInput());
    }

    @Test
    void no_input_is_wanted_after_eof() throws IOException {
        Exchange exchange = pending(GET);
        connection.receiveEof(0);
        assertFalse(connection.wantsInput());
        assertEquals(CloseState.OPEN, connection.closeState());
        exchange.reply(text("still"), 0);
        assertTrue(sent(0).endsWith("\r\n\r\nstill\n"));
        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void only_the_write_timeout_of_earlier_responses_runs() throws IOException {
        Exchange first = pending(GET + GET);
        first.reply(text("first"), 0);
        Exchange second = connection.nextExchange(0).orElseThrow();
        assertTrue(connection.deadline() <= Timeouts.DEFAULT.write().toNanos());
        sent(SECOND);
        assertEquals(Connection.NO_DEADLINE, connection.deadline());

        long late = 3600 * SECOND;
        connection.handleTimeout(late);
        second.reply(text("second"), late);
        assertTrue(connection.deadline() > late, "the time of the handler counts as time of the client");
        assertTrue(sent(late).endsWith("\r\n\r\nsecond\n"));
        assertEquals(late + Timeouts.DEFAULT.idle().toNanos(), connection.deadline());
    }

    @Test
    void reply_after_abort_is_released_once() {
        Exchange exchange = pending(GET);
        connection.abort(0);
        exchange.reply(countedResponse(), 0);
        assertEquals(1, closes);
        assertThrows(IllegalStateException.class, () -> exchange.reply(countedResponse(), 0));
        assertThrows(IllegalStateException.class, () -> exchange.fail(0));
        assertEquals(1, closes);
        assertTrue(connection.output().isEmpty());
        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void failure_after_abort_sends_nothing() {
        Exchange exchange = pending(GET);
        connection.abort(0);
        exchange.fail(0);
        assertTrue(connection.output().isEmpty());
    }

    @Test
    void drain_waits_for_the_response_and_adds_connection_close() throws IOException {
        Exchange exchange = pending(GET + GET);
        connection.drain(0);
        assertEquals(CloseState.OPEN, connection.closeState());
        exchange.reply(text("last"), 0);
        String sent = sent(0);
        assertTrue(sent.contains("\r\nConnection: close\r\n") && sent.endsWith("\r\n\r\nlast\n"), sent);
        assertTrue(connection.nextExchange(0).isEmpty());
    }

    @Test
    void completed_later_reply_is_sent_at_once() throws IOException {
        pending(GET).reply(Reply.later(CompletableFuture.completedFuture(text("now"))), 0);

        assertTrue(sent(0).endsWith("\r\n\r\nnow\n"));
        assertFalse(connection.isWaiting());
    }

    @Test
    void later_reply_is_sent_after_resume() throws IOException {
        CompletableFuture<Reply> stage = new CompletableFuture<>();
        pending(GET).reply(Reply.later(stage), 0);
        connection.resume(0);
        assertEquals("", sent(0));
        assertTrue(connection.isWaiting());

        stage.complete(text("at last"));
        connection.resume(0);
        assertTrue(sent(0).endsWith("\r\n\r\nat last\n"));
        assertFalse(connection.isWaiting());
    }

    @Test
    void later_reply_is_cancelled_by_abort() {
        CompletableFuture<Reply> stage = new CompletableFuture<>();
        pending(GET).reply(Reply.later(stage), 0);
        connection.abort(0);

        assertTrue(stage.isCancelled());
    }

    /** A transport with blocking writes takes the deadline for the end of a write. */
    @Test
    void handler_timeout_does_not_end_the_output_of_earlier_responses() throws IOException {
        Http1Connection limited = new Http1Connection(
                Http1Limits.DEFAULT, Timeouts.DEFAULT.withHandler(HANDLER_TIMEOUT), new ServerFields(() -> 0, ""), 0);
        limited.receive(ByteBuffer.wrap(HttpGrammar.encode(GET + GET)), 0);
        limited.nextExchange(0).orElseThrow().reply(text("first"), 0);
        CompletableFuture<Reply> stage = new CompletableFuture<>();
        limited.nextExchange(0).orElseThrow().reply(Reply.later(stage), 0);

        assertTrue(limited.deadline() > 5 * SECOND, "the time of the handler limits the output of another response");
        limited.handleTimeout(5 * SECOND);
        ByteBuffer sent = ByteBuffer.allocate(1 << 12);
        limited.markSent(limited.output().copyTo(sent), 5 * SECOND);
        assertTrue(HttpGrammar.decode(sent.array(), 0, sent.position()).endsWith("\r\n\r\nfirst\n"));
        assertTrue(limited.deadline() <= 5 * SECOND);
        limited.handleTimeout(5 * SECOND);
        assertTrue(stage.isCancelled());
        limited.output().copyTo(sent.clear());
        assertTrue(HttpGrammar.decode(sent.array(), 0, sent.position()).startsWith("HTTP/1.1 503 "));
    }

    /** A producer that counts how often it is closed. */
    private final class FaultyProducer implements Body.Producer {
        private final boolean failsAtStart;

        private FaultyProducer(boolean failsAtStart) {
            this.failsAtStart = failsAtStart;
        }

        @Override
        public void start(Runnable wakeUp) {
            if (failsAtStart) {
                throw new IllegalStateException("on purpose");
            }
        }

        @Override
        public Body.Progress produce(ByteBuffer target) {
            return null;
        }

        @Override
        public void close() {
            closes++;
        }
    }

    @Test
    void producer_that_cannot_start_is_closed_once() {
        pending(GET).reply(new Response(Status.OK, Headers.EMPTY, new Body.Streamed(new FaultyProducer(true))), 0);
        assertThrows(IllegalStateException.class, () -> sent(0));
        connection.abort(0);

        assertEquals(1, closes);
    }

    /** Otherwise it would be called again and again. */
    @Test
    void producer_that_returns_null_fails() throws IOException {
        pending("GET / HTTP/1.0\r\nHost: a\r\n\r\n")
                .reply(new Response(Status.OK, Headers.EMPTY, new Body.Streamed(new FaultyProducer(false))), 0);

        assertThrows(NullPointerException.class, () -> sent(0));
    }
}
