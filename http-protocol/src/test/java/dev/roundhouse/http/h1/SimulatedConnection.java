package dev.roundhouse.http.h1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.roundhouse.http.connection.CheckedConnection;
import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.ServerFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * A connection between a peer that says given octets and a server that answers as {@link GeneratedResponses} does. Whoever runs it
 * chooses what happens next among all that may happen; after each event, what the connection says of itself must fit
 * together.
 */
public final class SimulatedConnection {
    /** Numbers that are asked for with no other meaning than to choose the size of a piece that comes. */
    static final int HEARD = 18;

    /** Or that goes. */
    static final int SENT = 17;

    private static final int MOST_EVENTS = 200_000;
    private static final long MILLISECOND = 1_000_000;
    private static final ServerFields STAMP = new ServerFields(() -> 0, "");

    private final Http1Connection engine;
    private final Connection connection;
    private final GeneratedResponses site;
    private final ByteBuffer input;
    private final IntUnaryOperator choice;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final StringBuilder served = new StringBuilder();

    private long now;
    private Exchange open;
    private boolean ended;
    private boolean surprising;
    private int answered;
    private int reported;

    /** A thing that may happen. */
    private interface SimulationEvent {
        void happen() throws IOException;
    }

    /**
     * A new connection.
     *
     * @param input what the peer will say
     * @param choice gives a number below its argument; where it gives 0 things just go on
     */
    public SimulatedConnection(Http1Limits limits, Timeouts timeouts, byte[] input, IntUnaryOperator choice) {
        this.engine = new Http1Connection(limits, timeouts, STAMP, now);
        this.connection = new CheckedConnection(engine);
        this.site = new GeneratedResponses(limits.common().bodyBytes());
        this.input = ByteBuffer.wrap(input);
        this.choice = choice;
    }

    /** Whatever was sent. */
    public String said() {
        return HttpGrammar.decode(said.toByteArray(), 0, said.size());
    }

    /** The answers that ended, with status, rule broken, and octets. */
    String served() {
        return served.toString();
    }

    public String asked() {
        return site.asked();
    }

    /** Lets things happen until the connection has ended. */
    public SimulatedConnection run() {
        for (int count = 0; connection.closeState() != CloseState.CLOSE; count++) {
            assertTrue(count < MOST_EVENTS, "it does not come to an end");
            one(usual());
        }
        return end();
    }

    /** Lets things happen until the connection has ended, among them what may happen at any time. */
    public SimulatedConnection runWithSurprises() {
        surprising = true;
        return run();
    }

    /** Lets so many things happen, and then nothing but the passing of time: that must end it, too. */
    SimulatedConnection runThenWait(int events) {
        for (int count = 0; count < events && connection.closeState() != CloseState.CLOSE; count++) {
            one(usual());
        }
        for (int count = 0; connection.closeState() != CloseState.CLOSE; count++) {
            assertTrue(count < 10, () -> "time does not end it: " + engine.phase());
            one(List.of(open == null ? this::waitForDeadline : this::answer));
        }
        return end();
    }

