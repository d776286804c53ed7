package dev.roundhouse.http.h2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CheckedConnection;
import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * A client and a server that are connected in memory. Time passes when a test wants it. By default all bytes are delivered at once; a
 * source of numbers can choose any split.
 */
final class Http2Simulation {
    /** The bound of a choice that only determines a number of bytes. */
    private static final int SIZES = 18;

    private final CheckedConnection connection;
    private final Http2Peer peer = new Http2Peer();
    private final Function<Request, Reply> handler;
    private final IntUnaryOperator choice;
    private final List<Request> requests = new ArrayList<>();
    private final List<CompletedExchange> completed = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<Throwable> handlerFailures = new ArrayList<>();
    private final List<Throwable> contentFailures = new ArrayList<>();
    private final ArrayDeque<Exchange> held = new ArrayDeque<>();
    private boolean holdsExchanges;
    private boolean woken;
    private long nowNanos;

    Http2Simulation(Http2Limits limits, Timeouts timeouts, Function<Request, Reply> handler, IntUnaryOperator choice) {
        this.handler = handler;
        this.choice = choice;
        this.connection = new CheckedConnection(
                new Http2Connection(limits, timeouts, new ServerFields(() -> 0, ""), new Context(), nowNanos));
    }

    Http2Simulation(Http2Limits limits, Function<Request, Reply> handler) {
        this(limits, Timeouts.DEFAULT, handler, bound -> 0);
    }

    Http2Simulation(Function<Request, Reply> handler) {
        this(Http2Limits.DEFAULT, handler);
    }

    /** A server that sends the path. */
    Http2Simulation() {
        this(request ->
                Response.plain(Status.OK, "").with(Body.of(request.target().path())));
    }

    private final class Context implements ConnectionContext {
        @Override
        public void wakeUp() {
            woken = true;
        }

        @Override
        public void protocolError(int streamId, String rule, String message) {
            errors.add(rule);
        }

        @Override
        public void handlerFailed(Request request, Throwable cause) {
            handlerFailures.add(cause);
        }

        @Override
        public void contentFailed(Throwable cause) {
            contentFailures.add(cause);
        }
    }

    // The client

    /** Sends the preface and settings, and acknowledges those of the server. */
    Http2Simulation connect(int... settings) {
        send(Http2Frames.preface(), Http2Frames.settings(settings), Http2Frames.settingsAck());
        for (int i = 0; i < settings.length; i += 2) {
            if (settings[i] == dev.roundhouse.http.h2.stream.Settings.INITIAL_WINDOW_SIZE) {
                peer.announceInitialWindow(settings[i + 1]);
            }
        }
        return read();
    }

    /** Delivers frames to the server as far as it wants input, which then replies to requests. */
    Http2Simulation send(byte[]... frames) {
        ByteBuffer bytes = ByteBuffer.wrap(Http2Frames.join(frames));
        while (bytes.hasRemaining() && connection.wantsInput()) {
            receive(bytes, chooseSize(bytes.remaining()));
        }
        return this;
    }

    /** Delivers the first bytes, whatever the server does with them. */
    void receive(ByteBuffer bytes, int count) {
        // A separate buffer, overwritten afterwards: the connection must not keep it.
        ByteBuffer lent = ByteBuffer.allocate(count + 2).position(1).limit(1 + count);
        lent.put(bytes.slice(bytes.position(), count)).position(1);
        bytes.position(bytes.position() + count);
        connection.receive(lent, nowNanos);
        Arrays.fill(lent.array(), (byte) '!');
        takeExchanges();
    }

    /** Sends frames and reads until the server has nothing more to send. */
    Http2Simulation exchange(byte[]... frames) {
        send(frames);
        return read();
    }

    /** Sends DATA with letters, as much as both windows allow and no more than given. */
    int sendLetters(int streamId, int most) {
        int count = (int) Math.min(
                Math.min(most, Http2Limits.FRAME_BYTES), peer.stream(streamId).ownWindow());
        peer.sent(streamId, count);
        byte[] letters = new byte[count];
        Arrays.fill(letters, (byte) 'x');
        send(Http2Frames.data(streamId, false, letters));
        return count;
    }

    /** Allows the server more, also in the model of the windows. */
    Http2Simulation allow(int streamId, int bytes) {
        peer.allow(streamId, bytes);
        return send(Http2Frames.windowUpdate(streamId, bytes));
    }

    /** Reads until the server has nothing more to send at the moment. */
    Http2Simulation read() {
        while (!connection.output().isEmpty()) {
            readSome(1 << 17);
        }
        return this;
    }

    /** Reads bytes once, at most as many as given; they may be fewer. */
    void readSome(int most) {
        ByteBuffer target = ByteBuffer.allocate(chooseSize(most));
        try {
            connection.output().copyTo(target);
        } catch (IOException | RuntimeException failed) {
            connection.abort(nowNanos);
            takeCompleted();
            return;
        }
        target.flip();
        ByteBuffer sent = target.limit(target.hasRemaining() ? chooseSize(target.remaining()) : 0);
        int count = sent.remaining();
        peer.receive(sent);
        connection.markSent(count, nowNanos);
        takeExchanges();
    }

