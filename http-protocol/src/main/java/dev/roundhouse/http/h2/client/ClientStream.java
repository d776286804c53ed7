package dev.roundhouse.http.h2.client;

import dev.roundhouse.http.connection.ResponseListener;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.stream.ReceiveWindow;
import dev.roundhouse.http.h2.stream.StreamSender;
import dev.roundhouse.http.h2.stream.StreamState;
import dev.roundhouse.http.h2.stream.TrailerSection;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.ResponseHead;
import java.nio.ByteBuffer;

/** One stream of a client: a request, its response, and the state of both directions. RFC 9113 §5.1, §8.1 */
final class ClientStream implements PendingResponse, StreamSender.SendListener {
    private static final byte[] NO_BYTES = {};

    private final Http2ClientConnection connection;
    private final RequestBlock request;
    private final Body body;
    private final ResponseListener listener;
    private final ReceiveWindow window;

    private StreamState state = StreamState.IDLE;

    /** Null until the stream is opened. */
    private StreamSender sender;

    /** Whether the head of the final response has been received. */
    private boolean hasHead;

    private boolean neverHasContent;
    private long declaredBytes;
    private long receivedBytes;

    /** Whether the listener has been called for the last time. */
    private boolean isDone;

    ClientStream(
            Http2ClientConnection connection,
            RequestBlock request,
            Body body,
            ResponseListener listener,
            ReceiveWindow window) {
        this.connection = connection;
        this.request = request;
        this.body = body;
        this.listener = listener;
        this.window = window;
    }

    /** The number of the stream; 0 until it is opened. */
    int id() {
        return sender == null ? 0 : sender.id();
    }

    StreamState state() {
        return state;
    }

    StreamSender sender() {
        return sender;
    }

    boolean hasHead() {
        return hasHead;
    }

    private void transitionTo(StreamState next) {
        state.requireSuccessor(next);
        state = next;
    }

    /** Opens the stream: its request is queued. */
    void open(StreamSender opened) {
        sender = opened;
        transitionTo(StreamState.OPEN);
        sender.send(request.bytes(), NO_BYTES, body);
    }

    // Receiving

    /** A field block before the content has been received: an interim response, or the head. */
    void receiveHead(DecodedResponse decoded, boolean endStream) throws Http2Exception {
        if (decoded instanceof DecodedResponse.ValidResponse valid) {
            receiveHead(valid, endStream);
        } else if (decoded instanceof DecodedResponse.InvalidResponse invalid) {
            throw new Http2Exception(invalid.error());
        }
    }

    private void receiveHead(DecodedResponse.ValidResponse response, boolean endStream) throws Http2Exception {
        ResponseHead head = response.values();
        if (head.status().isInformational()) {
            listener.onInterimResponse(head);
            return;
        }
        hasHead = true;
        neverHasContent = request.isHeadRequest() || head.status().hasNoContent();
        declaredBytes = neverHasContent ? -1 : response.contentLength();
        if (endStream && declaredBytes > 0) {
            throw new Http2Exception(Http2Error.CONTENT_LENGTH_MISMATCH);
        }
        listener.onHead(head);
        if (endStream && !isDone) {
            complete(Headers.EMPTY);
        }
    }

    /** The field block after the content has been received. */
    void receiveTrailers(TrailerSection trailers, boolean endStream) throws Http2Exception {
        if (trailers.error() != null) {
            throw new Http2Exception(trailers.error());
        }
        if (!endStream) {
            throw new Http2Exception(Http2Error.TRAILERS_WITHOUT_END);
        }
        complete(trailers.fields());
    }

    /** A DATA frame begins. */
    void beginData(int payloadBytes) throws Http2Exception {
        if (!window.receive(payloadBytes)) {
            throw new Http2Exception(Http2Error.WINDOW_EXCEEDED);
        }
        if (!hasHead) {
            throw new Http2Exception(Http2Error.RESPONSE_INCOMPLETE);
        }
    }

    /** Bytes of a DATA frame. */
    void receiveData(ByteBuffer data) throws Http2Exception {
        int count = data.remaining();
        receivedBytes += count;
        if (neverHasContent) {
            throw new Http2Exception(Http2Error.CONTENT_UNEXPECTED);
        }
        if (declaredBytes >= 0 && receivedBytes > declaredBytes) {
            throw new Http2Exception(Http2Error.CONTENT_LENGTH_MISMATCH);
        }
        if (declaredBytes < 0 && receivedBytes > connection.limits().common().bodyBytes()) {
            throw new Http2Exception(Http2Error.CONTENT_TOO_LARGE);
        }
        window.consume(count);
        listener.onContent(data);
    }

    /** A DATA frame is complete. */
    void endData(int paddingBytes, boolean endStream) throws Http2Exception {
        window.consume(paddingBytes);
        if (endStream) {
            complete(Headers.EMPTY);
        } else {
            connection.queue().addWindowUpdate(id(), window);
        }
    }

    /** The response is complete. The stream is closed first, so that the listener can send the next request. */
    private void complete(Headers trailers) throws Http2Exception {
        if (declaredBytes >= 0 && receivedBytes != declaredBytes) {
            throw new Http2Exception(Http2Error.CONTENT_LENGTH_MISMATCH);
        }
        transitionTo(state.afterEndReceived());
        closeIfEnded();
        finish();
        if (trailers.size() > 0) {
            listener.onTrailers(trailers);
        }
        listener.onComplete();
    }

    private void finish() {
        isDone = true;
        connection.countFinished();
    }

    // Ending

    @Override
    public void onEnd() {
        transitionTo(state.afterEndSent());
        closeIfEnded();
    }

    private void closeIfEnded() {
        if (state == StreamState.CLOSED) {
            connection.remove(this);
        }
    }

    @Override
    public void cancel() {
        if (!isDone) {
            finish();
        }
        connection.cancel(this);
    }

    /** The stream ends before its messages have: its request is not sent any further. Does not call the listener. */
    void close() {
        if (state == StreamState.CLOSED) {
            return;
        }
        if (sender == null) {
            state = StreamState.CLOSED;
            body.close();
            return;
        }
        transitionTo(StreamState.CLOSED);
        connection.remove(this);
        sender.cancel();
    }

    /** The response, or its rest, will not come. */
    void fail(String reason) {
        close();
        if (!isDone) {
            finish();
            listener.onFailure(reason);
        }
    }

    /** The server has not processed the request. */
    void failUnprocessed(String reason) {
        close();
        if (!isDone) {
            finish();
            listener.onUnprocessed(reason);
        }
    }

    @Override
    public void onProgress(int dataBytes) {
        // The caller has the timeouts.
    }

    @Override
    public void onFailure(Throwable cause) {
        connection.reset(this, Http2Error.CONTENT_FAILED);
    }

    @Override
    public void onCompletion(boolean complete) {
        // The sender has closed the body.
    }
}
