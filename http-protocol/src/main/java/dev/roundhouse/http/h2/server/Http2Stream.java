package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.AwaitedReply;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.FatalErrors;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.stream.StreamSender;
import dev.roundhouse.http.h2.stream.StreamState;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.util.Objects;
import java.util.Optional;

/** One stream: a request, its reply, and the state of both directions. RFC 9113 §5.1, §8.1 */
final class Http2Stream implements Exchange, StreamSender.SendListener {
    private final Http2Session session;
    private final DecodedHead head;
    private final StreamSender sender;
    private final long startedNanos;

    /** Null when the head was rejected. */
    private final Request request;

    /** Null until there is something to wait for: most streams do not need it. */
    private StreamTimer timer;

    /** Null when there is none. */
    private BodyReceiver body;

    private StreamState state = StreamState.IDLE;

    /** The reply that comes later; null when there is none. */
    private AwaitedReply awaited;

    private boolean hasReply;

    /** Null until there is a response. */
    private Status status;

    private String protocolError = "";

    Http2Stream(Http2Session session, int id, DecodedHead head, Request request) {
        this.session = session;
        this.head = head;
        this.request = request;
        this.sender = session.newSender(id, this);
        this.startedNanos = session.nowNanos();
        if (head instanceof DecodedHead.Valid accepted) {
            sender.setPriority(accepted.priority());
        }
    }

    int id() {
        return sender.id();
    }

    StreamState state() {
        return state;
    }

    StreamSender sender() {
        return sender;
    }

    /** What was read of the request line if the head was rejected. */
    RequestLine line() {
        return head.line();
    }

    /** The status of the response, if there is one. */
    Optional<Status> status() {
        return Optional.ofNullable(status);
    }

    long startedNanos() {
        return startedNanos;
    }

    private void transitionTo(StreamState next) {
        state.requireSuccessor(next);
        state = next;
        if (next == StreamState.CLOSED) {
            session.remove(this);
        }
    }

    /**
     * The peer has changed the window.
     *
     * @return false if it is too large
     */
    boolean changeWindow(long bytes) {
        boolean hadWindow = sender.hasWindow();
        boolean valid = sender.changeWindow(bytes);
        if (timer != null && !hadWindow && sender.hasWindow()) {
            timer.recordAllowed(session.nowNanos());
        }
        return valid;
    }

    // Receiving

    /** The head has been received. */
    void open(boolean endStream) {
        transitionTo(endStream ? StreamState.HALF_CLOSED_REMOTE : StreamState.OPEN);
        if (!endStream) {
            long declared = head instanceof DecodedHead.Valid accepted ? accepted.contentLength() : -1;
            body = newBody(declared);
        }
        if (head instanceof DecodedHead.Invalid rejected) {
            rejectWith(rejected.error());
        }
    }

    /** What receives the body. Not for a stream whose request has ended with its head. */
    BodyReceiver body() {
        return body;
    }

    /** The request is complete. */
    void endRequest() {
        transitionTo(state.afterEndReceived());
    }

    // Replying

    @Override
    public Request request() {
        return request;
    }

    @Override
    public void reply(Reply reply, long nowNanos) {
        Objects.requireNonNull(reply, "reply must not be null");
        markReplied();
        session.beginEvent(nowNanos);
        applyIfNeeded(reply);
        session.endEvent();
    }

    @Override
    public void fail(long nowNanos) {
        markReplied();
        session.beginEvent(nowNanos);
        rejectWith(Http2Error.HANDLER_FAILED);
        session.endEvent();
    }

    private void markReplied() {
        if (hasReply) {
            throw new IllegalStateException("exchange already has a reply: " + request);
        }
        hasReply = true;
    }

    private void applyIfNeeded(Reply reply) {
        if (needsReply()) {
            apply(reply);
        } else {
            reply.release();
        }
    }

    /** Does what a reply demands. */
    void apply(Reply reply) {
        if (reply instanceof Response response) {
            respond(response);
        } else if (reply instanceof LaterReply later) {
            await(later);
        } else if (reply instanceof Upload upload) {
            startUpload(upload);
        }
    }

    private void await(LaterReply later) {
        awaited = new AwaitedReply(session.context(), this::applyIfNeeded, this::failHandler);
        awaited.await(request, later);
    }

    private void releaseAwaited() {
        if (awaited != null) {
            awaited.release();
        }
    }

    /** Responds with 500, because the handler failed. */
    void failHandler(Throwable cause) {
        FatalErrors.rethrowIfFatal(cause);
        session.context().handlerFailed(request, cause);
        rejectWith(Http2Error.HANDLER_FAILED);
    }

    /** Something that the stream waits for may have come. */
    void resume() {
        if (awaited != null) {
            awaited.take();
        }
        sender.resume();
        if (body != null) {
            body.resume();
        }
    }

    private BodyReceiver newBody(long declaredBytes) {
        return new BodyReceiver(this, session, timer(), declaredBytes);
    }

