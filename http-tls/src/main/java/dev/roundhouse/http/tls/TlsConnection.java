package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.message.ConnectionInfo;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;

/**
 * The server side of TLS as a connection around a connection: what is received is decrypted and passed to the inner connection, and
 * what that one has to send is encrypted when the caller reads the output. ALPN chooses the inner connection when the handshake is
 * complete. RFC 8446, RFC 5246
 *
 * <p>The handshake's computations are done by the thread that uses the connection. Each is put off by {@link
 * ConnectionContext#wakeUp} until {@link #resume}, so that a caller with many connections, which runs a limited number of those that
 * were woken up at a time, serves the others between them.
 */
final class TlsConnection implements Connection {
    /** How long the peer may take to read the last alert. */
    private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** A handshake of 64 KiB in records of a sensible size has much fewer. */
    private static final int MAX_HANDSHAKE_RECORDS = 1000;

    /** Records one after the other that contain no data: of a KeyUpdate, or empty ones. */
    private static final int MAX_EMPTY_RECORDS = 100;

    private enum Phase {
        HANDSHAKE,
        /** There is an inner connection. */
        OPEN,
        /** The last record is sent, and what the peer sends is discarded. */
        CLOSING,
        CLOSED
    }

    private final TlsServer server;
    private final ConnectionContext context;
    private final SSLEngine engine;
    private final CiphertextInput input = new CiphertextInput();
    private final CiphertextOutput output;
    private final long startNanos;

    /** The same on the wall clock, in which the JDK counts the age of sessions. */
    private final long startMillis = System.currentTimeMillis();

    private Phase phase = Phase.HANDSHAKE;

    /** Present from the end of the handshake on. */
    private Connection inner;

    private long nowNanos;

    /** The time of the last progress of sending. */
    private long sentNanos;

    private long closingSinceNanos;
    private int recordsWithoutData;

    /** Whether a computation of the handshake is due in {@link #resume}. */
    private boolean isTaskDue;

    /** Whether nothing more will be received: the peer has closed the connection, or sent close_notify. */
    private boolean hasInputEnded;

    private boolean hasPassedEof;

    TlsConnection(TlsServer server, SSLEngine engine, ConnectionContext context, long nowNanos) {
        this.server = server;
        this.context = context;
        this.engine = engine;
        this.output = new CiphertextOutput(engine);
        this.startNanos = nowNanos;
        this.nowNanos = nowNanos;
        this.sentNanos = nowNanos;
        if (!server.limiter().tryBegin()) {
            phase = Phase.CLOSED;
            report(HandshakeFailure.TOO_MANY, "");
        }
    }

    // Events

    @Override
    public void receive(ByteBuffer bytes, long now) {
        setTime(now);
        if (phase == Phase.CLOSING || phase == Phase.CLOSED) {
            bytes.position(bytes.limit());
            return;
        }
        input.append(bytes);
        process();
    }

    @Override
    public void receiveEof(long now) {
        setTime(now);
        hasInputEnded = true;
        process();
    }

    @Override
    public void markSent(long count, long now) {
        setTime(now);
        if (count > 0) {
            sentNanos = now;
        }
        int sent = output.remove(count);
        if (phase == Phase.OPEN && (sent > 0 || count == 0)) {
            recordsWithoutData = 0;
            inner.markSent(sent, now);
        }
        process();
    }

    @Override
    public void handleTimeout(long now) {
        if (now < deadline()) {
            return;
        }
        setTime(now);
        if (phase == Phase.OPEN && !output.hasCiphertext()) {
            inner.handleTimeout(now);
            return;
        }
        if (phase == Phase.HANDSHAKE) {
            report(HandshakeFailure.TIMEOUT, "");
        }
        abort(now);
    }

    @Override
    public void resume(long now) {
        setTime(now);
        if (phase == Phase.OPEN) {
            inner.resume(now);
        }
        if (isTaskDue) {
            isTaskDue = false;
            runTasks();
        }
        process();
    }

    @Override
    public void drain(long now) {
        setTime(now);
        if (phase == Phase.OPEN) {
            inner.drain(now);
        } else if (phase == Phase.HANDSHAKE) {
            abort(now);
        }
    }

