package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.CheckedConnection;
import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.message.Handler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;

/**
 * A connection of the server, with or without TLS, and its peer, without sockets. A source of numbers chooses the next event
 * among all possible ones, and how many bytes are moved.
 */
final class TlsSimulation implements ConnectionContext {
    /** More is a loop without progress: it is a multiple of the number of bytes, which may be moved one by one. */
    private static final int MAX_EVENTS = 5_000_000;

    private static final int MAX_WITHOUT_PROGRESS = 200;
    private static final long MILLISECOND = 1_000_000;
    private static final int READ_BYTES = 64 << 10;
    private static final int RECORD_BYTES = 5 + (16 << 10) + 2048;

    /** A part of a record, in an array with room for more. */
    private static final int MAX_IDLE_BYTES = RECORD_BYTES * 5 / 4;

    /** A part of a record and what has been read after it, in an array with room for more, and a buffer of ciphertext. */
    private static final int MAX_BYTES = (RECORD_BYTES + READ_BYTES) * 5 / 4 + TlsBuffers.CIPHER_BYTES;

    /** The client. */
    interface Peer {
        /** Returns what it sends next; nothing if it has nothing to send until it has received more. */
        byte[] produce();

        /** Whether it sends nothing more, whatever it receives. */
        boolean isDone();

        /** Receives what the server has sent. */
        void consume(byte[] bytes);
    }

    final Connection connection;

    /** What other threads have to do. */
    final ArrayDeque<Runnable> pending = new ArrayDeque<>();

    long nowNanos = 1;

    /** Whether timeouts, aborts and shutdowns happen, too. */
    boolean hasFaults;

    private final TlsConnection secured;
    private final Peer peer;
    private final Handler handler;
    private final IntUnaryOperator choice;
    private byte[] toServer = {};
    private int toServerStart;
    private Exchange open;
    private boolean isWoken;
    private boolean hasEnded;
    private boolean isFailed;
    private int withoutProgress;

    private interface TlsSimulationEvent {
        void run() throws IOException;
    }

    /** @param choice returns a number below its argument */
    TlsSimulation(
            BiFunction<ConnectionContext, Long, Connection> server,
            Peer peer,
            Handler handler,
            IntUnaryOperator choice) {
        Connection created = server.apply(this, nowNanos);
        this.secured = created instanceof TlsConnection tls ? tls : null;
        this.connection = new CheckedConnection(created);
        this.peer = peer;
        this.handler = handler;
        this.choice = choice;
    }

    @Override
    public void wakeUp() {
        isWoken = true;
    }

    /** Runs events until the connection is closed, and aborts it, as a transport does. */
    void run() {
        for (int count = 0; connection.closeState() != CloseState.CLOSE; count++) {
            require(count < MAX_EVENTS, "the connection is not closed");
            runOne(possibleEvents());
        }
        connection.abort(nowNanos);
        while (!pending.isEmpty()) {
            pending.remove().run();
        }
        require(secured == null || secured.bufferBytes() == 0, "a closed connection holds buffers");
    }

    private void runOne(List<TlsSimulationEvent> possible) {
        if (possible.isEmpty()) {
            require(connection.deadline() != Connection.NO_DEADLINE, "no event is possible");
            possible.add(this::waitForDeadline);
        }
        withoutProgress++;
        try {
            possible.get(choice.applyAsInt(possible.size())).run();
        } catch (IOException failed) {
            isFailed = true;
            connection.abort(nowNanos);
        }
        require(withoutProgress < MAX_WITHOUT_PROGRESS, "events without progress");
        if (open == null && !isFailed && connection.closeState() != CloseState.CLOSE) {
            open = connection.nextExchange(nowNanos).orElse(null);
            withoutProgress = open == null ? withoutProgress : 0;
        }
        if (secured != null) {
            checkMemory();
        }
    }

    private List<TlsSimulationEvent> possibleEvents() {
        List<TlsSimulationEvent> events = new ArrayList<>();
        if (connection.output().isSendable()) {
            events.add(this::sendOutput);
        }
        if (!pending.isEmpty()) {
            events.add(this::runPending);
        }
        if (isWoken) {
            events.add(this::resume);
        }
        if (open != null) {
            events.add(this::reply);
        }
        if (connection.wantsInput()) {
            addInput(events);
        }
        if (!events.isEmpty() && choice.applyAsInt(8) == 1) {
            events.add(this::doNothing);
        }
        if (hasFaults && !events.isEmpty() && choice.applyAsInt(16) == 1) {
            return new ArrayList<>(List.of(this::injectFault));
        }
        return events;
    }

