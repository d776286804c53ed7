package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.FatalErrors;
import dev.roundhouse.http.connection.PendingReply;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.stream.StreamSender;
import dev.roundhouse.http.h2.stream.StreamState;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/** One stream: a request, its reply, and the state of both directions. RFC 9113 §5.1, §8.1 */
final class Http2Stream implements Exchange, StreamSender.SendListener {
    private final Http2Connection connection;
    private final DecodedHead head;
    private final StreamSender sender;
    private final long startedNanos;

    /** Null when the head was rejected. */
    private final Request request;

    /** Null until there is something to wait for: most streams do not need it. */
    private StreamTimer timer;

    /** Null when there is none. */
    private RequestBody body;

    private StreamState state = StreamState.IDLE;

    /** The reply that comes later; null when there is none. */
    private PendingReply pending;

    private boolean hasReply;

    /** Null until there is a response. */
    private Status status;

    private String protocolError = "";

    Http2Stream(Http2Connection connection, int id, DecodedHead head, Request request) {
        this.connection = connection;
        this.head = head;
        this.request = request;
        this.sender = connection.newSender(id, this);
        this.startedNanos = connection.nowNanos();
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

    private void transitionTo(StreamState next) {
        if (!state.hasSuccessor(next)) {
            throw new IllegalStateException("stream " + id() + ": " + next + " after " + state);
        }
        state = next;
    }

    // Receiving

    /** The head has been received. */
    void open(boolean endStream) {
        transitionTo(endStream ? StreamState.HALF_CLOSED_REMOTE : StreamState.OPEN);
        if (!endStream) {
            long declared = head instanceof DecodedHead.Valid accepted ? accepted.contentLength() : -1;
            body = connection.newBody(declared);
        }
        if (head instanceof DecodedHead.Invalid rejected) {
            rejectWith(rejected.error());
        }
    }

    /** A DATA frame begins. */
    void beginData(int payloadBytes) throws Http2Exception {
        body.begin(payloadBytes);
    }

    /** Bytes of a DATA frame. */
    void receiveData(ByteBuffer data) throws Http2Exception {
        timer().recordReceived(data.remaining(), connection.nowNanos());
        body.count(data.remaining());
        try {
            body.accept(data);
            if (body.hasUpload() && !body.updateReady()) {
                timer().startHandler(connection.nowNanos());
            }
        } catch (IOException failed) {
            throw new Http2Exception(Http2Error.HANDLER_FAILED);
        }
    }

    /**
     * A DATA frame is complete.
     *
     * @param paddingBytes what was received in addition to the data
     */
    void endData(int paddingBytes, boolean endStream) throws Http2Exception {
        body.release(paddingBytes);
        if (endStream) {
            endRequest(Headers.EMPTY);
        } else if (!respondEarly() && body.discards() && body.isTooLargeToDiscard() && !state.isOpenForUs()) {
            connection.reset(this, Http2Error.REQUEST_NOT_NEEDED);
        }
        giveBack();
    }

    /** The request is complete. */
    void endRequest(Headers trailers) throws Http2Exception {
        body.complete(trailers);
        transitionTo(state.afterEndReceived());
        if (body.hasUpload()) {
            finishUpload();
        }
        closeIfEnded();
    }

    private void giveBack() {
        if (state.isOpenForPeer() && !body.isPaused()) {
            connection.sendWindowUpdate(id(), body.window());
        }
    }

    private void finishUpload() throws Http2Exception {
        try {
            timer().startHandler(connection.nowNanos());
            apply(body.finish());
        } catch (IOException failed) {
            throw new Http2Exception(Http2Error.HANDLER_FAILED);
        }
    }

    private boolean respondEarly() throws Http2Exception {
        if (!body.hasUpload()) {
            return false;
        }
        try {
            body.takeEarlyResponse().ifPresent(this::respond);
            return status != null;
        } catch (IOException failed) {
            throw new Http2Exception(Http2Error.HANDLER_FAILED);
        }
    }

    // Replying

    @Override
    public Request request() {
        return request;
    }

    private boolean isHeadRequest() {
        return head instanceof DecodedHead.Invalid rejected
                ? rejected.line().method().equals(Method.HEAD.name())
                : request.isHeadRequest();
    }

    @Override
    public void reply(Reply reply, long nowNanos) {
        Objects.requireNonNull(reply, "reply must not be null");
        markReplied();
        connection.beginEvent(nowNanos);
        applyIfNeeded(reply);
        connection.endEvent();
    }

    @Override
    public void fail(long nowNanos) {
        markReplied();
        connection.beginEvent(nowNanos);
        rejectWith(Http2Error.HANDLER_FAILED);
        connection.endEvent();
    }

    private void markReplied() {
        if (hasReply) {
            throw new IllegalStateException("exchange already has a reply: " + request);
        }
        hasReply = true;
    }

    private void applyIfNeeded(Reply reply) {
        if (state.isOpenForUs() && status == null) {
            apply(reply);
        } else {
            reply.release();
        }
    }

    private void apply(Reply reply) {
        if (reply instanceof Response response) {
            respond(response);
        } else if (reply instanceof LaterReply later) {
            await(later);
        } else if (reply instanceof Upload upload) {
            startUpload(upload);
        }
    }

    private void await(LaterReply later) {
        PendingReply waiting = new PendingReply(request, later, connection.context());
        pending = waiting;
        try {
            waiting.start();
        } catch (RuntimeException | Error cause) {
            // The stage may be completed nevertheless; then its reply is released.
            releasePending();
            failHandler(cause);
            return;
        }
        takePending();
    }

    private void takePending() {
        if (pending != null && pending.isCompleted()) {
            PendingReply.CompletedReply outcome = pending.take();
            pending = null;
            outcome.reply().ifPresent(this::applyIfNeeded);
            outcome.failure().ifPresent(this::failHandler);
        }
    }

    private void releasePending() {
        if (pending != null) {
            PendingReply unneeded = pending;
            pending = null;
            unneeded.release();
        }
    }

    private void failHandler(Throwable cause) {
        FatalErrors.rethrowIfFatal(cause);
        connection.context().handlerFailed(request, cause);
        rejectWith(Http2Error.HANDLER_FAILED);
    }

    /** Something that the stream waits for may have come. */
    void resume() {
        takePending();
        sender.resume();
        if (body != null && body.hasUpload()) {
            try {
                if (!respondEarly() && body.isPaused() && body.updateReady()) {
                    timer().recordReceived(0, connection.nowNanos());
                    giveBack();
                }
            } catch (IOException | Http2Exception failed) {
                rejectWith(Http2Error.HANDLER_FAILED);
            }
        }
    }

    /** RFC 9110 §10.1.1: 100 is sent only to clients that expect it, and not when the body is already on its way. */
    private void startUpload(Upload upload) {
        if (body != null && body.discards()) {
            upload.release();
            failHandler(new IllegalStateException("an upload finished with another upload: " + upload));
            return;
        }
        if (body == null) {
            body = connection.newBody(0);
            body.completeEmpty();
        }
        if (body.declaredBytes() > upload.maxBytes()) {
            upload.release();
            rejectWith(Http2Error.BODY_TOO_LARGE);
            return;
        }
        boolean isExpected = ((DecodedHead.Valid) head).isContinueExpected();
        if (isExpected && !body.isComplete() && body.receivedBytes() == 0) {
            sender.sendInterim(connection.block(ResponseBlocks.CONTINUE));
        }
        receiveBody(upload);
    }

    private void receiveBody(Upload upload) {
        try {
            timer().recordReceived(0, connection.nowNanos());
            body.start(
                    upload,
                    failure -> connection.context().handlerFailed(request, failure),
                    connection.context()::wakeUp);
            if (body.isComplete()) {
                finishUpload();
            } else if (!respondEarly()) {
                body.updateReady();
                giveBack();
            }
        } catch (Http2Exception rejected) {
            rejectWith(rejected.error());
        } catch (IOException failed) {
            rejectWith(Http2Error.HANDLER_FAILED);
        }
    }

    /** Ends the stream with the response of an error if it can still have one, and otherwise by a reset. */
    void rejectWith(Http2Error error) {
        protocolError = error.name();
        if (error.scope() == Http2Error.ErrorScope.RESPONSE && status == null && state.isOpenForUs()) {
            releasePending();
            respond(error.toResponse());
        } else if (state != StreamState.CLOSED) {
            connection.reset(this, error);
        }
    }

    private void respond(Response response) {
        hasReply = true;
        status = response.status();
        if (body != null) {
            body.discard();
        }
        boolean allowsContent = !status.hasNoContent() && !isHeadRequest();
        Body content = response.body();
        if (!allowsContent && content.length() != 0) {
            content.close();
            content = Body.empty();
        }
        boolean hasLength = content.length() > 0;
        sender.send(connection.block(ResponseBlocks.head(response)), connection.blockEnd(), content);
        if (sender.hasContent() || body != null) {
            timer().startSending(connection.nowNanos(), hasLength);
        }
        if (state.isOpenForPeer()) {
            giveBack();
        }
    }

    // Ending

    @Override
    public void onEnd() {
        transitionTo(state.afterEndSent());
        closeIfEnded();
        // RFC 9113 §8.1: a client should not send what is not needed, and would keep the stream open.
        if (state != StreamState.CLOSED && body.isTooLargeToDiscard()) {
            connection.reset(this, Http2Error.REQUEST_NOT_NEEDED);
        }
    }

    private void closeIfEnded() {
        if (state == StreamState.CLOSED) {
            connection.remove(this);
        }
    }

    /** The stream is reset, by whomever: everything that it holds is released. */
    void cancel(Http2Error error) {
        if (status == null && !error.equals(Http2Error.REQUEST_NOT_NEEDED)) {
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
        connection.remove(this);
        hasReply |= pending != null;
        releasePending();
        if (body != null) {
            body.discard();
        }
        sender.cancel();
    }

    @Override
    public void onProgress() {
        if (timer != null) {
            timer.recordSent(connection.nowNanos());
        }
    }

    @Override
    public void onFailure(Throwable cause) {
        connection.context().contentFailed(cause);
        connection.reset(this, Http2Error.CONTENT_FAILED);
    }

    @Override
    public void onCompletion(boolean complete) {
        if (status != null || !protocolError.isEmpty()) {
            connection.report(summary(complete && status != null), complete);
        }
    }

    private CompletedExchange summary(boolean complete) {
        return new CompletedExchange(
                request,
                head instanceof DecodedHead.Invalid rejected ? rejected.line() : RequestLine.NONE,
                status == null ? Http2Error.valueOf(protocolError).status() : status,
                protocolError,
                sender.sentBytes(),
                sender.sentData(),
                complete,
                startedNanos,
                connection.nowNanos());
    }

    // Time

    private StreamTimer timer() {
        if (timer == null) {
            timer = new StreamTimer(connection.timeouts(), startedNanos);
        }
        return timer;
    }

    private boolean isWaitingForHandler() {
        return state.isOpenForUs() && status == null && (body == null || !body.hasUpload() || body.isPaused());
    }

    private boolean isReceiving() {
        return state.isOpenForPeer() && (body.hasUpload() || body.discards());
    }

    /** Whether it waits for another thread. */
    boolean isWaiting() {
        return isWaitingForHandler() || sender.isWaiting();
    }

    /** When the peer or the handler has taken too long. */
    long deadline() {
        if (isWaitingForHandler()) {
            return connection.timeouts().handler().isZero() ? Http2Connection.NO_DEADLINE : timer().handlerDeadline();
        }
        if (sender.isBlocked()) {
            return timer().sendDeadline(sender.sentData());
        }
        return isReceiving() ? timer().receiveDeadline() : Http2Connection.NO_DEADLINE;
    }

    /** Ends the stream if its deadline has passed. */
    void expire(long nowNanos) {
        if (nowNanos < deadline()) {
            return;
        }
        if (isWaitingForHandler()) {
            TimeoutException cause = new TimeoutException("no reply within the timeout for handlers");
            connection.context().handlerFailed(request, cause);
            rejectWith(Http2Error.HANDLER_TIMEOUT);
        } else if (sender.isBlocked()) {
            connection.reset(this, Http2Error.TRANSFER_TIMEOUT);
        } else if (status == null) {
            rejectWith(Http2Error.BODY_TIMEOUT);
        } else {
            connection.reset(this, Http2Error.REQUEST_NOT_NEEDED);
        }
    }
}
