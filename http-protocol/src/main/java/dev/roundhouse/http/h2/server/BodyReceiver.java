package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.stream.ReceiveWindow;
import dev.roundhouse.http.h2.stream.StreamState;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Receives the body of a request for its stream: for the upload with which the handler replies, or to discard it. */
final class BodyReceiver {
    private final Http2Stream stream;
    private final Http2Session session;
    private final StreamTimer timer;
    private final RequestBody body;

    /** @param declaredBytes -1 if the length is not declared */
    BodyReceiver(Http2Stream stream, Http2Session session, StreamTimer timer, long declaredBytes) {
        this.stream = stream;
        this.session = session;
        this.timer = timer;
        this.body = new RequestBody(session.limits(), session.receiveWindow(), declaredBytes);
    }

    /** A DATA frame begins. */
    void beginData(int payloadBytes) throws Http2Exception {
        body.begin(payloadBytes);
    }

    /** Bytes of a DATA frame. */
    void receiveData(ByteBuffer data) throws Http2Exception {
        timer.recordReceived(data.remaining(), session.nowNanos());
        try {
            body.count(data.remaining());
        } catch (Http2Exception rejected) {
            body.release(data.remaining());
            throw rejected;
        }
        try {
            body.accept(data);
            if (body.hasUpload() && !body.updateReady()) {
                timer.startHandler(session.nowNanos());
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
        } else if (!respondEarly() && isResetDue()) {
            session.reset(stream, Http2Error.REQUEST_NOT_NEEDED);
        }
        giveBack();
    }

    /** Whether the response has been sent, and more of the body is to come than is discarded. RFC 9113 §8.1 */
    boolean isResetDue() {
        return stream.state() == StreamState.HALF_CLOSED_LOCAL && body.isTooLargeToDiscard();
    }

    /** The request is complete. */
    void endRequest(Headers trailers) throws Http2Exception {
        body.complete(trailers);
        stream.endRequest();
        if (body.hasUpload()) {
            finishUpload();
        }
    }

    /** The request has ended with its head. */
    void completeEmpty() {
        body.completeEmpty();
    }

    /** Allows the peer to send as much as it has sent, unless the upload is not ready for it. */
    void giveBack() {
        if (stream.state().isOpenForPeer() && !body.isPaused()) {
            session.output().addWindowUpdate(stream.id(), body.window());
        }
    }

    /** Starts the upload with which the handler has replied. */
    void start(Upload upload, boolean isContinueExpected) {
        if (body.discards()) {
            upload.release();
            stream.failHandler(new IllegalStateException("an upload finished with another upload: " + upload));
            return;
        }
        if (body.declaredBytes() > upload.maxBytes()) {
            upload.release();
            stream.rejectWith(Http2Error.BODY_TOO_LARGE);
            return;
        }
        // RFC 9110 §10.1.1: not when the body is already on its way.
        if (isContinueExpected && !body.isComplete() && body.receivedBytes() == 0) {
            stream.sender().sendInterim(ResponseBlocks.CONTINUE);
        }
        receive(upload);
    }

    private void receive(Upload upload) {
        try {
            timer.recordReceived(0, session.nowNanos());
            body.start(
                    upload,
                    failure -> session.context().handlerFailed(stream.request(), failure),
                    session.context()::wakeUp);
            if (body.isComplete()) {
                finishUpload();
            } else if (!respondEarly()) {
                body.updateReady();
                giveBack();
            }
        } catch (Http2Exception rejected) {
            stream.rejectWith(rejected.error());
        } catch (IOException failed) {
            stream.rejectWith(Http2Error.HANDLER_FAILED);
        }
    }

    private void finishUpload() throws Http2Exception {
        try {
            timer.startHandler(session.nowNanos());
            stream.apply(body.finish());
        } catch (IOException failed) {
            throw new Http2Exception(Http2Error.HANDLER_FAILED);
        }
    }

    private boolean respondEarly() throws Http2Exception {
        if (!body.hasUpload()) {
            return false;
        }
        try {
            body.takeEarlyResponse().ifPresent(stream::respond);
            return !body.hasUpload();
        } catch (IOException failed) {
            throw new Http2Exception(Http2Error.HANDLER_FAILED);
        }
    }

    /** The upload may be ready, or may have a response. */
    void resume() {
        if (!body.hasUpload()) {
            return;
        }
        try {
            if (!respondEarly() && body.isPaused() && body.updateReady()) {
                timer.recordReceived(0, session.nowNanos());
                giveBack();
            }
        } catch (IOException | Http2Exception failed) {
            stream.rejectWith(Http2Error.HANDLER_FAILED);
        }
    }

    /** The rest is not needed. */
    void discard() {
        body.discard();
    }

    long receivedBytes() {
        return body.receivedBytes();
    }

    /** What the peer may send. */
    ReceiveWindow window() {
        return body.window();
    }

    boolean hasUpload() {
        return body.hasUpload();
    }

    /** Whether the handler is waited for: it has not replied, or its upload is not ready. */
    boolean waitsForHandler() {
        return !body.hasUpload() || body.isPaused();
    }

    /** Whether the client is waited for. */
    boolean waitsForPeer() {
        return stream.state().isOpenForPeer() && (body.discards() || (body.hasUpload() && !body.isPaused()));
    }
}