    private void one(List<SimulationEvent> possible) {
        if (possible.isEmpty()) {
            fail("nothing can happen any more in " + engine.phase());
        }
        try {
            possible.get(choice.applyAsInt(possible.size())).happen();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (open == null) {
            open = connection.nextExchange(now).orElse(null);
        }
        check();
    }

    private List<SimulationEvent> usual() {
        List<SimulationEvent> events = new ArrayList<>();
        if (!connection.output().isEmpty()) {
            events.add(this::send);
        }
        if (open != null) {
            events.add(this::answer);
        }
        if (connection.wantsInput()) {
            events.add(input.hasRemaining() ? this::hear : this::hearEnd);
        }
        if (surprising && !events.isEmpty() && choice.applyAsInt(4) == 0) {
            events.add(this::surprise);
        }
        return events;
    }

    private void surprise() {
        switch (choice.applyAsInt(12)) {
            case 0, 1, 2, 3 -> pass(choice.applyAsInt(5_000) * MILLISECOND);
            case 4 -> waitForDeadline();
            case 5 -> connection.drain(now);
            case 6 -> {
                if (!ended) {
                    hearEnd();
                }
            }
            case 7 -> connection.abort(now);
            case 8 -> connection.handleTimeout(now);
            case 9 -> connection.markSent(0, now);
            case 10 -> {
                if (open != null) {
                    failToAnswer();
                }
            }
            default -> pass(1);
        }
    }

    private void pass(long time) {
        now += time;
        if (now >= connection.deadline()) {
            connection.handleTimeout(now);
        }
    }

    private void waitForDeadline() {
        if (connection.deadline() != Connection.NO_DEADLINE) {
            pass(connection.deadline() - now);
        }
    }

    private void hear() {
        int count = some(input.remaining(), HEARD);
        // A buffer of its own, spoiled afterwards: it was only lent.
        ByteBuffer lent = ByteBuffer.allocate(count + 2).position(1).limit(1 + count);
        lent.put(input.slice(input.position(), count)).position(1);
        input.position(input.position() + count);
        connection.receive(lent, now);
        assertEquals(0, lent.remaining(), "all is consumed");
        Arrays.fill(lent.array(), (byte) '!');
    }

    private void hearEnd() {
        ended = true;
        input.position(input.limit());
        connection.receiveEof(now);
    }

    private void answer() {
        Exchange answering = open;
        open = null;
        answered++;
        answering.reply(site.answer(answering.request()), now);
    }

    private void failToAnswer() {
        Exchange failing = open;
        open = null;
        answered++;
        failing.fail(now);
    }

    private void send() throws IOException {
        long count = choice.applyAsInt(3) == 0 ? copy() : gather();
        connection.markSent(count, now);
    }

    private long copy() throws IOException {
        ByteBuffer room = ByteBuffer.allocate(some(1 << 17, SENT));
        connection.output().copyTo(room);
        return take(room.flip(), some(room.remaining(), SENT));
    }

    private long gather() throws IOException {
        long sliceFrom = 1 + choice.applyAsInt(1 << 17);
        if (connection.output().startsWithSlice(sliceFrom)) {
            return slice();
        }
        ByteBuffer[] vector = new ByteBuffer[2];
        int count = connection.output().gather(ByteBuffer.allocate(some(1 << 15, SENT)), vector, sliceFrom);
        long sent = 0;
        for (int i = 0; i < count; i++) {
            int all = vector[i].remaining();
            int part = take(vector[i], some(all, SENT));
            sent += part;
            if (part < all) {
                break;
            }
        }
        return sent;
    }

    private long slice() throws IOException {
        var slice = connection.output().nextSlice();
        ByteBuffer room = ByteBuffer.allocate(some((int) slice.length(), SENT));
        slice.content().read(slice.position(), room);
        return take(room.flip(), room.remaining());
    }

    private int take(ByteBuffer bytes, int count) {
        for (int i = 0; i < count; i++) {
            said.write(bytes.get());
        }
        return count;
    }

    /** A number from 1 to so many, small ones as often as large ones; 0 of 0. */
    private int some(int max, int sizes) {
        int size = choice.applyAsInt(sizes);
        return size == 0 || max == 0 ? max : Math.min(max, 1 + choice.applyAsInt(1 << size));
    }

    private void check() {
        for (Optional<CompletedExchange> next = connection.nextCompletedExchange();
                next.isPresent();
                next = connection.nextCompletedExchange()) {
            CompletedExchange one = next.get();
            reported++;
            served.append(one.status())
                    .append(' ')
                    .append(one.protocolError())
                    .append(' ')
                    .append(one.bytesSent())
                    .append(' ')
                    .append(one.bodyBytes())
                    .append(' ')
                    .append(one.line())
                    .append('\n');
        }
        CloseState closeState = connection.closeState();
        assertTrue(closeState == CloseState.OPEN || connection.output().isEmpty(), "it ended before all was said");
        assertTrue(connection.isBusy() || connection.output().isEmpty(), "what has something to say is busy");
        assertTrue(!ended || !connection.wantsInput(), "it wants input behind the end of the input");
        if (closeState != CloseState.CLOSE) {
            boolean waitsForServer = open != null && connection.output().isEmpty();
            assertTrue(
                    waitsForServer || connection.deadline() != Connection.NO_DEADLINE,
                    () -> "it would wait for ever in " + engine.phase());
            assertTrue(connection.deadline() > now, () -> "no time is given in " + engine.phase());
        }
    }

    private SimulatedConnection end() {
        connection.abort(now);
        if (open != null) {
            answer();
            assertTrue(connection.output().isEmpty(), "an answer after the end is not said");
        }
        site.assertAllReturned();
        assertTrue(reported <= answered + 1, "each answer is reported once, and perhaps a refusal");
        return this;
    }
}
