package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Limits;
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
import org.junit.jupiter.api.Test;

/** What a conversation on the wire cannot show. */
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

    private void answer(Reply reply) {
        next().reply(reply, 0);
    }

    private String said() throws IOException {
        ByteBuffer sent = ByteBuffer.allocate(1 << 17);
        connection.markSent(connection.output().copyTo(sent), 0);
        return HttpGrammar.decode(sent.array(), 0, sent.position());
    }

    private static String status(String sent) {
        return sent.isEmpty() ? "" : sent.substring(9, 12);
    }

    /** Counts its ends, and fails where it is told to. */
    private static class CountingFailingUpload implements Upload {
        private final RuntimeException mistake;
        private final boolean failsAtOnce;
        private int finished;
        private int abandoned;

        CountingFailingUpload(RuntimeException mistake, boolean failsAtOnce) {
            this.mistake = mistake;
            this.failsAtOnce = failsAtOnce;
        }

        @Override
        public void receive(ByteBuffer bytes) {
            if (failsAtOnce) {
                throw mistake;
            }
        }

        @Override
        public Response finish() throws IOException {
            finished++;
            if (mistake != null) {
                throw mistake;
            }
            throw new IOException("no room");
        }

        @Override
        public void abort() {
            abandoned++;
            throw new IllegalStateException("a mistake in letting go");
        }
    }

    @Test
    void upload_failing_in_finish_is_not_aborted_again() throws IOException {
        CountingFailingUpload upload = new CountingFailingUpload(null, false);
        receive(POST + "abc");
        answer(upload);

        assertEquals("500", status(said()));
        assertEquals(1, upload.finished);
        assertEquals(0, upload.abandoned);
    }

    @Test
    void the_mistake_of_an_upload_is_answered_500() throws IOException {
        receive(POST);
        answer(new CountingFailingUpload(new IllegalStateException("a mistake"), false));
        receive("abc");

        assertEquals("500", status(said()));
    }

    @Test
    void failing_upload_is_aborted_even_if_abort_fails() throws IOException {
        CountingFailingUpload upload = new CountingFailingUpload(new IllegalStateException("a mistake"), true);
        receive(POST + "ab");
        answer(upload);

        assertEquals("500", status(said()));
        assertEquals(1, upload.abandoned);
        assertEquals(0, upload.finished);
    }

    @Test
    void an_upload_that_ends_with_nothing_is_answered_500() throws IOException {
        receive(POST + "abc");
        answer(new Upload() {
            @Override
            public void receive(ByteBuffer bytes) {}

            @Override
            public Response finish() {
                return null;
            }
        });

        assertEquals("500", status(said()));
    }

    @Test
    void an_upload_without_a_body_that_fails_is_answered_500() throws IOException {
        receive(GET);
        answer(new CountingFailingUpload(null, false));

        assertEquals("500", status(said()));
    }

    @Test
    void no_reply_is_a_mistake_that_can_still_be_answered() throws IOException {
        receive(GET);
        Exchange exchange = next();

        assertThrows(NullPointerException.class, () -> exchange.reply(null, 0));
        exchange.fail(0);

        assertEquals("500", status(said()));
    }

    @Test
    void a_request_is_answered_once_and_given_out_once() {
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
            answer(OK);
            assertEquals("200", status(said()));
        }
    }

    @Test
    void a_body_that_can_no_longer_come_is_not_waited_for() throws IOException {
        receive(POST);
        connection.receiveEof(0);
        CountingFailingUpload upload = new CountingFailingUpload(null, false);
        answer(upload);

        assertFalse(connection.wantsInput());
        assertEquals("400", status(said()));
        assertEquals(1, upload.abandoned);
        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void a_body_that_can_no_longer_come_is_not_read_over() throws IOException {
        receive(POST);
        connection.receiveEof(0);
        answer(OK);

        assertFalse(connection.wantsInput());
        assertEquals("200", status(said()));
        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void a_client_that_closed_its_half_gets_the_answers_to_all_it_asked() throws IOException {
        receive(GET + GET);
        connection.receiveEof(0);
        answer(OK);
        assertEquals(CloseState.OPEN, connection.closeState());
        answer(OK);

        assertTrue(said().indexOf("200 OK", 20) > 0);
        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void the_last_request_of_its_limit_is_answered_with_close() throws IOException {
        connection = with(Http1Limits.of(Limits.DEFAULT.withRequests(2)));
        receive(GET);
        answer(OK);
        assertFalse(said().contains("Connection: close"));
        receive(GET);
        answer(OK);

        assertTrue(said().contains("Connection: close"));
        assertEquals(CloseState.HALF_CLOSE, connection.closeState());
    }

    @Test
    void an_idle_connection_that_drains_closes_at_once() {
        connection.drain(0);

        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void a_connection_that_drains_answers_what_has_begun_with_close() throws IOException {
        receive("GET / HT");
        connection.drain(0);
        assertEquals(CloseState.OPEN, connection.closeState());
        receive("TP/1.1\r\nHost: a\r\n\r\n");
        answer(OK);

        assertTrue(said().contains("Connection: close"));
    }

    @Test
    void a_response_after_the_end_is_closed() {
        int[] closes = {0};
        receive(GET);
        Exchange exchange = next();
        connection.abort(0);
        exchange.reply(new Response(Status.OK, Headers.EMPTY, counted(closes)), 0);

        assertEquals(1, closes[0]);
    }

    @Test
    void an_upload_after_the_end_is_abandoned() {
        int[] abandons = {0};
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
                        abandons[0]++;
                    }
                },
                0);

        assertEquals(1, abandons[0]);
    }

    private static Body counted(int[] closes) {
        return new Body.Streamed(new Body.Producer() {
            @Override
            public boolean produce(ByteBuffer target) {
                return false;
            }

            @Override
            public void close() {
                closes[0]++;
            }
        });
    }

    @Test
    void a_failure_after_the_end_is_no_failure() {
        receive(GET);
        Exchange exchange = next();
        connection.abort(0);
        exchange.fail(0);
        connection.abort(0);

        assertTrue(connection.output().isEmpty());
    }

    @Test
    void completed_exchange_queue_is_bounded() throws IOException {
        for (int i = 0; i < 300; i++) {
            receive(GET);
            answer(i == 43 || i == 44 ? Response.of(new Status(200 + i, "")) : OK);
            said();
        }

        assertEquals(
                244, connection.nextCompletedExchange().orElseThrow().status().code());
        int left = 0;
        while (connection.nextCompletedExchange().isPresent()) {
            left++;
        }
        assertEquals(255, left);
    }

    @Test
    void what_was_served_is_reported_with_its_octets_and_times() throws IOException {
        connection.receive(ByteBuffer.wrap(HttpGrammar.encode(GET + GET)), 5);
        connection.nextExchange(6).orElseThrow().reply(Response.plain(Status.OK, "hello"), 7);
        connection.nextExchange(8).orElseThrow().reply(OK, 9);
        assertTrue(connection.nextCompletedExchange().isEmpty());
        ByteBuffer all = ByteBuffer.allocate(4096);
        connection.markSent(connection.output().copyTo(all), 10);

        CompletedExchange first = connection.nextCompletedExchange().orElseThrow();
        CompletedExchange second = connection.nextCompletedExchange().orElseThrow();
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
        answer(new Response(Status.OK, Headers.EMPTY, Body.of(ByteBuffer.allocate(64 << 10))));

        assertTrue(connection.nextExchange(0).isEmpty());
        assertFalse(connection.wantsInput());
        said();
        assertTrue(connection.nextExchange(0).isPresent());
    }

    @Test
    void a_peer_that_asked_for_100_and_will_not_get_it_loses_the_connection() throws IOException {
        receive(POST.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
        answer(OK);

        assertTrue(said().contains("Connection: close"));
        assertEquals(CloseState.HALF_CLOSE, connection.closeState());
    }

    @Test
    void discarded_body_up_to_the_limit_keeps_the_connection_one_more_byte_closes_it() throws IOException {
        Http1Limits limits = new Http1Limits(new Limits(10, 100, 1_000, 10), 100, 3, 0);
        connection = with(limits);
        receive(POST);
        answer(OK);
        assertFalse(said().contains("Connection: close"));
        receive("abc");
        assertEquals(Phase.IDLE, connection.phase());

        receive(POST.replace("3", "4"));
        answer(OK);
        assertTrue(said().contains("Connection: close"));
    }

    @Test
    void it_is_busy_from_the_first_octet_to_the_last() throws IOException {
        assertFalse(connection.isBusy());
        receive("G");
        assertTrue(connection.isBusy());
        receive(GET.substring(1));
        assertTrue(connection.isBusy());
        answer(OK);
        assertTrue(connection.isBusy());
        said();
        assertFalse(connection.isBusy());
    }
}
