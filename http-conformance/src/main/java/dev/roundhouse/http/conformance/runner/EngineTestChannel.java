package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Handler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** A line to an engine without anything in between: octets in, octets out, and time as a number. */
public final class EngineTestChannel implements TestChannel {
    private final Connection connection;
    private final Handler handler;
    private final Delivery delivery;
    private final StringBuilder received = new StringBuilder();
    private long now;
    private int turn;
    private boolean isAborted;

    /**
     * A new connection.
     *
     * @param connection the engine, fed by this line alone
     * @param now the time that the engine was made
     */
    public EngineTestChannel(Connection connection, Handler handler, Delivery delivery, long now) {
        this.connection = connection;
        this.handler = handler;
        this.delivery = delivery;
        this.now = now;
    }

    @Override
    public void send(String bytes) {
        byte[] sent = HttpGrammar.encode(bytes);
        int from = 0;
        for (int cut : delivery.splitPoints().of(sent.length)) {
            if (cut > from && cut < sent.length) {
                deliver(ByteBuffer.wrap(sent, from, cut - from));
                from = cut;
            }
        }
        deliver(ByteBuffer.wrap(sent, from, sent.length - from));
        pump();
    }

    private void deliver(ByteBuffer bytes) {
        boolean mayComeNow = delivery.isInputFirst() && connection.wantsInput();
        if (!mayComeNow) {
            pump();
        }
        boolean stalled = !connection.wantsInput() && !connection.output().isEmpty();
        if (connection.closeState() == CloseState.CLOSE || stalled) {
            return;
        }
        if (!connection.wantsInput()) {
            throw new IllegalStateException("the engine is neither closed nor wants input, and says nothing");
        }
        connection.receive(bytes, now);
        while (handleNextRequest()) {
            // Answers are made at once, as behind a real line; they leave when they may.
        }
    }

    @Override
    public void shutdownOutput() {
        pump();
        connection.receiveEof(now);
        pump();
    }

    /** Cuts the line. */
    public void abort() {
        connection.abort(now);
        isAborted = true;
    }

    @Override
    public String receive() throws ReceiveTimeoutException {
        pump();
        if (received.isEmpty() && connection.closeState() == CloseState.OPEN) {
            throw new ReceiveTimeoutException();
        }
        String bytes = received.toString();
        received.setLength(0);
        return bytes;
    }

    @Override
    public boolean isIdle() {
        pump();
        return received.isEmpty() && connection.closeState() == CloseState.OPEN;
    }

    @Override
    public void advanceTime(Duration time) {
        pump();
        long then = now + time.toNanos();
        while (connection.deadline() != Connection.NO_DEADLINE && connection.deadline() <= then) {
            now = connection.deadline();
            connection.handleTimeout(now);
            pump();
        }
        now = then;
    }

    @Override
    public void drain() {
        connection.drain(now);
        pump();
    }

    private void pump() {
        while (!isAborted && (handleNextRequest() || sendOutput())) {
            // Until it waits.
        }
    }

    private boolean handleNextRequest() {
        Optional<Exchange> next = connection.nextExchange(now);
        next.ifPresent(this::handle);
        return next.isPresent();
    }

    private void handle(Exchange exchange) {
        try {
            exchange.reply(handler.handle(exchange.request()).await(), now);
        } catch (IOException failed) {
            exchange.fail(now);
        }
    }

    /** Lets some octets leave; false when there are none, or when none will go. */
    private boolean sendOutput() {
        if (connection.output().isEmpty()) {
            return false;
        }
        int taken = delivery.writeSizes().applyAsInt(turn++);
        if (taken > 0) {
            copyOutput(taken);
        }
        return taken >= 0;
    }

    private void copyOutput(int limit) {
        ByteBuffer shown = ByteBuffer.allocate(limit);
        try {
            int count = connection.output().copyTo(shown);
            received.append(HttpGrammar.decode(shown.array(), 0, count));
            connection.markSent(count, now);
        } catch (IOException broken) {
            abort();
        }
    }
}