    @Override
    public void abort(long now) {
        leaveHandshake(Phase.CLOSED);
        isTaskDue = false;
        input.clear();
        output.clear();
        if (inner != null) {
            inner.abort(now);
        }
    }

    private void setTime(long now) {
        nowNanos = now;
        if (!output.hasCiphertext()) {
            sentNanos = now;
        }
    }

    private void leaveHandshake(Phase next) {
        if (phase == Phase.HANDSHAKE) {
            server.limiter().end();
        }
        phase = next;
    }

    // Records

    /** Processes what can be processed: steps of the handshake, and records that the inner connection wants. */
    private void process() {
        try {
            if (isPlainText()) {
                receivePlainText();
                return;
            }
            while (isActive() && !isTaskDue && step()) {
                // Until there is nothing to do.
            }
            passEof();
        } catch (SSLException failed) {
            fail(failed);
        } finally {
            input.release();
        }
    }

    /** Whether the first bytes of the connection are not those of a record. */
    private boolean isPlainText() {
        return phase == Phase.HANDSHAKE && recordsWithoutData == 0 && !input.isEmpty() && !PlainRequest.isTls(input);
    }

    private boolean isActive() {
        return phase == Phase.HANDSHAKE || phase == Phase.OPEN;
    }

    /** Does one step; false when there is nothing to do now. */
    private boolean step() throws SSLException {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (status == HandshakeStatus.NEED_TASK) {
            putOffTasks();
            return false;
        }
        if (status == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
            return !output.isFull() && wrap();
        }
        return mayUnwrap() && unwrap();
    }

    private void putOffTasks() throws SSLException {
        if (phase == Phase.OPEN && server.isBefore13(engine)) {
            throw new SSLHandshakeException("renegotiation is not supported");
        }
        isTaskDue = true;
        context.wakeUp();
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private boolean wrap() throws SSLException {
        SSLEngineResult result = output.wrapHandshake();
        openIfFinished(result);
        // JDK-8263779: after a close, an engine may need to wrap, and produce nothing.
        return result.bytesProduced() > 0 || result.getHandshakeStatus() != HandshakeStatus.NEED_WRAP;
    }

    private boolean mayUnwrap() throws SSLException {
        return !engine.isInboundDone()
                && !output.isFull()
                && (phase == Phase.HANDSHAKE || inner.wantsInput())
                && input.hasRecord();
    }

    /** Decrypts one record; false when nothing has changed. */
    private boolean unwrap() throws SSLException {
        ByteBuffer plain = TlsBuffers.PLAIN.acquire();
        try {
            SSLEngineResult result = decrypt(plain);
            openIfFinished(result);
            countRecord(result);
            if (result.bytesProduced() > 0) {
                inner.receive(plain.flip(), nowNanos);
            }
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                hasInputEnded = true;
                input.clear();
            }
            return result.bytesConsumed() > 0 || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
        } finally {
            TlsBuffers.PLAIN.release(plain);
        }
    }

    private SSLEngineResult decrypt(ByteBuffer plain) throws SSLException {
        try {
            return engine.unwrap(input.bytes(), plain);
        } catch (RuntimeException malformed) {
            // Parsers of the JDK have thrown some for malformed messages.
            throw new SSLException("TLS engine failed: " + malformed, malformed);
        }
    }

    /** A peer that sends records without data makes work for nothing. */
    private void countRecord(SSLEngineResult result) throws SSLException {
        if (result.bytesProduced() > 0) {
            recordsWithoutData = 0;
            return;
        }
        recordsWithoutData++;
        if (recordsWithoutData > (phase == Phase.HANDSHAKE ? MAX_HANDSHAKE_RECORDS : MAX_EMPTY_RECORDS)) {
            throw new SSLProtocolException("too many records without data");
        }
    }

    /** The handshake ends with a record of the client, or with the ticket of the server. */
    private void openIfFinished(SSLEngineResult result) {
        if (phase != Phase.HANDSHAKE || result.getHandshakeStatus() != HandshakeStatus.FINISHED) {
            return;
        }
        leaveHandshake(Phase.OPEN);
        recordsWithoutData = 0;
        ConnectionInfo info = context.info().secured(server.describe(engine, startMillis));
        String protocol = engine.getApplicationProtocol();
        inner = server.protocols()
                .newConnection(protocol == null ? "" : protocol, new SecuredContext(context, info), nowNanos);
        output.attach(inner);
        server.observer().handshakeCompleted(info);
    }

