package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.roundhouse.http.connection.CheckedConnection;
import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.DelayedReplies;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.GeneratedResponses;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A connection between a client that sends given bytes and a server that responds with {@link GeneratedResponses}. A source of
 * numbers chooses the next event among all possible ones. After each event, the state that the connection reports is checked for
 * consistency.
 */
public final class SimulatedConnection {
    /** The bound of a choice that only determines the size of received input. */
    static final int RECEIVE_SIZES = 18;

    /** The bound of a choice that only determines the size of sent output. */
    static final int SEND_SIZES = 17;

    private static final int MAX_EVENTS = 200_000;
    private static final long MILLISECOND = 1_000_000;
    private static final ServerFields SERVER_FIELDS = new ServerFields(() -> 0, "");

    private final Http1Connection engine;
    private final Connection connection;
    private final GeneratedResponses responses;
    private final ByteBuffer input;
    private final IntUnaryOperator choice;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final StringBuilder completedExchanges = new StringBuilder();

    private final DelayedReplies delays;
    private boolean woken;
    private long nowNanos;
    private Exchange open;
    private boolean ended;
    private boolean withFaults;
    private int replied;
    private int reported;

    /** A possible event. */
    private interface SimulationEvent {
        void run() throws IOException;
    }

    /**
     * A new connection.
     *
     * @param input the bytes that the client sends
     * @param choice returns a number below its argument; 0 chooses the regular course
     */
    public SimulatedConnection(Http1Limits limits, Timeouts timeouts, byte[] input, IntUnaryOperator choice) {
        ConnectionContext context = new ConnectionContext() {
            @Override
            public void wakeUp() {
                woken = true;
            }
        };
        this.engine = new Http1Connection(limits, timeouts, SERVER_FIELDS, new RequestHeadCache(1), context, nowNanos);
        this.delays = new DelayedReplies(choice);
        this.connection = new CheckedConnection(engine);
        this.responses = new GeneratedResponses(limits.common().bodyBytes());
        this.input = ByteBuffer.wrap(input);
        this.choice = choice;
    }

    /** The bytes sent by the server. */
    public String sent() {
        return HttpGrammar.decode(sent.toByteArray(), 0, sent.size());
    }

    /** The completed exchanges with status, protocol error and byte counts. */
    String completedExchanges() {
        return completedExchanges.toString();
    }

    /** The requests received by the server. */
    public String requests() {
        return responses.requests();
    }

    /** Runs events until the connection is closed. */
    public SimulatedConnection run() {
        for (int count = 0; connection.closeState() != CloseState.CLOSE; count++) {
            assertTrue(count < MAX_EVENTS, "the connection is not closed");
            runOne(possibleEvents());
        }
        return end();
    }

    /** Runs events until the connection is closed, including faults and timeouts. */
    public SimulatedConnection runWithFaults() {
        withFaults = true;
        delays.addFaults();
        return run();
    }

    /** Runs a number of events, and then only lets time pass: timeouts must close the connection. */
    SimulatedConnection runThenWait(int events) {
        for (int count = 0; count < events && connection.closeState() != CloseState.CLOSE; count++) {
            runOne(possibleEvents());
        }
        for (int count = 0; connection.closeState() != CloseState.CLOSE; count++) {
            assertTrue(count < 10, () -> "timeouts do not close it: " + engine.phase());
            completeAll();
            if (connection.closeState() != CloseState.CLOSE) {
                runOne(List.of(open == null ? this::waitForDeadline : this::reply));
            }
        }
        return end();
    }

    /** Does what other threads do, until nothing more is waited for: then the client alone is. */
    private void completeAll() {
        while (delays.hasPending() || woken || (!connection.output().isEmpty() && connection.isWaiting())) {
            if (delays.hasPending()) {
                delays.completeOne();
            } else if (woken) {
                resume();
            } else {
                runOne(List.of(this::send));
            }
        }
    }

    private void resume() {
        woken = false;
        connection.resume(nowNanos);
    }

