package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.connection.Timeouts.MinRate;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Time is a number here: no test waits. */
class ConnectionTimersTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n";
    private static final Timeouts TIMEOUTS = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            new MinRate(100, Duration.ofSeconds(15)));

    /** The origin of a monotonic clock is arbitrary. */
    private static final long START = -5 * SECOND;

    private final Http1Connection connection =
            new Http1Connection(Http1Limits.DEFAULT, TIMEOUTS, new ServerFields(() -> 0, ""), START);

    private void receive(String text, long second) {
        connection.receive(ByteBuffer.wrap(HttpGrammar.encode(text)), START + second * SECOND);
    }

    private void assertDeadline(long second) {
        assertEquals(START + second * SECOND, connection.deadline());
    }

    private String expired(long second) throws IOException {
        connection.handleTimeout(START + second * SECOND);
        ByteBuffer sent = ByteBuffer.allocate(4096);
        connection.markSent(connection.output().copyTo(sent), START + second * SECOND);
        return HttpGrammar.decode(sent.array(), 0, sent.position());
    }

    @Test
    void idle_connection_closes_without_a_response() throws IOException {
        assertDeadline(30);

        assertEquals("", expired(30));
        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void expire_before_the_deadline_does_nothing() throws IOException {
        assertEquals("", expired(29));
        assertEquals(CloseState.OPEN, connection.closeState());
    }

    @Test
    void header_timeout_starts_at_the_first_byte_of_any_split() throws IOException {
        receive("G", 7);
        receive("ET / HT", 16);
        assertDeadline(17);

        assertTrue(expired(17).startsWith("HTTP/1.1 408 Request Timeout\r\n"));
    }

    @Test
    void linger_timeout_closes_a_connection_of_a_silent_peer() throws IOException {
        receive("GET\r\n\r\n", 0);
        expired(0);
        assertEquals(CloseState.HALF_CLOSE, connection.closeState());
        assertDeadline(2);

        expired(2);
        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void no_timeout_runs_while_the_handler_works() {
        receive(GET, 0);

        assertEquals(Connection.NO_DEADLINE, connection.deadline());
    }

    @Test
    void body_timeout_runs_between_bytes() throws IOException {
        beginUpload();
        receive("x".repeat(10_000), 5);
        assertDeadline(25);

        assertTrue(expired(25).startsWith("HTTP/1.1 408 Request Timeout\r\n"));
    }

    @Test
    void body_must_meet_the_average_min_rate() {
        beginUpload();
        receive("x".repeat(100), 10);
        assertDeadline(15 + 1);

        receive("x".repeat(300), 14);
        assertDeadline(15 + 4);
    }

    @Test
    void write_timeout_runs_while_output_waits() {
        beginDownload();
        assertDeadline(15);

        connection.markSent(4000, START + 14 * SECOND);
        assertDeadline(15 + 40);

        connection.markSent(100_000, START + 20 * SECOND);
        assertDeadline(20 + 60);
    }

    @Test
    void write_timeout_aborts_a_stalled_response() throws IOException {
        beginDownload();
        connection.markSent(100_000, START + 1 * SECOND);

        connection.handleTimeout(START + 61 * SECOND);

        assertEquals(CloseState.CLOSE, connection.closeState());
    }

    @Test
    void min_rate_of_zero_is_no_limit() {
        assertEquals(Connection.NO_DEADLINE, new MinRate(0, Duration.ZERO).deadline(0, 0));
    }

    private void beginDownload() {
        receive(GET, 0);
        Response large = Response.of(Status.OK).with(Body.of("x".repeat(1_000_000)));
        connection.nextExchange(START).orElseThrow().reply(large, START);
    }

    private void beginUpload() {
        receive(POST, 0);
        connection.nextExchange(START).orElseThrow().reply(new DiscardingUpload(), START);
    }

    private static final class DiscardingUpload implements Upload {
        @Override
        public void receive(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public Response finish() {
            return Response.of(Status.OK);
        }
    }

    private void reply(Response response, long second) {
        connection.nextExchange(START + second * SECOND).orElseThrow().reply(response, START + second * SECOND);
    }

    @Test
    void idle_timeout_starts_after_the_last_byte_sent() throws IOException {
        receive(GET, 0);
        reply(Response.of(Status.OK), 0);
        ByteBuffer sent = ByteBuffer.allocate(4096);
        int all = connection.output().copyTo(sent);
        connection.markSent(1, START + 14 * SECOND);
        connection.markSent(all - 1, START + 40 * SECOND);

        assertDeadline(70);
    }

    @Test
    void header_timeout_starts_after_the_previous_response() throws IOException {
        receive(GET, 0);
        reply(Response.of(Status.OK), 0);
        receive("GET", 1);
        connection.markSent(connection.output().copyTo(ByteBuffer.allocate(4096)), START + 14 * SECOND);

        assertDeadline(24);
    }

    @Test
    void body_timeout_starts_with_the_upload() {
        receive(POST, 0);
        connection.nextExchange(START).orElseThrow().reply(new EndlessUpload(), START + 50 * SECOND);

        assertDeadline(65);
    }

    @Test
    void write_timeout_applies_to_an_interim_response() {
        receive(POST.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"), 0);
        connection.nextExchange(START).orElseThrow().reply(new EndlessUpload(), START + 50 * SECOND);

        assertDeadline(65);
    }

    @Test
    void sent_of_zero_bytes_is_no_progress() {
        receive(GET, 0);
        reply(Response.of(Status.OK), 0);
        connection.markSent(0, START + 10 * SECOND);

        assertDeadline(15);
    }

    @Test
    void min_rate_with_terabytes_does_not_overflow() {
        MinRate minRate = new MinRate(1, Duration.ofSeconds(1));

        assertTrue(minRate.deadline(START, Long.MAX_VALUE) > 0);
        assertEquals(START + 11 * SECOND, minRate.deadline(START, 10));
        assertEquals(Long.MAX_VALUE, new MinRate(0, Duration.ZERO).deadline(START, 10));
    }

    /** Consumes no bytes and returns no response. */
    private static final class EndlessUpload implements Upload {
        @Override
        public void receive(ByteBuffer bytes) {}

        @Override
        public Response finish() throws IOException {
            throw new IOException("never");
        }
    }
}