    private void addInput(List<TlsSimulationEvent> events) {
        if (toServerStart == toServer.length) {
            toServer = peer.produce();
            toServerStart = 0;
        }
        if (toServerStart < toServer.length) {
            events.add(this::receive);
        } else if (peer.isDone()) {
            events.add(this::receiveEof);
        }
    }

    /** Events that a caller may report at any time. */
    private void doNothing() {
        withoutProgress--;
        switch (choice.applyAsInt(3)) {
            case 0 -> connection.resume(nowNanos);
            case 1 -> connection.handleTimeout(nowNanos);
            default -> nowNanos++;
        }
    }

    private void injectFault() {
        switch (choice.applyAsInt(8)) {
            case 0, 1 -> {
                nowNanos += choice.applyAsInt(5_000) * MILLISECOND;
                connection.handleTimeout(nowNanos);
            }
            case 2 -> waitForDeadline();
            case 3 -> connection.drain(nowNanos);
            case 4 -> {
                if (!hasEnded) {
                    receiveEof();
                }
            }
            case 5 -> {
                isFailed = true;
                connection.abort(nowNanos);
            }
            case 6 -> connection.markSent(0, nowNanos);
            default -> {
                if (open != null) {
                    takeOpen().fail(nowNanos);
                }
            }
        }
    }

    private void waitForDeadline() {
        if (connection.deadline() != Connection.NO_DEADLINE) {
            nowNanos = Math.max(nowNanos, connection.deadline());
            connection.handleTimeout(nowNanos);
        }
    }

    private void runPending() {
        withoutProgress = 0;
        pending.remove().run();
    }

    private void resume() {
        isWoken = false;
        connection.resume(nowNanos);
    }

    private void receive() {
        withoutProgress = 0;
        int count = chooseSize(Math.min(READ_BYTES, toServer.length - toServerStart));
        // A buffer of its own, overwritten afterwards: the connection must not keep it.
        byte[] lent = Arrays.copyOfRange(toServer, toServerStart, toServerStart + count);
        toServerStart += count;
        ByteBuffer bytes = ByteBuffer.wrap(lent);
        connection.receive(choice.applyAsInt(2) == 0 ? bytes : bytes.asReadOnlyBuffer(), nowNanos);
        Arrays.fill(lent, (byte) '!');
    }

    private void receiveEof() {
        hasEnded = true;
        connection.receiveEof(nowNanos);
    }

    private Exchange takeOpen() {
        Exchange exchange = open;
        open = null;
        return exchange;
    }

    private void reply() {
        withoutProgress = 0;
        Exchange exchange = takeOpen();
        try {
            exchange.reply(handler.handle(exchange.request()), nowNanos);
        } catch (Exception failed) {
            exchange.fail(nowNanos);
        }
    }

    private void sendOutput() throws IOException {
        ByteBuffer shown;
        if (choice.applyAsInt(2) == 0) {
            shown = ByteBuffer.allocate(chooseSize(1 << 17));
            connection.output().copyTo(shown);
            shown.flip();
        } else {
            ByteBuffer[] vector = new ByteBuffer[2];
            int buffers = connection.output().gather(ByteBuffer.allocate(1 << 16), vector, Long.MAX_VALUE);
            shown = buffers == 0 ? ByteBuffer.allocate(0) : vector[0];
        }
        byte[] sent = new byte[chooseSize(shown.remaining())];
        shown.get(sent);
        withoutProgress = sent.length > 0 ? 0 : withoutProgress;
        connection.markSent(sent.length, nowNanos);
        peer.consume(sent);
    }

    /** A number from 1 to a maximum, small ones as often as large ones; 0 if the maximum is 0. */
    private int chooseSize(int max) {
        int size = choice.applyAsInt(36);
        return size == 0 || size > 17 || max == 0 ? max : Math.min(max, 1 + choice.applyAsInt(1 << size));
    }

    /** Between two events, there is at most what one read has left, and what has been encrypted. */
    private void checkMemory() {
        int bytes = secured.bufferBytes();
        require(bytes <= MAX_BYTES, "a connection holds " + bytes + " bytes");
        boolean isIdle = connection.output().isEmpty() && toServerStart == toServer.length && !connection.isBusy();
        require(!isIdle || bytes <= MAX_IDLE_BYTES, "an idle connection holds " + bytes + " bytes");
    }

    private static void require(boolean holds, String violation) {
        if (!holds) {
            throw new AssertionError(violation);
        }
    }
}
