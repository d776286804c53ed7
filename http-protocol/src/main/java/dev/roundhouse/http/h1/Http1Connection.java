package dev.roundhouse.http.h1;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Ending;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.Served;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
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

    /** Nobody may be asking for what was served; then the oldest are forgotten. */
    private static final int SERVED_KEPT = 256;

    private final Limits limits;
    private final ServerStamp stamp;
    private final RecentHeads recentHeads;
    private final HeadBuffer heads;
    private final Lifetime lifetime;
    private final Output output = new Output();
    private final ArrayDeque<Served> served = new ArrayDeque<>(2);

    /** What this client said the last time, which is what it will most probably say next. */
    private RecentHeads.Entry lastHead = RecentHeads.Entry.NONE;

    private Phase phase = Phase.IDLE;
    private Persistence persistence = Persistence.KEEP;
    private boolean inputEnded;
    private boolean draining;
    private boolean mustLinger;
    private long requests;
    private long discarded;
    private long counted;

    /** What was received before its time: what came behind the head of the request that waits for its answer. */
    private ByteBuffer held = NOTHING;

    /** The request being heard or answered; null in IDLE and READING_HEAD. */
    private Http1Exchange exchange;

    /** Finds the end of its body; null when it has none. */
    private BodyDecoder decoder;

    /** Takes its body; null but in RECEIVING. */
    private OngoingUpload upload;

    /**
     * A connection that has just been accepted.
     *
     * @param limits how much the peer may ask for
     * @param timeouts how long it may take
     * @param stamp the end of every response head; may be shared
     * @param now the time, in nanoseconds
     */
    public Http1Connection(Limits limits, Timeouts timeouts, ServerStamp stamp, long now) {
        this(limits, timeouts, stamp, new RecentHeads(1), now);
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
    public Http1Connection(Limits limits, Timeouts timeouts, ServerStamp stamp, RecentHeads recentHeads, long now) {
        this.limits = limits;
        this.stamp = stamp;
        this.recentHeads = recentHeads;
        this.heads = HeadBuffer.ofHeads(limits);
        this.lifetime = new Lifetime(timeouts, now);
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
        if (output.isEmpty() && phase == Phase.READING_HEAD && !heads.isEmpty()) {
            refuseHead(Refusal.HEAD_TOO_SLOW, heads.asksForHead(NOTHING));
        } else if (output.isEmpty() && phase == Phase.RECEIVING) {
            refuse(Refusal.BODY_TOO_SLOW);
        } else {
            abort(now);
        }
    }

    @Override
    public void drain(long now) {
        lifetime.at(now);
        draining = true;
        if (phase == Phase.IDLE && !held.hasRemaining()) {
            become(Phase.FINISHING);
            settle();
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
        abandonUpload();
        output.abandon();
    }

    // What is wanted

    @Override
    public boolean wantsInput() {
        return switch (phase) {
            case IDLE, READING_HEAD -> !inputEnded && !held.hasRemaining() && !output.isFull();
            case RECEIVING, DISCARDING, LINGERING -> true;
            case HANDLING, FINISHING, CLOSED -> false;
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
    public Optional<Served> nextServed() {
        return Optional.ofNullable(served.poll());
    }

    @Override
    public Ending ending() {
        return switch (phase) {
            case LINGERING -> Ending.HALF_CLOSE;
            case CLOSED -> Ending.CLOSE;
            default -> Ending.OPEN;
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
        }
    }

    private void hearHead(ByteBuffer bytes) {
        if (phase == Phase.IDLE) {
            become(Phase.READING_HEAD);
        }
        if (heads.isEmpty() && lastHead.isNextIn(bytes)) {
            heads.startOver();
            accept(lastHead.take(bytes));
            return;
        }
        try {
            byte[] octets = heads.take(bytes);
            if (octets.length > 0) {
                judge(octets);
            }
        } catch (RefusedException refused) {
            refuseHead(refused.refusal(), heads.asksForHead(bytes));
        }
    }

    private void judge(byte[] octets) {
        lastHead = recentHeads.find(octets);
        if (lastHead.head() != null) {
            accept(lastHead.head());
            return;
        }
        RequestHead head = RequestHead.parse(octets, limits);
        if (head instanceof RequestHead.Refused refused) {
            refuseHead(refused.refusal(), refused.ofHead());
        } else if (head instanceof RequestHead.Accepted accepted) {
            lastHead = recentHeads.remember(octets, accepted);
            accept(accepted);
        }
    }

    private void accept(RequestHead.Accepted head) {
        exchange = new Http1Exchange(this, head, lifetime.now());
        decoder = head.framing().isEmpty() ? null : FramingRules.decoder(head.framing(), limits);
        requests++;
        become(Phase.HANDLING);
    }

    private void hearBody(ByteBuffer bytes) {
        try {
            decoder.decode(bytes, phase == Phase.RECEIVING ? upload::receive : this::discard);
            if (decoder.isDone()) {
                decoder = null;
                bodyIsWhole();
            }
        } catch (RefusedException refused) {
            refuse(refused.refusal());
        } catch (IOException failed) {
            refuse(Refusal.HANDLER_FAILED);
        }
    }

    private void discard(ByteBuffer unwanted) throws RefusedException {
        discarded += unwanted.remaining();
        if (discarded > limits.discard()) {
            throw new RefusedException(Refusal.BODY_TOO_LARGE);
        }
    }

    private void bodyIsWhole() throws IOException {
        if (phase == Phase.RECEIVING) {
            Response response = upload.finish();
            upload = null;
            respond(response);
        }
        exchangeIsOver();
    }

    /** The peer will say no more, and all that it said has been heard. */
    private void endInput() {
        switch (phase) {
            case IDLE, DISCARDING -> become(Phase.FINISHING);
            case READING_HEAD -> endOfHeads();
            case RECEIVING -> refuse(Refusal.MESSAGE_INCOMPLETE);
            case LINGERING -> become(Phase.CLOSED);
            case HANDLING, FINISHING, CLOSED -> {
                // A client that closed its half still gets its answer. RFC 9112 §9.6
            }
        }
        settle();
    }

    /** An empty line and then the end is no request that could be incomplete. RFC 9112 §2.2 */
    private void endOfHeads() {
        if (heads.isEmpty()) {
            become(Phase.FINISHING);
        } else {
            refuseHead(Refusal.MESSAGE_INCOMPLETE, heads.asksForHead(NOTHING));
        }
    }

    // Answering

    /** The handler's answer. */
    void reply(Http1Exchange answered, Reply reply, long now) {
        lifetime.at(now);
        if (answered != exchange || phase != Phase.HANDLING) {
            release(reply);
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
            refuse(Refusal.HANDLER_FAILED);
        }
    }

    private void receiveBody(Upload wanted) {
        upload = new OngoingUpload(wanted);
        // RFC 9110 §10.1.1: 100 only to who asked for it, and not when the body has begun to come anyway.
        if (exchange.head().expectsContinue() && decoder != null && !held.hasRemaining()) {
            beginOutput();
            ResponseWriter.writeContinue(output);
        }
        become(Phase.RECEIVING);
        if (decoder == null) {
            try {
                bodyIsWhole();
            } catch (IOException failed) {
                refuse(Refusal.HANDLER_FAILED);
            }
        }
    }

    private void respondBeforeBody(Response response) {
        if (decoder == null) {
            respond(response);
            exchangeIsOver();
            return;
        }
        // RFC 9112 §9.3: read the body over, or close. Nobody knows whether a client that asked for 100 will send it.
        boolean uncertain = exchange.head().expectsContinue() && !held.hasRemaining();
        if (uncertain || decoder.outstanding() > limits.discard()) {
            persistence = Persistence.CLOSE;
        }
        respond(response);
        if (persistence == Persistence.CLOSE) {
            mustLinger = true;
            become(Phase.FINISHING);
            settle();
        } else {
            discarded = 0;
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
        ResponseWriter.write(output, exchange.response(), isHead, version, persistence, stamp);
        output.add(exchange);
    }

    private void beginOutput() {
        if (output.isEmpty()) {
            lifetime.outputBegan();
        }
    }

    /** A head is refused: there is no request, but it may be clear that its answer must not have content. */
    private void refuseHead(Refusal refusal, boolean ofHead) {
        exchange = new Http1Exchange(this, null, lifetime.now());
        finishWith(refusal, ofHead);
    }

    /** A request is refused whose head was understood; when it has been answered already, the end must do. */
    private void refuse(Refusal refusal) {
        abandonUpload();
        if (phase == Phase.DISCARDING) {
            finish();
        } else {
            finishWith(refusal, exchange.request().isHead());
        }
    }

    private void finishWith(Refusal refusal, boolean isHead) {
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
        boolean last = persistence == Persistence.CLOSE || draining || (inputEnded && !held.hasRemaining());
        become(last ? Phase.FINISHING : Phase.IDLE);
        settle();
    }

    /** An answer has left, or never will. */
    void ended(Http1Exchange over, boolean whole) {
        if (served.size() == SERVED_KEPT) {
            served.remove();
        }
        Optional<Request> request = over.head() == null ? Optional.empty() : Optional.of(over.request());
        long bytes = output.total() - counted;
        counted = output.total();
        served.add(new Served(
                request, over.response().status(), over.refusal(), bytes, whole, over.started(), lifetime.now()));
    }

    private void release(Reply reply) {
        if (reply instanceof Upload unwanted) {
            unwanted.abandon();
        } else if (reply instanceof Response response) {
            response.body().close();
        }
    }

    private void abandonUpload() {
        if (upload != null) {
            upload.abandon();
            upload = null;
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
