package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.OutputQueue;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.Http1Exception;
import dev.roundhouse.http.h1.codec.Persistence;
import dev.roundhouse.http.h1.codec.RequestHead;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The server's end of an HTTP/1.1 connection (RFC 9112), without a socket.
 *
 * <p>Requests are taken up one after the other, so answers are in order (§9.3.2). The next is taken up as soon as the last
 * is answered, whether or not the answer has left, until enough of them wait. {@link Phase} is what is being heard,
 * {@link Output} what is being said, and {@link Timeouts} bound how long either may take.
 */
public final class Http1Connection implements Connection {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);
    private static final String HEAD = Method.HEAD.name();

    private final Http1Limits limits;
    private final ServerFields serverFields;
    private final HeadReader headReader;
    private final ConnectionTimers timers;
    private final OutputQueue output = new OutputQueue();
    private final CompletedExchanges completedExchanges = new CompletedExchanges();

    private Phase phase = Phase.IDLE;
    private Persistence persistence = Persistence.KEEP_ALIVE;
    private boolean inputEnded;
    private boolean draining;
    private boolean lingerOnClose;
    private long requestCount;

    /** What was received before its time: what came behind the head of the request that waits for its answer. */
    private ByteBuffer pendingInput = EMPTY;

    /** The request being heard or answered; null in IDLE and READING_HEAD. */
    private Http1Exchange exchange;

    /** Its body; null when it has none. */
    private RequestBody body;

    /**
     * A connection that has just been accepted.
     *
     * @param limits how much the peer may ask for
     * @param timeouts how long it may take
     * @param serverFields the end of every response head; may be shared
     * @param now the time, in nanoseconds
     */
    public Http1Connection(Http1Limits limits, Timeouts timeouts, ServerFields serverFields, long now) {
        this(limits, timeouts, serverFields, new RequestHeadCache(1), now);
    }

    /**
     * A connection that has just been accepted, one of many.
     *
     * @param limits how much the peer may ask for
     * @param timeouts how long it may take
     * @param serverFields the end of every response head; may be shared
     * @param requestHeadCache shared by connections of the same limits
     * @param now the time, in nanoseconds
     */
    public Http1Connection(
            Http1Limits limits,
            Timeouts timeouts,
            ServerFields serverFields,
            RequestHeadCache requestHeadCache,
            long now) {
        this.limits = limits;
        this.serverFields = serverFields;
        this.headReader = new HeadReader(limits, requestHeadCache);
        this.timers = new ConnectionTimers(timeouts, now);
    }

    // What happened

    @Override
    public void receive(ByteBuffer bytes, long now) {
        timers.advanceTo(now);
        timers.recordReceived(bytes.remaining());
        if (!pendingInput.hasRemaining()) {
            process(bytes);
        }
        if (bytes.hasRemaining()) {
            bufferInput(bytes);
        }
    }

    @Override
    public void receiveEof(long now) {
        timers.advanceTo(now);
        inputEnded = true;
        if (!pendingInput.hasRemaining()) {
            handleEof();
        }
    }

    @Override
    public void markSent(long count, long now) {
        timers.advanceTo(now);
        timers.recordSent(count);
        output.advance(count);
        closeIfFlushed();
    }

    @Override
    public void handleTimeout(long now) {
        if (now < deadline()) {
            return;
        }
        timers.advanceTo(now);
        if (output.isEmpty() && phase == Phase.READING_HEAD) {
            rejectHead(Http1Error.HEAD_TIMEOUT, headReader.line());
        } else if (output.isEmpty() && phase == Phase.RECEIVING) {
            rejectRequest(Http1Error.BODY_TIMEOUT);
        } else {
            abort(now);
        }
    }

    @Override
    public void drain(long now) {
        timers.advanceTo(now);
        draining = true;
        if (phase == Phase.DISCARDING) {
            // The answer is given. What is left of the body is read over while we linger, and for no longer.
            startClosing();
        } else {
            finishIfDrained();
        }
    }

    @Override
    public void abort(long now) {
        if (phase == Phase.CLOSED) {
            return;
        }
        timers.advanceTo(now);
        transitionTo(Phase.CLOSED);
        pendingInput = EMPTY;
        abortBody();
        output.abort();
    }

    // What is wanted

    @Override
    public boolean wantsInput() {
        return switch (phase) {
            case IDLE, READING_HEAD -> !inputEnded && !pendingInput.hasRemaining() && !output.isFull();
            case RECEIVING, DISCARDING, LINGERING -> true;
            // One read ahead, so that a peer that is gone is noticed while its answer is awaited.
            case HANDLING -> !inputEnded && !pendingInput.hasRemaining();
            case FINISHING, CLOSED -> false;
        };
    }

    @Override
    public Optional<Exchange> nextExchange(long now) {
        if (pendingInput.hasRemaining() && isBetweenRequests() && !output.isFull()) {
            timers.advanceTo(now);
            processPendingInput();
        }
        return phase == Phase.HANDLING && exchange.tryOffer() ? Optional.of(exchange) : Optional.empty();
    }

    @Override
    public Output output() {
        return output;
    }

    @Override
    public long deadline() {
        return output.isEmpty() ? timers.readDeadline(phase) : timers.writeDeadline();
    }

    @Override
    public boolean isBusy() {
        return !output.isEmpty()
                || switch (phase) {
                    case IDLE, LINGERING, CLOSED -> false;
                    case READING_HEAD, HANDLING, RECEIVING, DISCARDING, FINISHING -> true;
                };
    }

    @Override
    public Optional<CompletedExchange> nextCompletedExchange() {
        return completedExchanges.poll();
    }

    @Override
    public CloseState closeState() {
        return switch (phase) {
            case LINGERING -> CloseState.HALF_CLOSE;
            case CLOSED -> CloseState.CLOSE;
            default -> CloseState.OPEN;
        };
    }

    /** What is being heard, for tests and diagnostics. */
    public Phase phase() {
        return phase;
    }

    // Hearing

    private void process(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            switch (phase) {
                case IDLE, READING_HEAD -> {
                    if (output.isFull()) {
                        return;
                    }
                    readHead(bytes);
                }
                case HANDLING -> {
                    return;
                }
                case RECEIVING, DISCARDING -> readBody(bytes);
                case FINISHING, LINGERING, CLOSED -> bytes.position(bytes.limit());
            }
        }
    }

    private void bufferInput(ByteBuffer bytes) {
        ByteBuffer joined = ByteBuffer.allocate(pendingInput.remaining() + bytes.remaining());
        pendingInput = joined.put(pendingInput).put(bytes).flip();
    }

    private void processPendingInput() {
        process(pendingInput);
        if (!pendingInput.hasRemaining()) {
            pendingInput = EMPTY;
            if (inputEnded) {
                handleEof();
            }
            finishIfDrained();
        }
    }

    private void readHead(ByteBuffer bytes) {
        Optional<RequestHead> head = headReader.read(bytes);
        // An empty line is no part of a request: it neither keeps a connection nor ends its wait. RFC 9112 §2.2
        if (phase == Phase.IDLE && (head.isPresent() || !headReader.isBlank())) {
            transitionTo(Phase.READING_HEAD);
        }
        if (head.isPresent() && head.get() instanceof RequestHead.Accepted accepted) {
            acceptRequest(accepted);
        } else if (head.isPresent() && head.get() instanceof RequestHead.Rejected rejected) {
            rejectHead(rejected.error(), rejected.line());
        }
    }

    private void acceptRequest(RequestHead.Accepted head) {
        exchange = new Http1Exchange(this, head, timers.now());
        body = head.framing().isEmpty() ? null : new RequestBody(head.framing(), limits);
        requestCount++;
        transitionTo(Phase.HANDLING);
    }

    private void readBody(ByteBuffer bytes) {
        try {
            body.decode(bytes);
            if (body.isComplete()) {
                completeBody();
            }
        } catch (Http1Exception refused) {
            rejectRequest(refused.error());
        } catch (IOException failed) {
            rejectRequest(Http1Error.HANDLER_FAILED);
        }
    }

    private void completeBody() throws IOException {
        if (phase == Phase.RECEIVING) {
            respond(body.finish());
        }
        completeExchange();
    }

    /** The peer will say no more, and all that it said has been heard. */
    private void handleEof() {
        switch (phase) {
            case IDLE, DISCARDING -> transitionTo(Phase.FINISHING);
            case READING_HEAD -> rejectHead(Http1Error.MESSAGE_INCOMPLETE, headReader.line());
            case RECEIVING -> rejectRequest(Http1Error.MESSAGE_INCOMPLETE);
            case LINGERING -> transitionTo(Phase.CLOSED);
            case HANDLING, FINISHING, CLOSED -> {
                // A client that closed its half still gets its answer. RFC 9112 §9.6
            }
        }
        closeIfFlushed();
    }

    // Answering

    /** The handler's answer. */
    void reply(Http1Exchange answered, Reply reply, long now) {
        timers.advanceTo(now);
        if (answered != exchange || phase != Phase.HANDLING) {
            reply.release();
        } else if (reply instanceof Upload requested) {
            startReceivingBody(requested);
        } else if (reply instanceof Response response) {
            respondEarly(response);
        }
        if (!pendingInput.hasRemaining() && inputEnded) {
            handleEof();
        } else if (pendingInput.hasRemaining() && phase != Phase.HANDLING && !isBetweenRequests()) {
            processPendingInput();
        }
    }

    /** The handler failed. */
    void fail(Http1Exchange failed, long now) {
        timers.advanceTo(now);
        if (failed == exchange && phase == Phase.HANDLING) {
            rejectRequest(Http1Error.HANDLER_FAILED);
        }
    }

    private void startReceivingBody(Upload requested) {
        boolean awaited = body != null && !pendingInput.hasRemaining();
        body = body == null ? new RequestBody(exchange.head().framing(), limits) : body;
        body.forwardTo(requested);
        // RFC 9110 §10.1.1: 100 only to who asked for it, and not when the body has begun to come anyway.
        if (exchange.head().expectsContinue() && awaited) {
            startOutput();
            ResponseWriter.writeContinue(output, exchange);
        }
        transitionTo(Phase.RECEIVING);
        if (body.isComplete()) {
            readBody(EMPTY);
        }
    }

    private void respondEarly(Response response) {
        if (body == null) {
            respond(response);
            completeExchange();
            return;
        }
        // RFC 9112 §9.3: read the body over, or close. Nobody knows whether a client that asked for 100 will send it.
        boolean uncertain = exchange.head().expectsContinue() && !pendingInput.hasRemaining();
        if (uncertain || !body.isDiscardable()) {
            persistence = Persistence.CLOSE;
        }
        respond(response);
        if (persistence == Persistence.CLOSE) {
            startClosing();
        } else {
            transitionTo(Phase.DISCARDING);
        }
    }

    private void respond(Response response) {
        Request request = exchange.request();
        boolean clientKeeps = exchange.head().isKeepAlive();
        boolean mayKeep = clientKeeps
                && !draining
                && requestCount < limits.common().requests()
                && ResponseWriter.isSelfDelimiting(response, request.version());
        if (!mayKeep) {
            persistence = Persistence.CLOSE;
            // A client that did not ask for the end may be sending its next request already.
            lingerOnClose |= clientKeeps;
        }
        exchange.setResponse(response);
        writeResponse(request.isHeadRequest(), request.version());
    }

    private void writeResponse(boolean isHead, Version version) {
        startOutput();
        ResponseWriter.write(output, exchange, isHead, version, persistence, serverFields);
        output.add(exchange);
    }

    private void startOutput() {
        if (output.isEmpty()) {
            timers.startOutput();
        }
    }

    /** A head is refused: there is no request, but it may be clear that its answer must not have content. */
    private void rejectHead(Http1Error http1Error, RequestLine line) {
        exchange = new Http1Exchange(this, line, timers.now());
        respondAndClose(http1Error, line.method().equals(HEAD));
    }

    /** A request is refused whose head was understood; when it has been answered already, the end must do. */
    private void rejectRequest(Http1Error http1Error) {
        abortBody();
        if (phase == Phase.DISCARDING) {
            startClosing();
        } else {
            respondAndClose(http1Error, exchange.request().isHeadRequest());
        }
    }

    private void respondAndClose(Http1Error http1Error, boolean isHead) {
        persistence = Persistence.CLOSE;
        exchange.rejectWith(http1Error);
        writeResponse(isHead, Version.HTTP_1_1);
        startClosing();
    }

    private void startClosing() {
        persistence = Persistence.CLOSE;
        lingerOnClose = true;
        transitionTo(Phase.FINISHING);
        closeIfFlushed();
    }

    private void completeExchange() {
        exchange = null;
        body = null;
        boolean last = persistence == Persistence.CLOSE || draining || (inputEnded && !pendingInput.hasRemaining());
        transitionTo(last ? Phase.FINISHING : Phase.IDLE);
        closeIfFlushed();
    }

    /**
     * Between requests a drain is the end. A peer that has lately been sent an answer may not have read it yet, and may be
     * sending its next request: to close at once would reset the connection, and the answer would be lost on its way.
     */
    private void finishIfDrained() {
        if (draining && phase == Phase.IDLE && !pendingInput.hasRemaining()) {
            lingerOnClose |= !output.isEmpty() || (output.totalSent() > 0 && timers.hasSentLately());
            transitionTo(Phase.FINISHING);
            closeIfFlushed();
        }
    }

    /** An answer has left, or never will. */
    void onResponseSent(Http1Exchange excess, boolean complete) {
        completedExchanges.add(excess, complete, output.totalSent(), timers.now());
    }

    private void abortBody() {
        if (body != null) {
            body.abort();
        }
    }

    // Ending

    /** The last answer has left: close, or half-close and let the peer read it. RFC 9112 §9.6 */
    private void closeIfFlushed() {
        if (phase == Phase.FINISHING && output.isEmpty()) {
            boolean peerMaySend = !inputEnded && (lingerOnClose || pendingInput.hasRemaining());
            pendingInput = EMPTY;
            transitionTo(peerMaySend ? Phase.LINGERING : Phase.CLOSED);
        }
    }

    private boolean isBetweenRequests() {
        return phase == Phase.IDLE || phase == Phase.READING_HEAD;
    }

    private void transitionTo(Phase next) {
        phase = phase.transitionTo(next);
        timers.startPhase();
    }
}
