package dev.roundhouse.http.h1;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.connection.Timeouts;
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
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final String HEAD = Method.HEAD.name();

    private final Limits limits;
    private final ServerFields stamp;
    private final HeadReader heads;
    private final ConnectionTimers lifetime;
    private final Output output = new Output();
    private final CompletedExchanges served = new CompletedExchanges();

    private Phase phase = Phase.IDLE;
    private Persistence persistence = Persistence.KEEP;
    private boolean inputEnded;
    private boolean draining;
    private boolean mustLinger;
    private long requests;

    /** What was received before its time: what came behind the head of the request that waits for its answer. */
    private ByteBuffer held = NOTHING;

    /** The request being heard or answered; null in IDLE and READING_HEAD. */
    private Http1Exchange exchange;

    /** Its body; null when it has none. */
    private RequestBody body;

    /**
     * A connection that has just been accepted.
     *
     * @param limits how much the peer may ask for
     * @param timeouts how long it may take
     * @param stamp the end of every response head; may be shared
     * @param now the time, in nanoseconds
     */
    public Http1Connection(Limits limits, Timeouts timeouts, ServerFields stamp, long now) {
        this(limits, timeouts, stamp, new RequestHeadCache(1), now);
    }

    /**
     * A connection that has just been accepted, one of many.
     *
     * @param limits how much the peer may ask for
     * @param timeouts how long it may take
     * @param stamp the end of every response head; may be shared
     * @param recentHeads shared by connections of the same limits
     * @param now the time, in nanoseconds
     */
    public Http1Connection(
            Limits limits, Timeouts timeouts, ServerFields stamp, RequestHeadCache recentHeads, long now) {
        this.limits = limits;
        this.stamp = stamp;
        this.heads = new HeadReader(limits, recentHeads);
        this.lifetime = new ConnectionTimers(timeouts, now);
    }

    // What happened

    @Override
    public void receive(ByteBuffer bytes, long now) {
        lifetime.at(now);
        lifetime.heard(bytes.remaining());
        if (!held.hasRemaining()) {
            consume(bytes);
        }
        if (bytes.hasRemaining()) {
            hold(bytes);
        }
    }

    @Override
    public void receiveEnd(long now) {
        lifetime.at(now);
        inputEnded = true;
        if (!held.hasRemaining()) {
            endInput();
        }
    }

    @Override
    public void sent(long count, long now) {
        lifetime.at(now);
        lifetime.sent(count);
        output.sent(count);
        settle();
    }

    @Override
    public void expire(long now) {
        if (now < deadline()) {
            return;
        }
        lifetime.at(now);
        if (output.isEmpty() && phase == Phase.READING_HEAD) {
            refuseHead(Http1Error.HEAD_TOO_SLOW, heads.line());
        } else if (output.isEmpty() && phase == Phase.RECEIVING) {
            refuse(Http1Error.BODY_TOO_SLOW);
        } else {
            abort(now);
        }
    }

    @Override
    public void drain(long now) {
        lifetime.at(now);
        draining = true;
        if (phase == Phase.DISCARDING) {
            // The answer is given. What is left of the body is read over while we linger, and for no longer.
            finish();
        } else {
            finishIfDrained();
        }
    }

    @Override
    public void abort(long now) {
        if (phase == Phase.CLOSED) {
            return;
        }
        lifetime.at(now);
        become(Phase.CLOSED);
        held = NOTHING;
        abandonBody();
        output.abandon();
    }

    // What is wanted

    @Override
    public boolean wantsInput() {
        return switch (phase) {
            case IDLE, READING_HEAD -> !inputEnded && !held.hasRemaining() && !output.isFull();
            case RECEIVING, DISCARDING, LINGERING -> true;
            // One read ahead, so that a peer that is gone is noticed while its answer is awaited.
            case HANDLING -> !inputEnded && !held.hasRemaining();
            case FINISHING, CLOSED -> false;
        };
    }

    @Override
    public Optional<Exchange> nextExchange(long now) {
        if (held.hasRemaining() && isBetweenRequests() && !output.isFull()) {
            lifetime.at(now);
            consumeHeld();
        }
        return phase == Phase.HANDLING && exchange.offer() ? Optional.of(exchange) : Optional.empty();
    }

    @Override
    public Output output() {
        return output;
    }

    @Override
    public long deadline() {
        return output.isEmpty() ? lifetime.readDeadline(phase) : lifetime.writeDeadline();
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
    public Optional<CompletedExchange> nextServed() {
        return served.next();
    }

    @Override
    public CloseState ending() {
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

    private void consume(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            switch (phase) {
                case IDLE, READING_HEAD -> {
                    if (output.isFull()) {
                        return;
                    }
                    hearHead(bytes);
                }
                case HANDLING -> {
                    return;
                }
                case RECEIVING, DISCARDING -> hearBody(bytes);
                case FINISHING, LINGERING, CLOSED -> bytes.position(bytes.limit());
            }
        }
    }

    private void hold(ByteBuffer bytes) {
        ByteBuffer joined = ByteBuffer.allocate(held.remaining() + bytes.remaining());
        held = joined.put(held).put(bytes).flip();
    }

    private void consumeHeld() {
        consume(held);
        if (!held.hasRemaining()) {
            held = NOTHING;
            if (inputEnded) {
                endInput();
            }
            finishIfDrained();
        }
    }

    private void hearHead(ByteBuffer bytes) {
        Optional<RequestHead> head = heads.take(bytes);
        // An empty line is no part of a request: it neither keeps a connection nor ends its wait. RFC 9112 §2.2
        if (phase == Phase.IDLE && (head.isPresent() || !heads.isBlank())) {
            become(Phase.READING_HEAD);
        }
        if (head.isPresent() && head.get() instanceof RequestHead.Accepted accepted) {
            accept(accepted);
        } else if (head.isPresent() && head.get() instanceof RequestHead.Rejected refused) {
            refuseHead(refused.refusal(), refused.line());
        }
    }

    private void accept(RequestHead.Accepted head) {
        exchange = new Http1Exchange(this, head, lifetime.now());
        body = head.framing().isEmpty() ? null : new RequestBody(head.framing(), limits);
        requests++;
        become(Phase.HANDLING);
    }

    private void hearBody(ByteBuffer bytes) {
        try {
            body.decode(bytes);
            if (body.isWhole()) {
                bodyIsWhole();
            }
        } catch (Http1Exception refused) {
            refuse(refused.refusal());
        } catch (IOException failed) {
            refuse(Http1Error.HANDLER_FAILED);
        }
    }

    private void bodyIsWhole() throws IOException {
        if (phase == Phase.RECEIVING) {
            respond(body.finish());
        }
        exchangeIsOver();
    }

    /** The peer will say no more, and all that it said has been heard. */
    private void endInput() {
        switch (phase) {
            case IDLE, DISCARDING -> become(Phase.FINISHING);
            case READING_HEAD -> refuseHead(Http1Error.MESSAGE_INCOMPLETE, heads.line());
            case RECEIVING -> refuse(Http1Error.MESSAGE_INCOMPLETE);
            case LINGERING -> become(Phase.CLOSED);
            case HANDLING, FINISHING, CLOSED -> {
                // A client that closed its half still gets its answer. RFC 9112 §9.6
            }
        }
        settle();
    }

    // Answering

    /** The handler's answer. */
    void reply(Http1Exchange answered, Reply reply, long now) {
        lifetime.at(now);
        if (answered != exchange || phase != Phase.HANDLING) {
            reply.release();
        } else if (reply instanceof Upload wanted) {
            receiveBody(wanted);
        } else if (reply instanceof Response response) {
            respondBeforeBody(response);
        }
        if (!held.hasRemaining() && inputEnded) {
            endInput();
        } else if (held.hasRemaining() && phase != Phase.HANDLING && !isBetweenRequests()) {
            consumeHeld();
        }
    }

    /** The handler failed. */
    void fail(Http1Exchange failed, long now) {
        lifetime.at(now);
        if (failed == exchange && phase == Phase.HANDLING) {
            refuse(Http1Error.HANDLER_FAILED);
        }
    }

    private void receiveBody(Upload wanted) {
        boolean awaited = body != null && !held.hasRemaining();
        body = body == null ? new RequestBody(exchange.head().framing(), limits) : body;
        body.sendTo(wanted);
        // RFC 9110 §10.1.1: 100 only to who asked for it, and not when the body has begun to come anyway.
        if (exchange.head().expectsContinue() && awaited) {
            beginOutput();
            ResponseWriter.writeContinue(output, exchange);
        }
        become(Phase.RECEIVING);
        if (body.isWhole()) {
            hearBody(NOTHING);
        }
    }

    private void respondBeforeBody(Response response) {
        if (body == null) {
            respond(response);
            exchangeIsOver();
            return;
        }
        // RFC 9112 §9.3: read the body over, or close. Nobody knows whether a client that asked for 100 will send it.
        boolean uncertain = exchange.head().expectsContinue() && !held.hasRemaining();
        if (uncertain || !body.mayBeDiscarded()) {
            persistence = Persistence.CLOSE;
        }
        respond(response);
        if (persistence == Persistence.CLOSE) {
            finish();
        } else {
            become(Phase.DISCARDING);
        }
    }

    private void respond(Response response) {
        Request request = exchange.request();
        boolean clientKeeps = exchange.head().keepsAlive();
        boolean mayKeep = clientKeeps
                && !draining
                && requests < limits.requests()
                && ResponseWriter.isSelfDelimiting(response, request.version());
        if (!mayKeep) {
            persistence = Persistence.CLOSE;
            // A client that did not ask for the end may be sending its next request already.
            mustLinger |= clientKeeps;
        }
        exchange.answerWith(response);
        say(request.isHead(), request.version());
    }

    private void say(boolean isHead, Version version) {
        beginOutput();
        ResponseWriter.write(output, exchange, isHead, version, persistence, stamp);
        output.add(exchange);
    }

    private void beginOutput() {
        if (output.isEmpty()) {
            lifetime.outputBegan();
        }
    }

    /** A head is refused: there is no request, but it may be clear that its answer must not have content. */
    private void refuseHead(Http1Error refusal, RequestLine line) {
        exchange = new Http1Exchange(this, line, lifetime.now());
        finishWith(refusal, line.method().equals(HEAD));
    }

    /** A request is refused whose head was understood; when it has been answered already, the end must do. */
    private void refuse(Http1Error refusal) {
        abandonBody();
        if (phase == Phase.DISCARDING) {
            finish();
        } else {
            finishWith(refusal, exchange.request().isHead());
        }
    }

    private void finishWith(Http1Error refusal, boolean isHead) {
        persistence = Persistence.CLOSE;
        exchange.refusedBy(refusal);
        say(isHead, Version.HTTP_1_1);
        finish();
    }

    private void finish() {
        persistence = Persistence.CLOSE;
        mustLinger = true;
        become(Phase.FINISHING);
        settle();
    }

    private void exchangeIsOver() {
        exchange = null;
        body = null;
        boolean last = persistence == Persistence.CLOSE || draining || (inputEnded && !held.hasRemaining());
        become(last ? Phase.FINISHING : Phase.IDLE);
        settle();
    }

    /**
     * Between requests a drain is the end. A peer that has lately been sent an answer may not have read it yet, and may be
     * sending its next request: to close at once would reset the connection, and the answer would be lost on its way.
     */
    private void finishIfDrained() {
        if (draining && phase == Phase.IDLE && !held.hasRemaining()) {
            mustLinger |= !output.isEmpty() || (output.total() > 0 && lifetime.hasSentLately());
            become(Phase.FINISHING);
            settle();
        }
    }

    /** An answer has left, or never will. */
    void ended(Http1Exchange over, boolean whole) {
        served.add(over, whole, output.total(), lifetime.now());
    }

    private void abandonBody() {
        if (body != null) {
            body.abandon();
        }
    }

    // Ending

    /** The last answer has left: close, or half-close and let the peer read it. RFC 9112 §9.6 */
    private void settle() {
        if (phase == Phase.FINISHING && output.isEmpty()) {
            boolean peerMaySend = !inputEnded && (mustLinger || held.hasRemaining());
            held = NOTHING;
            become(peerMaySend ? Phase.LINGERING : Phase.CLOSED);
        }
    }

    private boolean isBetweenRequests() {
        return phase == Phase.IDLE || phase == Phase.READING_HEAD;
    }

    private void become(Phase next) {
        phase = phase.to(next);
        lifetime.phaseBegan();
    }
}
