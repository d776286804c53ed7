package dev.roundhouse.http.examples.proxy;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.client.Http1ClientConnection;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A connection to the other server: moves bytes between its socket and the state machine. Used by the loop alone. */
final class UpstreamConnection {
    private static final Http1Limits LIMITS = Http1Limits.of(Limits.DEFAULT.withBodyBytes(Long.MAX_VALUE));

    private final UpstreamExchange exchange;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Http1ClientConnection client;
    private final UpstreamCodec codec;
    private final long timeoutNanos;
    private long progressNanos;

    /** Whether the other server was waited for when the connection was last run. */
    private boolean isUpstreamDue = true;

    UpstreamConnection(
            UpstreamExchange exchange,
            Body body,
            SocketChannel channel,
            SelectionKey key,
            Runnable wakeUp,
            Upstream upstream)
            throws IOException {
        this.exchange = exchange;
        this.channel = channel;
        this.key = key;
        this.client = new Http1ClientConnection(LIMITS, wakeUp);
        this.codec = upstream.newCodec(client);
        this.timeoutNanos = upstream.timeout().toNanos();
        this.progressNanos = System.nanoTime();
        client.send(exchange.request(), body, exchange);
    }

    /** Does what can be done now; returns false when the connection was closed. */
    boolean run(ByteBuffer buffer) {
        try {
            if (exchange.isCancelled()) {
                close();
                return false;
            }
            if (channel.isConnected() || channel.finishConnect()) {
                client.resume();
                transfer(buffer);
            }
        } catch (IOException | RuntimeException failure) {
            exchange.fail(Status.BAD_GATEWAY, "the connection failed");
        }
        if (exchange.isEnded()) {
            close();
            return false;
        }
        return true;
    }

    private void transfer(ByteBuffer buffer) throws IOException {
        boolean isBlocked = send(buffer);
        boolean isReading = exchange.isWritable();
        if (isReading) {
            receive(buffer);
            // TLS may have something to send now, as the end of the handshake.
            isBlocked = isBlocked || send(buffer);
            isReading = exchange.isWritable();
        }
        if (!exchange.isEnded()) {
            key.interestOps((isBlocked ? SelectionKey.OP_WRITE : 0) | (isReading ? SelectionKey.OP_READ : 0));
        }
        boolean isClientDue = codec.output().isWaiting() || !isReading;
        if (isClientDue || !isUpstreamDue) {
            progressNanos = System.nanoTime();
        }
        isUpstreamDue = !isClientDue;
    }

    /** Returns whether the socket takes no more bytes. */
    private boolean send(ByteBuffer buffer) throws IOException {
        while (codec.output().isSendable()) {
            buffer.clear();
            codec.output().copyTo(buffer);
            int count = channel.write(buffer.flip());
            codec.markSent(count);
            if (count > 0) {
                progressNanos = System.nanoTime();
            }
            if (buffer.hasRemaining()) {
                return true;
            }
        }
        return false;
    }

    /** Reads until there is no more, or the client has to read first. */
    private void receive(ByteBuffer buffer) throws IOException {
        while (!exchange.isEnded() && exchange.isWritable()) {
            int count = channel.read(buffer.clear());
            if (count == 0) {
                return;
            }
            progressNanos = System.nanoTime();
            if (count < 0) {
                codec.receiveEof();
                return;
            }
            codec.receive(buffer.flip());
        }
    }

    /** Fails the exchange if the other server was silent for too long; returns false when the connection was closed. */
    boolean checkTimeout(long nowNanos) {
        if (!isUpstreamDue || nowNanos - progressNanos < timeoutNanos) {
            return true;
        }
        exchange.fail(Status.GATEWAY_TIMEOUT, "it was silent for too long");
        close();
        return false;
    }

    /** Closes the socket, and releases the body of the request. */
    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException ignored) {
            // There is nothing left to be done with this connection.
        }
        client.abort();
    }
}
