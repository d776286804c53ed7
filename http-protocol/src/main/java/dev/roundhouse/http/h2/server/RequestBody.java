package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.UploadReceiver;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.stream.ReceiveWindow;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The body of a request while it is received: kept until the handler has replied, at most as much as the window of the stream allows;
 * then passed to its upload, or discarded.
 */
final class RequestBody {
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final Http2Limits limits;
    private final ReceiveWindow window;

    /** The bytes that the peer has sent on the connection are given back when they are not kept any more. */
    private final ReceiveWindow connectionWindow;

    /** -1 if it is not declared. */
    private final long declaredBytes;

    private long receivedBytes;
    private long discardedBytes;
    private boolean complete;
    private boolean discards;
    private Headers trailers = Headers.EMPTY;

    /** What waits for the reply: the bytes before the position. */
    private ByteBuffer kept = NONE;

    /** Null until the handler has replied with an upload. */
    private UploadReceiver upload;

    RequestBody(Http2Limits limits, ReceiveWindow connectionWindow, long declaredBytes) {
        this.limits = limits;
        this.window = new ReceiveWindow(limits.windowBytes(), limits.windowBytes());
        this.connectionWindow = connectionWindow;
        this.declaredBytes = declaredBytes;
    }

    long declaredBytes() {
        return declaredBytes;
    }

    long receivedBytes() {
        return receivedBytes;
    }

    ReceiveWindow window() {
        return window;
    }

    /** Whether all of it has been received; it may not have been passed on. */
    boolean isComplete() {
        return complete;
    }

    /** Whether an upload receives it. */
    boolean hasUpload() {
        return upload != null;
    }

    boolean isPaused() {
        return upload != null && upload.isPaused();
    }

    boolean discards() {
        return discards;
    }

    /** Whether more than the limit has been discarded, or will be. */
    boolean isTooLargeToDiscard() {
        return Math.max(discardedBytes, declaredBytes - receivedBytes) > limits.discardBytes();
    }

    /**
     * A DATA frame begins.
     *
     * @param payloadBytes including padding
     */
    void begin(int payloadBytes) throws Http2Exception {
        if (!window.receive(payloadBytes)) {
            throw new Http2Exception(Http2Error.WINDOW_EXCEEDED);
        }
    }

    /** Checks the length after bytes were received, before they are passed on. */
    void count(int bytes) throws Http2Exception {
        receivedBytes += bytes;
        if (declaredBytes >= 0 && receivedBytes > declaredBytes) {
            throw new Http2Exception(Http2Error.CONTENT_LENGTH_MISMATCH);
        }
        if (receivedBytes > limits.common().bodyBytes() && !discards) {
            throw new Http2Exception(Http2Error.BODY_TOO_LARGE);
        }
    }

    /** Checks the length at the end. */
    void complete(Headers fields) throws Http2Exception {
        if (declaredBytes >= 0 && receivedBytes != declaredBytes) {
            throw new Http2Exception(Http2Error.CONTENT_LENGTH_MISMATCH);
        }
        complete = true;
        trailers = fields;
    }

    /** There are no bytes: the request ended with its head. */
    void completeEmpty() {
        complete = true;
    }

    /**
     * Passes bytes on, or keeps them.
     *
     * @throws Http2Exception if there are more than the upload takes
     * @throws IOException if the upload has failed, which has been reported
     */
    void accept(ByteBuffer data) throws Http2Exception, IOException {
        int count = data.remaining();
        if (discards) {
            discardedBytes += count;
            release(count);
        } else if (upload == null) {
            keep(data);
        } else {
            passOn(data);
        }
    }

    /** The array grows in large steps: bytes can come one by one. */
    private void keep(ByteBuffer data) {
        if (kept.remaining() < data.remaining()) {
            int needed = kept.position() + data.remaining();
            kept = ByteBuffer.allocate(Math.max(needed, 2 * kept.capacity())).put(kept.flip());
        }
        kept.put(data);
    }

    private void passOn(ByteBuffer data) throws Http2Exception, IOException {
        int count = data.remaining();
        release(count);
        if (!upload.receive(data)) {
            throw new Http2Exception(Http2Error.BODY_TOO_LARGE);
        }
    }

    /** Bytes are not kept any more. */
    void release(int bytes) {
        window.consume(bytes);
        connectionWindow.consume(bytes);
    }

    /** Starts an upload, and passes on what was kept for it. */
    void start(Upload started, Consumer<Throwable> failures, Runnable wakeUp) throws Http2Exception, IOException {
        upload = new UploadReceiver(started, failures);
        upload.start(wakeUp);
        ByteBuffer first = kept.flip();
        kept = NONE;
        if (first.hasRemaining()) {
            passOn(first);
        }
    }

    /** The response of an upload that does not need the rest; then it has been ended. */
    Optional<Response> takeEarlyResponse() throws IOException {
        return upload.takeEarlyResponse();
    }

    /** Updates whether the upload is ready for bytes. */
    boolean updateReady() throws IOException {
        return upload.updateReady();
    }

    /** Ends the upload of a complete body. */
    Reply finish() throws IOException {
        UploadReceiver finished = upload;
        upload = null;
        discards = true;
        try {
            return finished.finish(trailers);
        } finally {
            // If it has failed before it was ended; otherwise this does nothing.
            finished.abort();
        }
    }

    /** The rest is not needed. Aborts an upload. */
    void discard() {
        discards = true;
        int count = kept.position();
        kept = NONE;
        discardedBytes += count;
        release(count);
        if (upload != null) {
            UploadReceiver aborted = upload;
            upload = null;
            aborted.abort();
        }
    }
}
