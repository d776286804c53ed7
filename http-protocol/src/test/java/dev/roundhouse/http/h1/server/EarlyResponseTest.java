package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Uploads with a limit, and uploads that respond before their body is complete. */
class EarlyResponseTest {
    private static final String FIXED = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n";
    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private Http1Connection connection = with(Http1Limits.DEFAULT);
    private final EarlyUpload upload = new EarlyUpload();

    private static Http1Connection with(Http1Limits limits) {
        return new Http1Connection(limits, Timeouts.DEFAULT, new ServerFields(() -> 0, ""), 0);
    }

    private static final class EarlyUpload implements Upload {
        private final StringBuilder received = new StringBuilder();
        private long max = Long.MAX_VALUE;
        private boolean ready = true;
        private Optional<Response> early = Optional.empty();
        private int finishes;
        private int aborts;

        @Override
        public long maxBytes() {
            return max;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public Optional<Response> earlyResponse() {
            return early;
        }

        @Override
        public void receive(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                received.append((char) bytes.get());
            }
        }

        @Override
        public Response finish() {
            finishes++;
            return Response.plain(Status.OK, received.toString());
        }

        @Override
        public void abort() {
            aborts++;
        }
    }

    private void receive(String text) {
        connection.receive(ByteBuffer.wrap(HttpGrammar.encode(text)), 0);
    }

    private void reply(Reply reply) {
        connection.nextExchange(0).orElseThrow().reply(reply, 0);
    }

    private String sent() throws IOException {
        ByteBuffer sent = ByteBuffer.allocate(1 << 17);
        connection.markSent(connection.output().copyTo(sent), 0);
        return HttpGrammar.decode(sent.array(), 0, sent.position());
    }

    private void assertEnds(int finishes, int aborts) {
        assertEquals(finishes, upload.finishes, "calls of finish");
        assertEquals(aborts, upload.aborts, "calls of abort");
    }

    @Test
    void declared_length_above_the_limit_gets_413_without_100() throws IOException {
        upload.max = 9;
        receive(FIXED.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
        reply(upload);

        assertTrue(sent().startsWith("HTTP/1.1 413 "));
        assertEnds(0, 1);
        assertEquals("", upload.received.toString());
    }

    @Test
    void declared_length_at_the_limit_is_received() throws IOException {
        upload.max = 10;
        receive(FIXED + "0123456789");
        reply(upload);

        assertTrue(sent().endsWith("\r\n\r\n0123456789\n"));
        assertEnds(1, 0);
    }

    @Test
    void chunked_body_gets_413_as_soon_as_it_exceeds_the_limit() throws IOException {
        upload.max = 9;
        receive(CHUNKED + "5\r\n01234\r\n");
        reply(upload);
        receive("4\r\n5678\r\n");
        assertEquals("", sent());
        receive("1\r\n9");

        assertTrue(sent().startsWith("HTTP/1.1 413 "));
        assertEquals("012345678", upload.received.toString());
        assertEnds(0, 1);
    }

    @Test
    void early_response_is_sent_and_the_next_request_is_read_after_the_rest_of_the_body() throws IOException {
        receive(FIXED + "01");
        reply(upload);
        upload.early = Optional.of(Response.plain(Status.BAD_REQUEST, "early"));
        receive("2345");
        assertTrue(sent().endsWith("\r\n\r\nearly\n"));
        assertEnds(0, 1);
        receive("6789" + GET);
        reply(Response.plain(Status.OK, "next"));

        assertTrue(sent().endsWith("\r\n\r\nnext\n"));
        assertEquals("012345", upload.received.toString());
    }

    @Test
    void early_response_is_taken_after_a_wake_up_with_bytes_of_the_body_in_the_input() throws IOException {
        upload.ready = false;
        receive(FIXED + "0123456789" + GET);
        reply(upload);
        assertFalse(connection.wantsInput());
        upload.early = Optional.of(Response.plain(Status.BAD_REQUEST, "early"));
        connection.resume(0);
        assertTrue(sent().endsWith("\r\n\r\nearly\n"));
        reply(Response.plain(Status.OK, "next"));

        assertTrue(sent().endsWith("\r\n\r\nnext\n"));
        assertEquals("", upload.received.toString());
        assertEnds(0, 1);
    }

    @Test
    void early_response_before_a_long_rest_closes_the_connection() throws IOException {
        long length = Http1Limits.DEFAULT.discardBytes() + 1;
        receive(FIXED.replace("10", Long.toString(length + 2)) + "0");
        reply(upload);
        upload.early = Optional.of(Response.plain(Status.BAD_REQUEST, "early"));
        receive("1");

        assertTrue(sent().contains("Connection: close"));
        assertEquals(CloseState.HALF_CLOSE, connection.closeState());
        assertEnds(0, 1);
    }

    @Test
    void mapped_upload_has_the_limit_and_a_mapped_early_response() throws IOException {
        upload.max = 20;
        Upload mapped = (Upload) upload.map(response -> response.with("X-Mark", "1"));
        assertEquals(20, mapped.maxBytes());
        receive(FIXED + "01");
        reply(mapped);
        upload.early = Optional.of(Response.plain(Status.BAD_REQUEST, "early"));
        receive("2");

        assertTrue(sent().contains("X-Mark: 1"));
    }
}
