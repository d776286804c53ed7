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

/** A channel directly to a connection object: bytes in, bytes out, and time as a number. */
final class EngineTestChannel implements TestChannel {
    private final Connection connection;
    private final Handler handler;
    private final Delivery delivery;
    private final StringBuilder received = new StringBuilder();
    private long nowNanos;
    private int writeCount;
    private boolean isAborted;

    /** Creates a channel.
     *
     * @param connection used by this channel only
     * @param nowNanos creation time of the connection
     */
    EngineTestChannel(Connection connection, Handler handler, Delivery delivery, long nowNanos) {
        this.connection = connection;
        this.handler = handler;
        this.delivery = delivery;
        this.nowNanos = nowNanos;
    }

    @Override
    public void send(String bytes) {
        byte[] sent = HttpGrammar.encode(bytes);
        int from = 0;
        for (int splitPoint : delivery.splitPoints().of(sent.length)) {
            if (splitPoint > from && splitPoint < sent.length) {
                deliver(ByteBuffer.wrap(sent, from, splitPoint - from));
                from = splitPoint;
            }
        }
        deliver(ByteBuffer.wrap(sent, from, sent.length - from));
        pump();
    }

    private void deliver(ByteBuffer bytes) {
        boolean deliverFirst = delivery.isInputFirst() && connection.wantsInput();
        if (!deliverFirst) {
            pump();
        }
        boolean stalled = !connection.wantsInput() && !connection.output().isEmpty();
        if (connection.closeState() == CloseState.CLOSE || stalled) {
            return;
        }
        if (!connection.wantsInput()) {
            throw new IllegalStateException("the connection is open, wants no input and has no output");
        }
        connection.receive(bytes, nowNanos);
        while (handleNextRequest()) {
            // Responses are created immediately, as by a real transport; they are sent later.
        }
    }

    @Override
    public void shutdownOutput() {
        pump();
        if (!isAborted) {
            connection.receiveEof(nowNanos);
        }
        pump();
    }

    /** Aborts the connection. */
    void abort() {
        connection.abort(nowNanos);
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
        long then = nowNanos + time.toNanos();
        while (connection.deadline() != Connection.NO_DEADLINE && connection.deadline() <= then) {
            nowNanos = connection.deadline();
            connection.handleTimeout(nowNanos);
            pump();
        }
        nowNanos = then;
    }

    @Override
    public void drain() {
        connection.drain(nowNanos);
        pump();
    }

    private void pump() {
        while (!isAborted && (handleNextRequest() || sendOutput())) {
            // Until it is idle.
        }
    }

    private boolean handleNextRequest() {
        Optional<Exchange> next = connection.nextExchange(nowNanos);
        next.ifPresent(this::handle);
        return next.isPresent();
    }

    private void handle(Exchange exchange) {
        try {
            exchange.reply(handler.handle(exchange.request()).await(), nowNanos);
        } catch (IOException e) {
            exchange.fail(nowNanos);
        }
    }

    /** Takes some output; false if there is none, or if the client never reads again. */
    private boolean sendOutput() {
        if (connection.output().isEmpty()) {
            return false;
        }
        int taken = delivery.writeSizes().applyAsInt(writeCount++);
        if (taken > 0) {
            copyOutput(taken);
        }
        return taken >= 0;
    }

    private void copyOutput(int limit) {
        ByteBuffer copy = ByteBuffer.allocate(limit);
        try {
            int count = connection.output().copyTo(copy);
            received.append(HttpGrammar.decode(copy.array(), 0, count));
            connection.markSent(count, nowNanos);
        } catch (IOException e) {
            abort();
        }
    }
}
