package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.OutputQueue;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.RequestHead;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The server side of an HTTP/1.1 connection (RFC 9112), without a socket.
 *
 * <pre>{@code
 * ServerFields fields = new ServerFields(() -> System.currentTimeMillis() / 1000, "example");
 * Connection connection = new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, fields, System.nanoTime());
 *
 * connection.receive(bytesFromTheSocket, System.nanoTime());
 * connection.nextExchange(System.nanoTime()).ifPresent(exchange ->
 *         exchange.reply(Response.plain(Status.OK, "Hello " + exchange.request().target().path()), System.nanoTime()));
 * int count = connection.output().copyTo(bytesForTheSocket);
 * connection.markSent(count, System.nanoTime());
 * }</pre>
 *
 * <p>{@link Connection} describes the order of calls. Requests are handled one after the other, so responses are in order
 * (§9.3.2). The next request is read as soon as there is a reply to the last one, whether or not the response has been sent,
 * until enough responses are waiting: then {@link #wantsInput} is false.
 *
 * <p>{@link Phase} is the state of reading; {@link Output} is what is left to write; {@link Timeouts} limit both.
 */
public final class Http1Connection implements Connection {
    private final ConnectionTimers timers;
    private final OutputQueue output = new OutputQueue();
    private final PendingInput input = new PendingInput();
    private final ConnectionLifecycle lifecycle;
    private final ResponseSender sender;
    private final RequestReader reader;
    private final CompletedExchanges completedExchanges = new CompletedExchanges();

    /**
     * Creates the connection for a socket that has just been accepted, with a request head cache of its own.
     *
     * @param limits maximum sizes and counts of requests
     * @param timeouts how long the peer may take
     * @param serverFields the fields that the server adds to each response; may be shared
     * @param nowNanos the current time, in nanoseconds
     */
    public Http1Connection(Http1Limits limits, Timeouts timeouts, ServerFields serverFields, long nowNanos) {
        this(limits, timeouts, serverFields, new RequestHeadCache(1), nowNanos);
    }

    /**
     * Creates the connection for a socket that has just been accepted.
     *
     * @param limits maximum sizes and counts of requests
     * @param timeouts how long the peer may take
     * @param serverFields the fields that the server adds to each response; may be shared
     * @param requestHeadCache shared by connections that have the same limits
     * @param nowNanos the current time, in nanoseconds
     */
    public Http1Connection(
            Http1Limits limits,
            Timeouts timeouts,
            ServerFields serverFields,
            RequestHeadCache requestHeadCache,
            long nowNanos) {
        this.timers = new ConnectionTimers(timeouts, nowNanos);
        this.lifecycle = new ConnectionLifecycle(timers, input, output);
        this.sender = new ResponseSender(limits, serverFields, timers, lifecycle, output);
        this.reader = new RequestReader(this, limits, requestHeadCache, input, lifecycle, sender);
    }

    // Events

    @Override
    public void receive(ByteBuffer bytes, long nowNanos) {
        timers.advanceTo(nowNanos);
        timers.recordReceived(bytes.remaining());
        reader.receive(bytes);
    }

    @Override
    public void receiveEof(long nowNanos) {
        timers.advanceTo(nowNanos);
        reader.receiveEof();
    }

    @Override
    public void markSent(long count, long nowNanos) {
        timers.advanceTo(nowNanos);
        timers.recordSent(count);
        output.advance(count);
        lifecycle.closeIfFlushed();
    }

    @Override
    public void handleTimeout(long nowNanos) {
        if (nowNanos < deadline()) {
            return;
        }
        timers.advanceTo(nowNanos);
        if (output.isEmpty() && lifecycle.phase() == Phase.READING_HEAD) {
            reader.rejectHead(Http1Error.HEAD_TIMEOUT);
        } else if (output.isEmpty() && lifecycle.state() instanceof ReadState.Receiving receiving) {
            reader.reject(receiving, Http1Error.BODY_TIMEOUT);
        } else {
            abort(nowNanos);
        }
    }

    @Override
    public void drain(long nowNanos) {
        timers.advanceTo(nowNanos);
        lifecycle.drain();
    }

    @Override
    public void abort(long nowNanos) {
        ReadState state = lifecycle.state();
        if (state.phase() == Phase.CLOSED) {
            return;
        }
        timers.advanceTo(nowNanos);
        lifecycle.transitionTo(ReadState.CLOSED);
        input.clear();
        if (state instanceof ReadState.Receiving receiving) {
            receiving.body().abort();
        }
        output.abort();
    }

    // Queries

    @Override
    public boolean wantsInput() {
        return switch (lifecycle.phase()) {
            // Requests are not read while enough responses are waiting to be sent.
            case IDLE, READING_HEAD -> !input.hasEnded() && input.isEmpty() && !output.isFull();
            case RECEIVING, DISCARDING, LINGERING -> true;
            // One read ahead, to detect that the peer has closed while the handler works.
            case HANDLING -> !input.hasEnded() && input.isEmpty();
            case FINISHING, CLOSED -> false;
        };
    }

    @Override
    public Optional<Exchange> nextExchange(long nowNanos) {
        if (reader.canContinue()) {
            timers.advanceTo(nowNanos);
            reader.processPending();
        }
        return lifecycle.state() instanceof Http1Exchange exchange && exchange.tryOffer()
                ? Optional.of(exchange)
                : Optional.empty();
    }

    @Override
    public Output output() {
        return output;
    }

    @Override
    public long deadline() {
        return output.isEmpty() ? timers.readDeadline(lifecycle.phase()) : timers.writeDeadline();
    }

    @Override
    public boolean isBusy() {
        return !output.isEmpty()
                || switch (lifecycle.phase()) {
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
        return switch (lifecycle.phase()) {
            case LINGERING -> CloseState.HALF_CLOSE;
            case CLOSED -> CloseState.CLOSE;
            default -> CloseState.OPEN;
        };
    }

    /** The state of reading, for tests and diagnostics. */
    Phase phase() {
        return lifecycle.phase();
    }

    // Exchanges

    /** Creates the exchange of a request whose head is complete, or rejected. */
    Http1Exchange newExchange(RequestHead head) {
        return new Http1Exchange(this, head, timers.nowNanos());
    }

    /** Takes the reply of a handler. A reply that comes too late is released. */
    void reply(Http1Exchange exchange, Reply reply, long nowNanos) {
        timers.advanceTo(nowNanos);
        if (!lifecycle.isHandling(exchange)) {
            reply.release();
        } else if (reply instanceof Upload upload) {
            receiveBody(exchange, upload);
        } else if (reply instanceof Response response) {
            respond(exchange, response);
        }
        reader.continueAfterReply();
    }

    /** Responds with 500, because the handler failed. */
    void fail(Http1Exchange exchange, long nowNanos) {
        timers.advanceTo(nowNanos);
        if (lifecycle.isHandling(exchange)) {
            sender.sendError(exchange, Http1Error.HANDLER_FAILED);
        }
    }

    /** RFC 9110 §10.1.1: 100 is sent only to clients that expect it, and not when the body is already on its way. */
    private void receiveBody(Http1Exchange exchange, Upload upload) {
        if (exchange.head().isContinueExpected() && exchange.hasBody() && input.isEmpty()) {
            sender.sendContinue(exchange);
        }
        reader.startUpload(exchange, upload);
    }

    private void respond(Http1Exchange exchange, Response response) {
        if (exchange.hasBody()) {
            respondBeforeBody(exchange, response);
        } else {
            sender.send(exchange, response);
            lifecycle.completeExchange(sender.hasSentLast());
        }
    }

    /** RFC 9112 §9.3: the body must be skipped, or the connection closed. */
    private void respondBeforeBody(Http1Exchange exchange, Response response) {
        DiscardedBody body = reader.unreadBody(exchange);
        // A client that waits for 100 may send its body or not, so the next byte could be of either message.
        boolean ambiguous = exchange.head().isContinueExpected() && input.isEmpty();
        if (ambiguous || !body.canFitLimit()) {
            sender.sendLast(exchange, response);
        } else {
            sender.send(exchange, response);
        }
        if (sender.hasSentLast()) {
            lifecycle.startClosing();
        } else {
            lifecycle.transitionTo(new ReadState.Discarding(body));
        }
    }

    /** The response of an exchange has been sent, or never will be. */
    void onResponseSent(Http1Exchange exchange, boolean complete) {
        completedExchanges.add(exchange, complete, output.totalSent(), timers.nowNanos());
    }
}