    /** A number from 1 to a maximum, small ones as often as large ones. */
    private int chooseSize(int max) {
        int size = choice.applyAsInt(SIZES);
        return size == 0 || max <= 1 ? max : Math.min(max, 1 + choice.applyAsInt(1 << size));
    }

    Http2Simulation receiveEof() {
        connection.receiveEof(nowNanos);
        takeExchanges();
        return this;
    }

    // The server

    /** From now on requests are not replied to until {@link #replyToAll}. */
    Http2Simulation holdExchanges() {
        holdsExchanges = true;
        return this;
    }

    private void takeExchanges() {
        takeCompleted();
        for (Optional<Exchange> next = connection.nextExchange(nowNanos);
                next.isPresent();
                next = connection.nextExchange(nowNanos)) {
            requests.add(next.get().request());
            held.add(next.get());
            if (!holdsExchanges) {
                replyToOne();
            }
        }
        takeCompleted();
    }

    boolean hasHeldExchange() {
        return !held.isEmpty();
    }

    void replyToOne() {
        Exchange exchange = held.remove();
        exchange.reply(handler.apply(exchange.request()), nowNanos);
        takeCompleted();
    }

    void failOne() {
        held.remove().fail(nowNanos);
        takeCompleted();
    }

    Http2Simulation replyToAll() {
        while (!held.isEmpty()) {
            replyToOne();
        }
        return this;
    }

    boolean isWoken() {
        return woken;
    }

    Http2Simulation resume() {
        woken = false;
        connection.resume(nowNanos);
        takeExchanges();
        return this;
    }

    Http2Simulation drain() {
        connection.drain(nowNanos);
        return this;
    }

    void abort() {
        connection.abort(nowNanos);
        takeCompleted();
    }

    /** Lets time pass, and reports the timeouts of the way. */
    Http2Simulation pass(Duration time) {
        long end = nowNanos + time.toNanos();
        while (connection.deadline() <= end && connection.deadline() != Connection.NO_DEADLINE) {
            nowNanos = Math.max(nowNanos, connection.deadline());
            connection.handleTimeout(nowNanos);
            takeExchanges();
            if (connection.deadline() <= nowNanos) {
                break;
            }
        }
        nowNanos = Math.max(nowNanos, end);
        return this;
    }

    /** Lets time pass until the next deadline. */
    void passToDeadline() {
        if (connection.deadline() != Connection.NO_DEADLINE) {
            nowNanos = Math.max(nowNanos, connection.deadline());
            connection.handleTimeout(nowNanos);
            takeExchanges();
        }
    }

    private void takeCompleted() {
        connection.takeCompletedExchanges(completed::add);
    }

    // Results

    Connection connection() {
        return connection;
    }

    Http2Peer peer() {
        return peer;
    }

    Http2Peer.PeerStream stream(int id) {
        return peer.stream(id);
    }

    long nowNanos() {
        return nowNanos;
    }

    List<Request> requests() {
        return requests;
    }

    List<CompletedExchange> completed() {
        takeCompleted();
        return completed;
    }

    /** The names of the rules that were violated, and reported. */
    List<String> errors() {
        return errors;
    }

    List<Throwable> handlerFailures() {
        return handlerFailures;
    }

    List<Throwable> contentFailures() {
        return contentFailures;
    }

    /** Whether the server wants frames, and has not ended the connection. */
    boolean isOpen() {
        return connection.closeState() == CloseState.OPEN && connection.wantsInput();
    }

    /** Checks that a response was received completely. */
    void assertResponse(int streamId, int status, String body) {
        Http2Peer.PeerStream stream = stream(streamId);
        assertEquals(status, stream.status(), () -> stream + " " + peer.frames() + errors);
        assertEquals(body, stream.body());
        assertTrue(stream.isComplete(), () -> "stream " + streamId + " is not complete: " + peer.frames());
    }

    /** Checks that the connection goes on: a request gets a response. */
    void assertAlive(int streamId) {
        exchange(Http2Frames.get(streamId, "/b3"));
        assertTrue(stream(streamId).isComplete(), () -> "not alive: " + peer.frames() + errors);
        assertEquals(CloseState.OPEN, connection.closeState());
    }

    /** Checks that the connection has ended with an error. */
    void assertFailed(dev.roundhouse.http.h2.Http2Error error) {
        read();
        assertEquals(Optional.of(error.code()), peer.goAway(), () -> peer.frames() + " " + errors);
        assertTrue(errors.contains(error.name()), () -> error + " is not in " + errors);
        assertEquals(CloseState.HALF_CLOSE, connection.closeState());
    }
}
