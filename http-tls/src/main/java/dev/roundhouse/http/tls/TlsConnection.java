package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Output;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The server side of a TLS connection (RFC 8446, RFC 5246) around the connection of another protocol, without a socket.
 *
 * <p>Received records are decrypted and passed to the inner connection. What it wants to send is encrypted when the caller
 * reads {@link #output}, at most 64 KiB ahead. The inner connection is created when the handshake is complete, since ALPN
 * selects its protocol.
 *
 * <p>The inner connection has sent its bytes when they are encrypted. So the time to write is measured here, and not there.
 */
public final class TlsConnection implements Connection {
    private static final TlsBuffers PLAIN_BUFFERS = new TlsBuffers(TlsBuffers.PLAIN_BYTES);

    private final SSLEngine engine;
    private final ProtocolSelector protocols;
    private final TlsTimeouts timeouts;
    private final ConnectionContext context;
    private final CiphertextInput input = new CiphertextInput();
    private final CiphertextOutput output;
    private final long startNanos;

    /** Null until the handshake is complete. */
    private Connection inner;

    private long nowNanos;
    private boolean inputEnded;
    private boolean endPassed;
    private boolean isClosed;

    /**
     * Creates the connection for a socket that has just been accepted.
     *
     * @param engine configured for the server side; used by this connection alone
     * @param protocols creates the inner connection
     * @param timeouts how long the peer may take
     * @param context the caller
     * @param nowNanos the current time
     */
    public TlsConnection(
            SSLEngine engine,
            ProtocolSelector protocols,
            TlsTimeouts timeouts,
            ConnectionContext context,
            long nowNanos) {
        this.engine = engine;
        this.protocols = protocols;
        this.timeouts = timeouts;
        this.context = context;
        this.startNanos = nowNanos;
        this.nowNanos = nowNanos;
        this.output = new CiphertextOutput(engine, nowNanos);
        engine.setUseClientMode(false);
    }

    // Events

    @Override
    public void receive(ByteBuffer bytes, long now) {
        nowNanos = now;
        if (isClosed || output.isCloseNotifySent()) {
            // The peer may still send; nothing reads it.
            bytes.position(bytes.limit());
            return;
        }
        input.append(bytes);
        process();
    }

    @Override
    public void receiveEof(long now) {
        nowNanos = now;
        inputEnded = true;
        process();
    }

    @Override
    public void markSent(long count, long now) {
        nowNanos = now;
        output.advance(count, now);
        process();
    }

    @Override
    public void handleTimeout(long now) {
        if (now < deadline()) {
            return;
        }
        nowNanos = now;
        if (inner == null || output.hasCiphertext()) {
            abort(now);
        } else {
            inner.handleTimeout(now);
        }
    }

    @Override
    public void resume(long now) {
        nowNanos = now;
        if (inner != null) {
            inner.resume(now);
        }
        process();
    }

    @Override
    public void drain(long now) {
        nowNanos = now;
        if (inner == null) {
            abort(now);
        } else {
            inner.drain(now);
        }
    }

    @Override
    public void abort(long now) {
        isClosed = true;
        input.clear();
        output.clear();
        if (inner != null) {
            inner.abort(now);
        }
    }

    // Records

    /** Processes what can be processed: steps of the handshake, and records that the inner connection wants. */
    private void process() {
        try {
            while (!isClosed && step()) {
                output.attach(inner);
            }
        } catch (SSLException failed) {
            fail();
        }
        passEnd();
    }

    /** Does one step; false when there is nothing to do now. */
    private boolean step() throws SSLException {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (status == HandshakeStatus.NEED_TASK) {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
            return true;
        }
        if (status == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
            SSLEngineResult result = output.wrapHandshake();
            startInnerIfFinished(result);
            // JDK-8263779: after a close, it may need to wrap and produce nothing.
            return result.bytesProduced() > 0;
        }
        return mayUnwrap() && unwrap();
    }

    private boolean mayUnwrap() {
        return input.hasRecord()
                && !engine.isInboundDone()
                && !output.isFull()
                && (inner == null || inner.wantsInput());
    }

    /** Decrypts one record; false when it was not complete. */
    private boolean unwrap() throws SSLException {
        ByteBuffer plain = PLAIN_BUFFERS.acquire();
        try {
            ByteBuffer records = input.view();
            SSLEngineResult result = engine.unwrap(records, plain);
            input.remove(result.bytesConsumed());
            startInnerIfFinished(result);
            if (result.bytesProduced() > 0) {
                inner.receive(plain.flip(), nowNanos);
            }
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                inputEnded = true;
                input.clear();
            }
            return result.bytesConsumed() > 0 || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
        } finally {
            PLAIN_BUFFERS.release(plain);
        }
    }

    /** The handshake ends with a record of the client, or with the ticket of the server. */
    private void startInnerIfFinished(SSLEngineResult result) {
        if (inner != null || result.getHandshakeStatus() != HandshakeStatus.FINISHED) {
            return;
        }
        String protocol = engine.getApplicationProtocol();
        inner = protocols.newConnection(protocol == null ? "" : protocol, context, nowNanos);
        output.attach(inner);
    }

    /** Sends the alert that the engine has, and closes. */
    private void fail() {
        input.clear();
        inputEnded = true;
        if (inner != null) {
            inner.abort(nowNanos);
        }
        output.addAlert();
        if (inner == null) {
            isClosed = true;
        }
    }

    /** Passes the end of the input to the inner connection when all records before it have been received. */
    private void passEnd() {
        if (!inputEnded || endPassed || input.hasRecord()) {
            return;
        }
        endPassed = true;
        if (inner == null) {
            isClosed = true;
        } else {
            inner.receiveEof(nowNanos);
        }
    }

    // Queries

    @Override
    public boolean wantsInput() {
        if (isClosed || inputEnded) {
            return false;
        }
        return inner == null || (!input.hasRecord() && !output.isFull() && inner.wantsInput());
    }

    @Override
    public boolean isWaiting() {
        return inner != null && inner.isWaiting();
    }

    @Override
    public Optional<Exchange> nextExchange(long now) {
        nowNanos = now;
        process();
        return inner == null ? Optional.empty() : inner.nextExchange(now);
    }

    @Override
    public Output output() {
        return output;
    }

    @Override
    public long deadline() {
        if (isClosed && !output.hasCiphertext()) {
            return NO_DEADLINE;
        }
        if (output.hasCiphertext()) {
            return output.lastSentNanos() + timeouts.write().toNanos();
        }
        return inner == null ? startNanos + timeouts.handshake().toNanos() : inner.deadline();
    }

    @Override
    public boolean isBusy() {
        return output.hasCiphertext() || (inner != null && inner.isBusy());
    }

    @Override
    public void takeCompletedExchanges(Consumer<? super CompletedExchange> target) {
        if (inner != null) {
            inner.takeCompletedExchanges(target);
        }
    }

    @Override
    public CloseState closeState() {
        if (!output.isEmpty()) {
            return CloseState.OPEN;
        }
        if (isClosed) {
            return CloseState.CLOSE;
        }
        return inner == null ? CloseState.OPEN : inner.closeState();
    }
}
