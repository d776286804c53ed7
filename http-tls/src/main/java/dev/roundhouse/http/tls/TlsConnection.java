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
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

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
    private final TlsServer server;
    private final ConnectionContext context;
    private final SSLEngine engine;
    private final CiphertextInput input = new CiphertextInput();
    private final CiphertextOutput output;
    private final RecordReader records;
    private final TlsTimers timers;
    private TlsPhase phase = TlsPhase.HANDSHAKE;
    private boolean hasPassedEof;

    /** Present from the end of the handshake on. */
    private Connection inner;

    /** Whether a computation of the handshake is due in {@link #resume}. */
    private boolean isTaskDue;

    /** Whether nothing more will be received: the peer has closed the connection, or sent close_notify. */
    private boolean hasInputEnded;

    TlsConnection(TlsServer server, SSLEngine engine, ConnectionContext context, long nowNanos) {
        this.server = server;
        this.context = context;
        this.engine = engine;
        this.output = new CiphertextOutput(engine);
        this.records = new RecordReader(engine, input);
        this.timers = new TlsTimers(server.handshakeNanos(), server.writeNanos(), nowNanos);
        if (!server.limiter().tryBegin()) {
            phase = TlsPhase.CLOSED;
            report(HandshakeFailure.TOO_MANY, "");
        }
    }

    // Events

    @Override
    public void receive(ByteBuffer bytes, long now) {
        setTime(now);
        if (!phase.isActive()) {
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
        timers.markSent(count);
        int sent = output.remove(count);
        if (phase == TlsPhase.OPEN && (sent > 0 || count == 0)) {
            records.resetCount();
            inner.markSent(sent, now);
        }
        process();
        if (phase == TlsPhase.OPEN && !hasInputEnded && output.isEmpty() && inner.closeState() == CloseState.CLOSE) {
            // A KeyUpdate of the client that is never read would reset the socket, and lose the end of the response.
            close();
        }
    }

    @Override
    public void handleTimeout(long now) {
        if (now < deadline()) {
            return;
        }
        boolean isInnerDue = phase == TlsPhase.OPEN && now < ownDeadline();
        setTime(now);
        if (isInnerDue) {
            inner.handleTimeout(now);
            if (inner.closeState() != CloseState.CLOSE || !output.hasCiphertext()) {
                return;
            }
        }
        if (phase == TlsPhase.HANDSHAKE) {
            report(HandshakeFailure.TIMEOUT, "");
        }
        abort(now);
    }

    @Override
    public void resume(long now) {
        setTime(now);
        if (phase == TlsPhase.OPEN) {
            inner.resume(now);
        }
        if (isTaskDue) {
            isTaskDue = false;
            context.compute(() -> Engines.runTasks(engine));
        }
        process();
    }

    @Override
    public void drain(long now) {
        setTime(now);
        if (phase == TlsPhase.OPEN) {
            inner.drain(now);
        } else if (phase == TlsPhase.HANDSHAKE) {
            abort(now);
        }
    }

    @Override
    public void abort(long now) {
        leaveHandshake(TlsPhase.CLOSED);
        isTaskDue = false;
        input.clear();
        output.clear();
        if (inner != null) {
            inner.abort(now);
        }
    }

    private void setTime(long now) {
        timers.advanceTo(now, output.hasCiphertext());
    }

    private void leaveHandshake(TlsPhase next) {
        if (phase == TlsPhase.HANDSHAKE) {
            server.limiter().end();
        }
        phase = next;
    }

    // Records

    /** Processes what can be processed: steps of the handshake, and records that the inner connection wants. */
    private void process() {
        try {
            if (phase == TlsPhase.HANDSHAKE && PlainRequest.isReceived(records, input)) {
                receivePlainText();
                return;
            }
            while (phase.isActive() && !isTaskDue && step()) {
                // Until there is nothing to do.
            }
            if (output.isCutOff()) {
                abort(timers.nowNanos());
                return;
            }
            passEof();
        } catch (SSLException failed) {
            fail(failed);
        } finally {
            input.release();
        }
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
        if (phase == TlsPhase.OPEN) {
            Engines.rejectRenegotiation(engine);
        }
        isTaskDue = true;
        context.wakeUp();
    }

    private boolean wrap() throws SSLException {
        SSLEngineResult result = output.wrapHandshake();
        openIfFinished(result);
        // JDK-8263779: after a close, an engine may need to wrap, and produce nothing.
        return result.bytesProduced() > 0 || result.getHandshakeStatus() != HandshakeStatus.NEED_WRAP;
    }

    private boolean mayUnwrap() throws SSLException {
        return !output.isFull() && (phase == TlsPhase.HANDSHAKE || inner.wantsInput()) && records.hasRecord();
    }

    /** Decrypts one record; false when nothing has changed. */
    private boolean unwrap() throws SSLException {
        if (phase == TlsPhase.OPEN && records.isAtEnd()) {
            hasInputEnded = true;
            input.clear();
            return false;
        }
        ByteBuffer plain = TlsBuffers.PLAIN.acquire();
        try {
            SSLEngineResult result = records.read(plain);
            openIfFinished(result);
            if (result.bytesProduced() > 0) {
                inner.receive(plain.flip(), timers.nowNanos());
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

    /** The handshake ends with a record of the client, or with the ticket of the server. */
    private void openIfFinished(SSLEngineResult result) {
        if (phase != TlsPhase.HANDSHAKE || result.getHandshakeStatus() != HandshakeStatus.FINISHED) {
            return;
        }
        leaveHandshake(TlsPhase.OPEN);
        records.endHandshake();
        ConnectionInfo info = context.info().secured(server.describe(engine, timers.startMillis()));
        String protocol = engine.getApplicationProtocol();
        inner = server.protocols()
                .newConnection(protocol == null ? "" : protocol, new SecuredContext(context, info), timers.nowNanos());
        output.attach(inner.output(), () -> inner.closeState() != CloseState.OPEN);
        server.observer().handshakeCompleted(info);
    }

    /** The client does not use TLS: it gets a response if it is a request, and nothing otherwise. */
    private void receivePlainText() {
        if (!PlainRequest.isHttp(input)) {
            report(HandshakeFailure.NOT_TLS, "");
            abort(timers.nowNanos());
        } else if (PlainRequest.isComplete(input)) {
            report(HandshakeFailure.PLAIN_HTTP, "");
            output.addPlaintext(PlainRequest.response(input));
            close();
        } else if (hasInputEnded) {
            report(HandshakeFailure.CLOSED_BY_PEER, "");
            abort(timers.nowNanos());
        }
    }

    /** Sends the alert that the engine has, and closes. */
    private void fail(SSLException cause) {
        if (phase == TlsPhase.HANDSHAKE) {
            report(HandshakeFailure.REJECTED, String.valueOf(cause.getMessage()));
        }
        if (inner != null) {
            inner.abort(timers.nowNanos());
        }
        Engines.fail(engine);
        output.addLastAlert();
        close();
    }

    private void close() {
        leaveHandshake(TlsPhase.CLOSING);
        timers.startClosing();
        isTaskDue = false;
        input.clear();
    }

    /** Passes the end of the input to the inner connection when all records before it have been received. */
    private void passEof() throws SSLException {
        if (!hasInputEnded || hasPassedEof || !phase.isActive() || isTaskDue || input.hasRecord()) {
            return;
        }
        hasPassedEof = true;
        if (phase == TlsPhase.OPEN) {
            // Also without close_notify: the framing of HTTP decides whether a message is complete.
            inner.receiveEof(timers.nowNanos());
        } else {
            report(HandshakeFailure.CLOSED_BY_PEER, "");
            abort(timers.nowNanos());
        }
    }

    private void report(HandshakeFailure kind, String detail) {
        server.observer().handshakeFailed(context.info(), kind, detail);
    }

    // Queries

    /** The size of the buffers that this connection holds: 0 if it is idle. */
    int bufferBytes() {
        return input.bufferBytes() + output.bufferBytes();
    }

    @Override
    public boolean wantsInput() {
        if (hasInputEnded || isTaskDue) {
            return false;
        }
        return switch (phase) {
            case HANDSHAKE -> !output.isFull();
            case OPEN -> !output.isFull() && inner.wantsInput() && !records.hasInput();
            case CLOSING -> output.isEmpty();
            case CLOSED -> false;
        };
    }

    @Override
    public boolean isWaiting() {
        return isTaskDue || (phase == TlsPhase.OPEN && inner.isWaiting());
    }

    @Override
    public Optional<Exchange> nextExchange(long now) {
        setTime(now);
        for (int left = -1; input.length() != left; process()) {
            left = input.length();
            Optional<Exchange> next = phase == TlsPhase.OPEN ? inner.nextExchange(now) : Optional.empty();
            if (next.isPresent() || left == 0) {
                return next;
            }
            // The inner connection may only now want the records that are left, which nothing else reads.
        }
        return Optional.empty();
    }

    @Override
    public Output output() {
        return output;
    }

    /** The deadline without that of the inner connection. */
    private long ownDeadline() {
        return timers.deadline(phase, output.hasCiphertext());
    }

    @Override
    public long writeDeadline() {
        return phase == TlsPhase.OPEN ? Math.min(ownDeadline(), inner.writeDeadline()) : ownDeadline();
    }

    @Override
    public long deadline() {
        // While the output is full, nothing is read, and what the peer has sent in time waits.
        boolean isReading = phase == TlsPhase.OPEN && !output.isFull();
        return isReading ? Math.min(ownDeadline(), inner.deadline()) : writeDeadline();
    }

    @Override
    public boolean isBusy() {
        return isTaskDue || !output.isEmpty() || (phase == TlsPhase.OPEN && inner.isBusy());
    }

    @Override
    public boolean endsSilently() {
        return phase != TlsPhase.OPEN;
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