    private void startUpload(Upload upload) {
        if (body == null) {
            body = newBody(0);
            body.completeEmpty();
        }
        body.start(upload, ((DecodedHead.Valid) head).isContinueExpected());
    }

    /** Ends a stream whose response is complete. RFC 9113 §8.1 */
    void resetIfResponded() {
        if (state == StreamState.HALF_CLOSED_LOCAL) {
            session.reset(this, Http2Error.REQUEST_NOT_NEEDED);
        }
    }

    /** Ends the stream with the response of an error if it can still have one, and otherwise by a reset. */
    void rejectWith(Http2Error error) {
        protocolError = error.name();
        if (error.scope() == Http2Error.ErrorScope.RESPONSE && status == null && state.isOpenForUs()) {
            releaseAwaited();
            respond(error.toResponse());
        } else if (state != StreamState.CLOSED) {
            session.reset(this, error);
        }
    }

    /** Sends the response. */
    void respond(Response response) {
        status = response.status();
        if (body != null) {
            body.discard();
        }
        boolean allowsContent = !status.hasNoContent() && !head.isHeadRequest();
        Body content = response.body();
        if (!allowsContent && content.length() != 0) {
            content.close();
            content = Body.empty();
        }
        boolean hasLength = content.length() > 0;
        sender.send(ResponseBlocks.head(response), session.blockEnd(), content);
        if (sender.hasContent() || body != null) {
            timer().startSending(session.nowNanos(), hasLength);
        }
        if (state.isOpenForPeer()) {
            body.giveBack();
        }
    }

    // Ending

    @Override
    public void onEnd() {
        transitionTo(state.afterEndSent());
        // RFC 9113 §8.1: a client should not send a body that is not needed, and would keep the stream open.
        if (body != null && body.isResetDue()) {
            session.reset(this, Http2Error.REQUEST_NOT_NEEDED);
        }
    }

    /** The stream is reset, by whomever: everything that it holds is released. */
    void cancel(Http2Error error) {
        if (protocolError.isEmpty() && error != Http2Error.REQUEST_NOT_NEEDED) {
            protocolError = error.name();
        }
        cancel();
    }

    /** The stream ends before its messages have. */
    void cancel() {
        if (state == StreamState.CLOSED) {
            return;
        }
        transitionTo(StreamState.CLOSED);
        try {
            releaseAwaited();
        } finally {
            discardBody();
        }
    }

    private void discardBody() {
        try {
            if (body != null) {
                body.discard();
            }
        } finally {
            sender.cancel();
        }
    }

    @Override
    public void onProgress(int dataBytes) {
        session.recordProgress(dataBytes);
        // A client that lets one byte through at a time has not earned anything.
        if (!sender.isBlocked()) {
            session.budget().earnFrame();
        }
        if (timer != null) {
            timer.recordSent(session.nowNanos());
        }
    }

    @Override
    public void onFailure(Throwable cause) {
        session.context().contentFailed(cause);
        session.reset(this, Http2Error.CONTENT_FAILED);
    }

    @Override
    public void onCompletion(boolean complete) {
        if (status != null || !protocolError.isEmpty()) {
            session.report(summary(complete && status != null), complete);
        }
    }

    private CompletedExchange summary(boolean complete) {
        return new CompletedExchange(
                request,
                line(),
                status == null ? Http2Error.valueOf(protocolError).status() : status,
                protocolError,
                sender.sentBytes(),
                sender.sentData(),
                complete,
                startedNanos,
                session.nowNanos());
    }

    // Time

    private StreamTimer timer() {
        if (timer == null) {
            timer = new StreamTimer(session.timeouts(), startedNanos);
        }
        return timer;
    }

    /** Whether its reply will be used. */
    boolean needsReply() {
        return status == null && state.isOpenForUs();
    }

    boolean isWaitingForHandler() {
        return needsReply() && (body == null || body.waitsForHandler());
    }

    /** Whether it waits for another thread. */
    boolean isWaiting() {
        return isWaitingForHandler() || sender.isWaiting();
    }

    /** The peer could not send for some time, because nothing was read. */
    void restartReceiving() {
        if (body != null) {
            timer().recordReceived(0, session.nowNanos());
        }
    }

    /** When the peer or the handler has taken too long. */
    long deadline() {
        if (isWaitingForHandler()) {
            return session.timeouts().handler().isZero() ? Connection.NO_DEADLINE : timer().handlerDeadline();
        }
        if (sender.isBlocked()) {
            // Without the window of the connection, it is not this stream alone that waits.
            return sender.hasWindow()
                    ? session.blockedDeadline(timer().requiresRate())
                    : timer().sendDeadline(sender.sentData());
        }
        boolean isPeerDue = body != null && body.waitsForPeer() && !session.isInputPaused();
        return isPeerDue ? timer().receiveDeadline() : Connection.NO_DEADLINE;
    }
}
