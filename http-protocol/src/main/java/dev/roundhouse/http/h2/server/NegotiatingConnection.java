package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.h2.frame.ClientPreface;
import dev.roundhouse.http.message.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * A connection in clear, whose first bytes decide about the version: HTTP/2 if they are the client preface (prior knowledge, RFC 9113
 * §3.3), and HTTP/1 otherwise. There is no upgrade from HTTP/1.1, which RFC 9113 has removed.
 *
 * <p>Until that is decided, it is an HTTP/1 connection that has received nothing.
 */
public final class NegotiatingConnection implements Connection {
    private final LongFunction<? extends Connection> http2;
    private final Choice output = new Choice();
    private Connection chosen;
    private ByteBuffer preface = ByteBuffer.allocate(ClientPreface.BYTES.remaining());

    /**
     * Creates a connection.
     *
     * @param http1 is used until the first bytes are those of HTTP/2
     * @param http2 creates the other connection, from the current time
     */
    public NegotiatingConnection(Connection http1, LongFunction<? extends Connection> http2) {
        this.chosen = http1;
        this.http2 = http2;
    }

    @Override
    public void receive(ByteBuffer bytes, long nowNanos) {
        while (preface != null && bytes.hasRemaining()) {
            byte next = bytes.get();
            boolean matches = next == ClientPreface.BYTES.get(preface.position());
            preface.put(next);
            if (!matches) {
                decide(nowNanos);
            } else if (!preface.hasRemaining()) {
                chosen = http2.apply(nowNanos);
                decide(nowNanos);
            }
        }
        if (preface == null && bytes.hasRemaining()) {
            chosen.receive(bytes, nowNanos);
        }
    }

    private void decide(long nowNanos) {
        ByteBuffer received = preface.flip();
        preface = null;
        if (received.hasRemaining()) {
            chosen.receive(received, nowNanos);
        }
    }

    @Override
    public void receiveEof(long nowNanos) {
        if (preface != null) {
            decide(nowNanos);
        }
        chosen.receiveEof(nowNanos);
    }

    @Override
    public void handleTimeout(long nowNanos) {
        if (preface != null && nowNanos >= deadline()) {
            decide(nowNanos);
        }
        chosen.handleTimeout(nowNanos);
    }

    @Override
    public void markSent(long count, long nowNanos) {
        chosen.markSent(count, nowNanos);
    }

    @Override
    public void resume(long nowNanos) {
        chosen.resume(nowNanos);
    }

    @Override
    public void drain(long nowNanos) {
        chosen.drain(nowNanos);
    }

    @Override
    public void abort(long nowNanos) {
        chosen.abort(nowNanos);
    }

    @Override
    public boolean wantsInput() {
        return chosen.wantsInput();
    }

    @Override
    public boolean isWaiting() {
        return chosen.isWaiting();
    }

    @Override
    public Optional<Exchange> nextExchange(long nowNanos) {
        return chosen.nextExchange(nowNanos);
    }

    @Override
    public Output output() {
        return output;
    }

    @Override
    public long writeDeadline() {
        return chosen.writeDeadline();
    }

    @Override
    public long deadline() {
        return chosen.deadline();
    }

    @Override
    public boolean isBusy() {
        return chosen.isBusy();
    }

    @Override
    public boolean endsSilently() {
        return chosen.endsSilently();
    }

    @Override
    public void takeCompletedExchanges(Consumer<? super CompletedExchange> target) {
        chosen.takeCompletedExchanges(target);
    }

    @Override
    public CloseState closeState() {
        return chosen.closeState();
    }

    /** The output of the connection that was chosen. */
    private final class Choice implements Output {
        @Override
        public boolean isEmpty() {
            return chosen.output().isEmpty();
        }

        @Override
        public boolean isWaiting() {
            return chosen.output().isWaiting();
        }

        @Override
        public boolean startsWithSlice(long minLength) {
            return chosen.output().startsWithSlice(minLength);
        }

        @Override
        public Body.Slice nextSlice() {
            return chosen.output().nextSlice();
        }

        @Override
        public int copyTo(ByteBuffer target) throws IOException {
            return chosen.output().copyTo(target);
        }

        @Override
        public int gather(ByteBuffer buffer, ByteBuffer[] vector, long minSliceLength) throws IOException {
            return chosen.output().gather(buffer, vector, minSliceLength);
        }
    }
}
