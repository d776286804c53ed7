package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.CompletedExchanges;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.OutputQueue;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.RequestHead;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

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
    private final ConnectionContext context;
    private final ConnectionTimers timers;
    private final OutputQueue output;
    private final PendingInput input = new PendingInput();
    private final ConnectionLifecycle lifecycle;
    private final ResponseSender sender;
    private final RequestReader reader;
    private final ReplyProcessor replies;
    private final CompletedExchanges completedExchanges = new CompletedExchanges();

    /** The bytes that have been sent for exchanges that have ended. */
    private long bytesCounted;

    /**
     * Creates the connection for a socket that has just been accepted, with a request head cache of its own and no context.
     *
     * @param limits maximum sizes and counts of requests
     * @param timeouts how long the peer may take
     * @param serverFields the fields that the server adds to each response; may be shared
     * @param nowNanos the current time
     */
    public Http1Connection(Http1Limits limits, Timeouts timeouts, ServerFields serverFields, long nowNanos) {
        this(limits, timeouts, serverFields, new RequestHeadCache(1), ConnectionContext.NONE, nowNanos);
    }

    /**
     * Creates the connection for a socket that has just been accepted.
     *
     * @param limits maximum sizes and counts of requests
     * @param timeouts how long the peer may take
     * @param serverFields the fields that the server adds to each response; may be shared
     * @param requestHeadCache shared by connections that have the same limits
     * @param context the caller
     * @param nowNanos the current time
     */
    public Http1Connection(
            Http1Limits limits,
            Timeouts timeouts,
            ServerFields serverFields,
            RequestHeadCache requestHeadCache,
            ConnectionContext context,
            long nowNanos) {
        this.context = context;
        this.output = new OutputQueue(context::wakeUp);
        this.timers = new ConnectionTimers(timeouts, nowNanos);
        this.lifecycle = new ConnectionLifecycle(timers, input, output);
        this.sender = new ResponseSender(limits, serverFields, timers, lifecycle, output);
        this.reader = new RequestReader(this, limits, requestHeadCache, input, lifecycle, sender);
        this.replies = new ReplyProcessor(context, input, lifecycle, sender, reader);
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
        if (output.isSendable()) {
            abort(nowNanos);
        } else if (lifecycle.isWaitingForHandler()) {
            timeOutHandler();
        } else if (lifecycle.phase() == Phase.READING_HEAD) {
            reader.rejectHead(Http1Error.HEAD_TIMEOUT);
        } else if (lifecycle.state() instanceof ReadState.Receiving receiving) {
            reader.reject(receiving, Http1Error.BODY_TIMEOUT);
        } else {
            abort(nowNanos);
        }
    }

    private void timeOutHandler() {
        TimeoutException cause = new TimeoutException("no reply within the timeout for handlers");
        if (lifecycle.state() instanceof ReadState.Receiving receiving) {
            reportFailure(receiving.exchange(), cause);
            reader.reject(receiving, Http1Error.HANDLER_TIMEOUT);
        } else if (lifecycle.state() instanceof Http1Exchange exchange) {
            reportFailure(exchange, cause);
            replies.releasePending();
            sender.sendError(exchange, Http1Error.HANDLER_TIMEOUT);
        }
    }

    @Override
    public void resume(long nowNanos) {
        timers.advanceTo(nowNanos);
        replies.takePending();
        if (output.resume()) {
            // The time for which the producer had no bytes is not the peer's.
            timers.startOutput();
        }
        reader.resumeUpload();
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
        replies.releasePending();
        if (state instanceof ReadState.Receiving receiving) {
            receiving.body().abort();
        }
        output.abort();
    }

    // Queries

    @Override
    public boolean wantsInput() {
        return switch (lifecycle.phase()) {
            // Requests are not read while enough responses are waiting to be sent. While a stream has no bytes, one
            // read ahead.
            case IDLE, READING_HEAD -> !input.hasEnded() && input.isEmpty() && (!output.isFull() || output.isWaiting());
            case RECEIVING -> !lifecycle.isWaitingForHandler();
            case DISCARDING, LINGERING -> true;
            // One read ahead, to detect that the peer has closed while the handler works.
            case HANDLING -> !input.hasEnded() && input.isEmpty();
            case FINISHING, CLOSED -> false;
        };
    }

    @Override
    public boolean isWaiting() {
        // The rest of a body that is discarded is needed whatever the output waits for: a client may send all of it
        // first.
        return lifecycle.isWaitingForHandler() || (output.isWaiting() && lifecycle.phase() != Phase.DISCARDING);
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
        // First, also while the handler is waited for: its response could not be sent yet, and a transport with
        // blocking
        // writes takes a deadline that passes meanwhile for the end of a write.
        if (output.isSendable()) {
            return timers.writeDeadline();
        }
        if (lifecycle.isWaitingForHandler()) {
            return timers.handlerDeadline();
        }
        return output.isWaiting() ? NO_DEADLINE : timers.readDeadline(lifecycle.phase());
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
    public void takeCompletedExchanges(Consumer<? super CompletedExchange> target) {
        completedExchanges.drainTo(target);
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

    /** Creates the exchange of a request whose head is complete. */
    Http1Exchange newExchange(RequestHead.Accepted head) {
        Request request = new Request(head.values(), context.info(), sender.nextRequestNumber());
        return Http1Exchange.of(this, head, request, timers.nowNanos());
    }

    /** Creates the exchange of a request whose head was rejected. */
    Http1Exchange newExchange(RequestHead.Rejected head) {
        return Http1Exchange.rejected(this, head, timers.nowNanos());
    }

    /** Takes the reply of a handler. */
    void reply(Http1Exchange exchange, Reply reply, long nowNanos) {
        timers.advanceTo(nowNanos);
        replies.reply(exchange, reply);
    }

    /** Responds with 500, because the handler failed. */
    void fail(Http1Exchange exchange, long nowNanos) {
        timers.advanceTo(nowNanos);
        if (lifecycle.isHandling(exchange)) {
            sender.sendError(exchange, Http1Error.HANDLER_FAILED);
        }
    }

    /** Applies the reply of an upload whose body is complete. */
    void replyAfterBody(Http1Exchange exchange, Reply reply) {
        replies.apply(exchange, reply);
    }

    /** Reports a failure of the handler of an exchange. */
    void reportFailure(Http1Exchange exchange, Throwable cause) {
        context.handlerFailed(exchange.request(), cause);
    }

    /** Requests a call of {@link #resume}. Called by any thread. */
    void wakeUp() {
        context.wakeUp();
    }

    /** The response of an exchange has been sent, or never will be. */
    void onResponseSent(Http1Exchange exchange, boolean complete) {
        long totalSent = output.totalSent();
        completedExchanges.add(exchange.summary(totalSent - bytesCounted, complete, timers.nowNanos()));
        bytesCounted = totalSent;
    }
}
