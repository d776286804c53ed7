package dev.roundhouse.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each rule of {@link Connection} is checked, for the caller and for the connection. */
class CheckedConnectionTest {
    private static final Response OK = Response.plain(Status.OK, "ok");

    private final ScriptedConnection scripted = new ScriptedConnection();
    private final List<String> violations = new ArrayList<>();
    private final CheckedConnection connection =
            new CheckedConnection(scripted, violation -> violations.add(violation.getMessage()));

    private void assertViolation(String message, Executable call) {
        IllegalStateException thrown = assertThrows(IllegalStateException.class, call);

        assertEquals(message, thrown.getMessage());
        assertEquals(List.of(message), violations);
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count);
    }

    private record ZeroContent(long length) implements Content {
        @Override
        public int read(long position, ByteBuffer target) {
            int count = target.remaining();
            target.put(new byte[count]);
            return count;
        }

        @Override
        public void close() {}
    }

    @Test
    void caller_that_keeps_the_order_of_calls_causes_no_violation() throws IOException {
        scripted.exchanges.add(scripted.new ScriptedExchange());
        connection.receive(bytes(3), 1);
        connection.nextExchange(1).orElseThrow().reply(OK, 2);
        scripted.output.add(new byte[10]);
        assertEquals(10, connection.output().copyTo(bytes(20)));
        assertTrue(connection.isBusy());
        connection.markSent(4, 2);
        connection.markSent(6, 3);
        assertFalse(connection.nextExchange(3).isPresent());
        connection.handleTimeout(4);
        connection.drain(4);
        connection.receiveEof(5);
        connection.abort(6);
        connection.abort(6);

        assertEquals(CloseState.CLOSE, connection.closeState());
        assertEquals(Connection.NO_DEADLINE, connection.deadline());
        assertEquals(List.of(), TakenExchanges.of(connection));
        assertEquals(1, scripted.replies);
        assertEquals(List.of(), violations);
    }

    @Test
    void receive_without_wants_input_is_a_violation() {
        scripted.wantsInput = false;

        assertViolation("receive() although wantsInput() is false", () -> connection.receive(bytes(1), 0));
    }

    @Test
    void receive_after_eof_is_a_violation() {
        connection.receiveEof(0);

        assertViolation("receive() after receiveEof()", () -> connection.receive(bytes(1), 0));
    }

    @Test
    void second_eof_is_a_violation() {
        connection.receiveEof(0);

        assertViolation("receiveEof() twice", () -> connection.receiveEof(0));
    }

    @Test
    void more_sent_than_shown_is_a_violation() throws IOException {
        scripted.output.add(new byte[10]);
        connection.output().copyTo(bytes(4));

        assertViolation("markSent(5), but output() has shown 4 bytes", () -> connection.markSent(5, 0));
    }

    @Test
    void bytes_cannot_be_reported_as_sent_twice() throws IOException {
        ByteBuffer[] vector = new ByteBuffer[2];
        scripted.output.add(new byte[10]);
        connection.output().gather(bytes(8), vector, 1);
        connection.markSent(5, 0);

        assertViolation("markSent(4), but output() has shown 3 bytes", () -> connection.markSent(4, 0));
    }

    @Test
    void slice_counts_as_shown() {
        scripted.output.add(new Body.Slice(new ZeroContent(100), 0, 100));
        assertTrue(connection.output().startsWithSlice(100));
        assertEquals(100, connection.output().nextSlice().length());
        connection.markSent(60, 0);

        assertViolation("markSent(41), but output() has shown 40 bytes", () -> connection.markSent(41, 0));
    }

    @Test
    void negative_number_of_sent_bytes_is_a_violation() {
        assertViolation("markSent() with a negative number", () -> connection.markSent(-1, 0));
    }

    @Test
    void gather_before_a_slice_is_a_violation() {
        scripted.output.add(new Body.Slice(new ZeroContent(100), 0, 100));

        assertViolation(
                "gather() although the output starts with a slice of that length",
                () -> connection.output().gather(bytes(8), new ByteBuffer[2], 100));
    }

    @Test
    void decreasing_time_is_a_violation() {
        connection.drain(-5);

        assertViolation("time went back by 1 ns", () -> connection.handleTimeout(-6));
    }

    @Test
    void time_of_polls_replies_and_aborts_is_checked() {
        connection.nextExchange(10);

        assertViolation("time went back by 10 ns", () -> connection.abort(0));
    }

    @Test
    void time_of_a_reply_is_checked() {
        scripted.exchanges.add(scripted.new ScriptedExchange());
        Exchange exchange = connection.nextExchange(10).orElseThrow();

        assertViolation("time went back by 1 ns", () -> exchange.reply(OK, 9));
    }

    @Test
    void event_after_abort_is_a_violation() {
        connection.abort(0);

        assertViolation("event after abort()", () -> connection.drain(0));
    }

    @Test
    void second_reply_is_a_violation() {
        scripted.exchanges.add(scripted.new ScriptedExchange());
        Exchange exchange = connection.nextExchange(0).orElseThrow();
        exchange.reply(OK, 0);

        assertViolation("exchange already has a reply: " + exchange.request(), () -> exchange.fail(0));
        assertEquals(1, scripted.replies);
    }

    @Test
    void connection_that_leaves_input_is_a_violation() {
        scripted.consumesInput = false;

        assertViolation("connection did not consume all received bytes", () -> connection.receive(bytes(1), 0));
    }

    @Test
    void connection_that_wants_input_after_eof_is_a_violation() {
        scripted.ignoresEof = true;

        assertViolation("connection wants input after receiveEof()", () -> connection.receiveEof(0));
    }

    @Test
    void close_before_the_output_is_sent_is_a_violation() {
        scripted.output.add(new byte[1]);
        scripted.closeState = CloseState.HALF_CLOSE;

        assertViolation("close state is HALF_CLOSE while there is output", () -> connection.drain(0));
    }

    @Test
    void connection_that_is_not_busy_with_output_is_a_violation() {
        scripted.output.add(new byte[1]);
        scripted.busy = Optional.of(false);

        assertViolation("connection is not busy although it has output", () -> connection.drain(0));
    }

    @Test
    void connection_that_stays_open_after_abort_is_a_violation() {
        scripted.ignoresAbort = true;

        assertViolation("close state is OPEN after abort()", () -> connection.abort(0));
    }

    @Test
    void exchange_after_abort_is_a_violation() {
        connection.abort(0);
        scripted.exchanges.add(scripted.new ScriptedExchange());

        assertViolation("connection handed out an exchange after abort()", () -> connection.nextExchange(0));
    }

    @Test
    void connection_that_waits_for_nothing_is_a_violation() {
        scripted.wantsInput = false;

        assertViolation(
                "connection wants no input, has no output and no exchange, and is not to be closed",
                () -> connection.nextExchange(0));
    }

    @Test
    void connection_may_want_no_input_while_a_reply_is_awaited() {
        scripted.exchanges.add(scripted.new ScriptedExchange());
        Exchange exchange = connection.nextExchange(0).orElseThrow();
        scripted.wantsInput = false;
        assertFalse(connection.nextExchange(0).isPresent());

        exchange.fail(0);

        assertThrows(IllegalStateException.class, () -> connection.nextExchange(0));
    }

    @Test
    void violation_is_thrown_without_a_listener() {
        Connection withoutListener = new CheckedConnection(scripted);
        withoutListener.receiveEof(0);

        assertThrows(IllegalStateException.class, () -> withoutListener.receiveEof(0));
    }
}
