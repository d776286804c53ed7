package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Events while a request waits for its response. */
class PendingExchangeTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final long SECOND = 1_000_000_000L;

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
}