    /** The client does not use TLS: it gets a response if it is a request, and nothing otherwise. */
    private void receivePlainText() {
        if (!PlainRequest.isHttp(input)) {
            report(HandshakeFailure.NOT_TLS, "");
            abort(nowNanos);
        } else if (PlainRequest.isComplete(input)) {
            report(HandshakeFailure.PLAIN_HTTP, "");
            output.addPlaintext(PlainRequest.response(input));
            close();
        } else if (hasInputEnded) {
            report(HandshakeFailure.CLOSED_BY_PEER, "");
            abort(nowNanos);
        }
    }

    /** Sends the alert that the engine has, and closes. */
    private void fail(SSLException cause) {
        if (phase == Phase.HANDSHAKE) {
            report(HandshakeFailure.REJECTED, String.valueOf(cause.getMessage()));
        }
        if (inner != null) {
            inner.abort(nowNanos);
        }
        output.addLastAlert();
        close();
    }

    private void close() {
        leaveHandshake(Phase.CLOSING);
        closingSinceNanos = nowNanos;
        isTaskDue = false;
        input.clear();
    }

    /** Passes the end of the input to the inner connection when all records before it have been received. */
    private void passEof() throws SSLException {
        if (!hasInputEnded || hasPassedEof || !isActive() || isTaskDue || input.hasRecord()) {
            return;
        }
        hasPassedEof = true;
        if (phase == Phase.OPEN) {
            // Also without close_notify: the framing of HTTP decides whether a message is complete.
            inner.receiveEof(nowNanos);
        } else {
            report(HandshakeFailure.CLOSED_BY_PEER, "");
            abort(nowNanos);
        }
    }

    private void report(HandshakeFailure kind, String detail) {
        server.observer().handshakeFailed(context.info(), kind, detail);
    }

    // Queries

    @Override
    public boolean wantsInput() {
        if (hasInputEnded || isTaskDue) {
            return false;
        }
        return switch (phase) {
            case HANDSHAKE -> !output.isFull();
            case OPEN -> !output.isFull() && inner.wantsInput() && !hasPendingRecord();
            case CLOSING -> output.isEmpty();
            case CLOSED -> false;
        };
    }

    private boolean hasPendingRecord() {
        try {
            return input.hasRecord();
        } catch (SSLProtocolException malformed) {
            // Reported when it is processed.
            return true;
        }
    }

    @Override
    public boolean isWaiting() {
        return isTaskDue || (phase == Phase.OPEN && inner.isWaiting());
    }

    @Override
    public Optional<Exchange> nextExchange(long now) {
        setTime(now);
        if (!input.isEmpty()) {
            // The inner connection may want input again.
            process();
        }
        return phase == Phase.OPEN ? inner.nextExchange(now) : Optional.empty();
    }

    @Override
    public Output output() {
        return output;
    }

    @Override
    public long deadline() {
        if (phase == Phase.CLOSED) {
            return NO_DEADLINE;
        }
        long writeDeadline = output.hasCiphertext() ? sentNanos + server.writeNanos() : NO_DEADLINE;
        return switch (phase) {
            case HANDSHAKE -> Math.min(writeDeadline, startNanos + server.handshakeNanos());
            case OPEN -> output.hasCiphertext() ? writeDeadline : inner.deadline();
            case CLOSING -> Math.min(writeDeadline, closingSinceNanos + CLOSING_NANOS);
            case CLOSED -> NO_DEADLINE;
        };
    }

    @Override
    public boolean isBusy() {
        return isTaskDue || !output.isEmpty() || (phase == Phase.OPEN && inner.isBusy());
    }

    @Override
    public boolean endsSilently() {
        return phase != Phase.OPEN;
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
        return switch (phase) {
            case HANDSHAKE -> CloseState.OPEN;
            case OPEN -> inner.closeState();
            case CLOSING -> hasInputEnded ? CloseState.CLOSE : CloseState.HALF_CLOSE;
            case CLOSED -> CloseState.CLOSE;
        };
    }
}