    private void runOne(List<SimulationEvent> possible) {
        if (possible.isEmpty()) {
            fail("no event is possible in " + engine.phase());
        }
        try {
            possible.get(choice.applyAsInt(possible.size())).run();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (connection.isWaiting() && nowNanos >= connection.deadline()) {
            // The time of the handler has passed while earlier output had to be sent.
            connection.handleTimeout(nowNanos);
        }
        if (open == null) {
            open = connection.nextExchange(nowNanos).orElse(null);
        }
        check();
    }

    private List<SimulationEvent> possibleEvents() {
        List<SimulationEvent> events = new ArrayList<>();
        if (connection.output().isSendable()) {
            events.add(this::send);
        }
        if (delays.hasPending()) {
            events.add(delays::completeOne);
        }
        if (woken) {
            events.add(this::resume);
        }
        if (open != null) {
            events.add(this::reply);
        }
        if (connection.wantsInput()) {
            events.add(input.hasRemaining() ? this::receive : this::receiveEof);
        }
        if (withFaults && !events.isEmpty() && choice.applyAsInt(4) == 0) {
            events.add(this::injectFault);
        }
        return events;
    }

    private void injectFault() {
        switch (choice.applyAsInt(13)) {
            case 0, 1, 2, 3 -> advanceTime(choice.applyAsInt(5_000) * MILLISECOND);
            case 4 -> waitForDeadline();
            case 5 -> connection.drain(nowNanos);
            case 6 -> {
                if (!ended) {
                    receiveEof();
                }
            }
            case 7 -> connection.abort(nowNanos);
            case 8 -> connection.handleTimeout(nowNanos);
            case 9 -> connection.markSent(0, nowNanos);
            case 11 -> connection.resume(nowNanos);
            case 10 -> {
                if (open != null) {
                    failExchange();
                }
            }
            default -> advanceTime(1);
        }
    }

    private void advanceTime(long time) {
        nowNanos += time;
        if (nowNanos >= connection.deadline()) {
            connection.handleTimeout(nowNanos);
        }
    }

    private void waitForDeadline() {
        if (connection.deadline() != Connection.NO_DEADLINE) {
            advanceTime(connection.deadline() - nowNanos);
        }
    }

    private void receive() {
        int count = chooseSize(input.remaining(), RECEIVE_SIZES);
        // A separate buffer, overwritten afterwards: the connection must not keep it.
        ByteBuffer lent = ByteBuffer.allocate(count + 2).position(1).limit(1 + count);
        lent.put(input.slice(input.position(), count)).position(1);
        input.position(input.position() + count);
        connection.receive(lent, nowNanos);
        assertEquals(0, lent.remaining(), "all input is consumed");
        Arrays.fill(lent.array(), (byte) '!');
    }

    private void receiveEof() {
        ended = true;
        input.position(input.limit());
        connection.receiveEof(nowNanos);
    }

    private void reply() {
        Exchange exchange = open;
        open = null;
        replied++;
        exchange.reply(delays.delayed(responses.reply(exchange.request())), nowNanos);
    }

    private void failExchange() {
        Exchange exchange = open;
        open = null;
        replied++;
        exchange.fail(nowNanos);
    }

    /** A body that fails ends the connection. */
    private void send() {
        long count;
        try {
            count = choice.applyAsInt(3) == 0 ? copy() : gather();
        } catch (IOException | RuntimeException failed) {
            connection.abort(nowNanos);
            return;
        }
        connection.markSent(count, nowNanos);
    }

    private long copy() throws IOException {
        ByteBuffer target = ByteBuffer.allocate(chooseSize(1 << 17, SEND_SIZES));
        connection.output().copyTo(target);
        return take(target.flip(), chooseSize(target.remaining(), SEND_SIZES));
    }

    private long gather() throws IOException {
        long sliceFrom = 1 + choice.applyAsInt(1 << 17);
        if (connection.output().startsWithSlice(sliceFrom)) {
            return slice();
        }
        ByteBuffer[] vector = new ByteBuffer[2];
        int buffers =
                connection.output().gather(ByteBuffer.allocate(chooseSize(1 << 15, SEND_SIZES)), vector, sliceFrom);
        long count = 0;
        for (int i = 0; i < buffers; i++) {
            int remaining = vector[i].remaining();
            int taken = take(vector[i], chooseSize(remaining, SEND_SIZES));
            count += taken;
            if (taken < remaining) {
                break;
            }
        }
        return count;
    }

    private long slice() throws IOException {
        var slice = connection.output().nextSlice();
        ByteBuffer target = ByteBuffer.allocate(chooseSize((int) slice.length(), SEND_SIZES));
        slice.content().read(slice.position(), target);
        return take(target.flip(), target.remaining());
    }

    private int take(ByteBuffer bytes, int count) {
        for (int i = 0; i < count; i++) {
            sent.write(bytes.get());
        }
        return count;
    }

    /** A number from 1 to a maximum, small ones as often as large ones; 0 if the maximum is 0. */
    private int chooseSize(int max, int sizes) {
        int size = choice.applyAsInt(sizes);
        return size == 0 || max == 0 ? max : Math.min(max, 1 + choice.applyAsInt(1 << size));
    }

    private void check() {
        connection.takeCompletedExchanges(exchange -> {
            reported++;
            completedExchanges
                    .append(exchange.status())
                    .append(' ')
                    .append(exchange.protocolError())
                    .append(' ')
                    .append(exchange.bytesSent())
                    .append(' ')
                    .append(exchange.bodyBytes())
                    .append(' ')
                    .append(exchange.line())
                    .append('\n');
        });
        CloseState closeState = connection.closeState();
        assertTrue(
                closeState == CloseState.OPEN || connection.output().isEmpty(), "it closed before all output was sent");
        assertTrue(connection.isBusy() || connection.output().isEmpty(), "a connection with output is busy");
        assertTrue(!ended || !connection.wantsInput(), "it wants input after EOF");
        if (closeState != CloseState.CLOSE) {
            boolean waitsForServer = (open != null && connection.output().isEmpty())
                    || connection.isWaiting()
                    || connection.output().isWaiting();
            assertTrue(
                    waitsForServer || connection.deadline() != Connection.NO_DEADLINE,
                    () -> "it has no deadline in " + engine.phase());
            assertTrue(connection.deadline() > nowNanos, () -> "the deadline has passed in " + engine.phase());
        }
    }

    private SimulatedConnection end() {
        connection.abort(nowNanos);
        if (open != null) {
            reply();
            assertTrue(connection.output().isEmpty(), "a reply after abort sends nothing");
        }
        while (delays.hasPending()) {
            // Replies that come too late are released.
            delays.completeOne();
        }
        responses.assertAllReleased();
        assertTrue(reported <= replied + 1, "each exchange is reported once, and at most one rejected request");
        return this;
    }
}
