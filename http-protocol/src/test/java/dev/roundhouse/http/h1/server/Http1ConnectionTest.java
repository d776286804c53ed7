package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.TakenExchanges;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Behavior that test scenarios cannot show. */
class Http1ConnectionTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n";
    private static final Response OK = Response.of(Status.OK);

    private Http1Connection connection = with(Http1Limits.DEFAULT);

    private static Http1Connection with(Http1Limits limits) {
        return new Http1Connection(limits, Timeouts.DEFAULT, new ServerFields(() -> 0, ""), 0);
    }

    private void receive(String text) {
        connection.receive(ByteBuffer.wrap(HttpGrammar.encode(text)), 0);
    }

    private Exchange next() {
        return connection.nextExchange(0).orElseThrow();
    }

    private void reply(Reply reply) {
        next().reply(reply, 0);
    }

    private String sent() throws IOException {
        ByteBuffer sent = ByteBuffer.allocate(1 << 17);
        connection.markSent(connection.output().copyTo(sent), 0);
        return HttpGrammar.decode(sent.array(), 0, sent.position());
    }

    private static String status(String sent) {
        return sent.isEmpty() ? "" : sent.substring(9, 12);
    }

    /** Counts how it is completed, and fails as configured. */
    private static class CountingFailingUpload implements Upload {
        private final RuntimeException failure;
        private final boolean failsAtOnce;
        private int finishes;
        private int aborts;

        CountingFailingUpload(RuntimeException failure, boolean failsAtOnce) {
            this.failure = failure;
            this.failsAtOnce = failsAtOnce;
        }

        @Override
        public void receive(ByteBuffer bytes) {
            if (failsAtOnce) {
                throw failure;
            }
        }

        @Override
        public Response finish() throws IOException {
            finishes++;
            if (failure != null) {
                throw failure;
            }
            throw new IOException("no space");
        }

        @Override
        public void abort() {
            aborts++;
            throw new IllegalStateException("on purpose, in abort");
        }
    }

    @Test
    void upload_failing_in_finish_is_not_aborted_again() throws IOException {
        CountingFailingUpload upload = new CountingFailingUpload(null, false);
        receive(POST + "abc");
        reply(upload);

        assertEquals("500", status(sent()));
        assertEquals(1, upload.finishes);
        assertEquals(0, upload.aborts);
    }

    @Test
    void failing_upload_gets_500() throws IOException {
        receive(POST);
        reply(new CountingFailingUpload(new IllegalStateException("on purpose"), false));
        receive("abc");

        assertEquals("500", status(sent()));
    }

    @Test
    void failing_upload_is_aborted_even_if_abort_fails() throws IOException {
        CountingFailingUpload upload = new CountingFailingUpload(new IllegalStateException("on purpose"), true);
        receive(POST + "ab");
        reply(upload);

        assertEquals("500", status(sent()));
        assertEquals(1, upload.aborts);
        assertEquals(0, upload.finishes);
    }

    @Test
    void upload_that_returns_null_gets_500() throws IOException {
        receive(POST + "abc");
        reply(new Upload() {
            @Override
            public void receive(ByteBuffer bytes) {}

            @Override
            public Response finish() {
                return null;
            }
        });

        assertEquals("500", status(sent()));
    }

    @Test
    void failing_upload_without_a_body_gets_500() throws IOException {
        receive(GET);
        reply(new CountingFailingUpload(null, false));

        assertEquals("500", status(sent()));
    }

    @Test
    void null_reply_throws_and_the_exchange_stays_open() throws IOException {
        receive(GET);
        Exchange exchange = next();

        assertThrows(NullPointerException.class, () -> exchange.reply(null, 0));
        exchange.fail(0);

        assertEquals("500", status(sent()));
    }

    @Test
    void exchange_is_returned_once_and_takes_one_reply() {
        receive(GET);
        Exchange exchange = next();
        exchange.reply(OK, 0);

        assertThrows(IllegalStateException.class, () -> exchange.reply(OK, 0));
        assertThrows(IllegalStateException.class, () -> exchange.fail(0));
        assertTrue(connection.nextExchange(0).isEmpty());
    }

    @Test
    void empty_line_limit_is_reset_for_each_request_for_any_input_split() throws IOException {
        for (int i = 0; i < 5; i++) {
            receive("\r\n");
            receive(GET);
            reply(OK);
            assertEquals("200", status(sent()));
        }
    }

    @Test
    void truncated_body_after_eof_gets_400() throws IOException {
        receive(POST);
        connection.receiveEof(0);
        CountingFailingUpload upload = new CountingFailingUpload(null, false);
        reply(upload);

        assertFalse(connection.wantsInput());
        assertEquals("400", status(sent()));
        assertEquals(1, upload.aborts);
        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void truncated_body_after_eof_is_not_discarded() throws IOException {
        receive(POST);
        connection.receiveEof(0);
        reply(OK);

        assertFalse(connection.wantsInput());
        assertEquals("200", status(sent()));
        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void half_closed_client_gets_all_responses() throws IOException {
        receive(GET + GET);
        connection.receiveEof(0);
        reply(OK);
        assertEquals(CloseState.OPEN, connection.closeState());
        reply(OK);

        assertTrue(sent().indexOf("200 OK", 20) > 0);
        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void last_request_of_the_limit_gets_connection_close() throws IOException {
        connection = with(Http1Limits.of(Limits.DEFAULT.withRequests(2)));
        receive(GET);
        reply(OK);
        assertFalse(sent().contains("Connection: close"));
        receive(GET);
        reply(OK);

        assertTrue(sent().contains("Connection: close"));
        assertEquals(CloseState.HALF_CLOSE, connection.closeState());
    }

    @Test
    void drain_closes_an_idle_connection_at_once() {
        connection.drain(0);

        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void drain_sends_connection_close_with_the_response_in_progress() throws IOException {
        receive("GET / HT");
        connection.drain(0);
        assertEquals(CloseState.OPEN, connection.closeState());
        receive("TP/1.1\r\nHost: a\r\n\r\n");
        reply(OK);

        assertTrue(sent().contains("Connection: close"));
    }

    @Test
    void response_after_abort_is_closed() {
        int[] closes = {0};
        receive(GET);
        Exchange exchange = next();
        connection.abort(0);
        exchange.reply(new Response(Status.OK, Headers.EMPTY, counted(closes)), 0);

        assertEquals(1, closes[0]);
    }

    @Test
    void upload_after_abort_is_aborted() {
        int[] aborts = {0};
        receive(POST);
        Exchange exchange = next();
        connection.abort(0);
        exchange.reply(
                new Upload() {
                    @Override
                    public void receive(ByteBuffer bytes) {}

                    @Override
                    public Response finish() {
                        return OK;
                    }

                    @Override
                    public void abort() {
                        aborts[0]++;
                    }
                },
                0);

        assertEquals(1, aborts[0]);
    }

    private static Body counted(int[] closes) {
        return new Body.Streamed(new Body.Producer() {
            @Override
            public Body.Progress produce(ByteBuffer target) {
                return Body.Progress.ENDED;
            }

            @Override
            public void close() {
                closes[0]++;
            }
        });
    }

    @Test
    void failure_after_abort_is_ignored() {
        receive(GET);
        Exchange exchange = next();
        connection.abort(0);
        exchange.fail(0);
        connection.abort(0);

        assertTrue(connection.output().isEmpty());
    }

    @Test
    void completed_exchange_queue_is_bounded() throws IOException {
        for (int i = 0; i < 44 + 1024; i++) {
            receive(GET);
            reply(i == 43 || i == 44 ? Response.of(new Status(200 + i, "")) : OK);
            sent();
        }

        List<CompletedExchange> taken = TakenExchanges.of(connection);
        assertEquals(244, taken.get(0).status().code());
        assertEquals(1024, taken.size());
    }

    @Test
    void completed_exchange_has_bytes_and_times() throws IOException {
        connection.receive(ByteBuffer.wrap(HttpGrammar.encode(GET + GET)), 5);
        connection.nextExchange(6).orElseThrow().reply(Response.plain(Status.OK, "hello"), 7);
        connection.nextExchange(8).orElseThrow().reply(OK, 9);
        assertEquals(List.of(), TakenExchanges.of(connection));
        ByteBuffer all = ByteBuffer.allocate(4096);
        connection.markSent(connection.output().copyTo(all), 10);

        List<CompletedExchange> taken = TakenExchanges.of(connection);
        CompletedExchange first = taken.get(0);
        CompletedExchange second = taken.get(1);
        assertEquals(all.position(), first.bytesSent() + second.bytesSent());
        assertEquals("", first.protocolError());
        assertTrue(first.isComplete());
        assertEquals(5, first.startedNanos());
        assertEquals(8, second.startedNanos());
        assertEquals(10, second.completedNanos());
        assertEquals("/", first.request().orElseThrow().target().raw());
    }

    @Test
    void no_request_is_processed_while_the_output_is_full() throws IOException {
        receive(GET + GET);
        reply(new Response(Status.OK, Headers.EMPTY, Body.of(ByteBuffer.allocate(64 << 10))));

        assertTrue(connection.nextExchange(0).isEmpty());
        assertFalse(connection.wantsInput());
        sent();
        assertTrue(connection.nextExchange(0).isPresent());
    }

    @Test
    void connection_closes_if_the_expected_100_is_not_sent() throws IOException {
        receive(POST.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
        reply(OK);

        assertTrue(sent().contains("Connection: close"));
        assertEquals(CloseState.HALF_CLOSE, connection.closeState());
    }

    @Test
    void discarded_body_up_to_the_limit_keeps_the_connection_one_more_byte_closes_it() throws IOException {
        Http1Limits limits = new Http1Limits(new Limits(10, 100, 1_000, 10), 100, 3, 0);
        connection = with(limits);
        receive(POST);
        reply(OK);
        assertFalse(sent().contains("Connection: close"));
        receive("abc");
        assertEquals(Phase.IDLE, connection.phase());

        receive(POST.replace("3", "4"));
        reply(OK);
        assertTrue(sent().contains("Connection: close"));
    }

    @Test
    void connection_is_busy_from_the_first_to_the_last_byte() throws IOException {
        assertFalse(connection.isBusy());
        receive("G");
        assertTrue(connection.isBusy());
        receive(GET.substring(1));
        assertTrue(connection.isBusy());
        reply(OK);
        assertTrue(connection.isBusy());
        sent();
        assertFalse(connection.isBusy());
    }

    /** RFC 9112 §6.3: without a length, a response to HTTP/1.0 ends with the connection. */
    @Test
    void only_a_response_of_known_length_keeps_a_connection_of_http_1_0_open() throws IOException {
        Body unknown = new Body.Streamed(target -> Body.Progress.ENDED);
        assertTrue(keepsOpen("1.0", Response.plain(Status.OK, "text")));
        assertTrue(keepsOpen("1.0", Response.of(Status.OK)));
        assertTrue(keepsOpen("1.0", Response.of(Status.NOT_MODIFIED).with(unknown)));
        assertFalse(keepsOpen("1.0", Response.of(Status.OK).with(unknown)));
        assertTrue(keepsOpen("1.1", Response.of(Status.OK).with(unknown)));
    }

    private boolean keepsOpen(String version, Response response) throws IOException {
        connection = with(Http1Limits.DEFAULT);
        receive("GET / HTTP/" + version + "\r\nHost: a\r\nConnection: keep-alive\r\n\r\n");
        reply(response);
        sent();
        sent();
        return connection.phase() == Phase.IDLE;
    }
}
