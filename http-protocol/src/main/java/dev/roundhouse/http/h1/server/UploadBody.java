package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.UploadReceiver;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.codec.BodyDecoder;
import dev.roundhouse.http.h1.codec.Http1Exception;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** The body of a request that the handler receives through an {@link Upload}. */
final class UploadBody {
    private final BodyDecoder decoder;
    private final UploadReceiver receiver;

    /** @param failures receives what the upload throws */
    UploadBody(BodyDecoder decoder, Upload upload, Consumer<Throwable> failures) {
        this.decoder = decoder;
        this.receiver = new UploadReceiver(upload, failures);
    }

    /** Starts the upload. */
    void start(Runnable wakeUp) throws IOException {
        receiver.start(wakeUp);
    }

    /** Passes bytes to the upload, as far as they belong to the body. */
    void decode(ByteBuffer wire) throws Http1Exception, IOException {
        decoder.decode(wire, this::receive);
    }

    private void receive(ByteBuffer data) throws Http1Exception, IOException {
        if (!receiver.receive(data)) {
            throw new Http1Exception(Http1Error.BODY_TOO_LARGE);
        }
    }

    /** Returns the response of the upload if it does not need the rest of the body; then the upload has been ended. */
    Optional<Response> takeEarlyResponse() throws IOException {
        return receiver.takeEarlyResponse();
    }

    /** The rest of the body, which is not needed. */
    DiscardedBody rest(long maxDiscardedBytes) {
        return new DiscardedBody(decoder, maxDiscardedBytes);
    }

    /** Updates whether the upload is ready for bytes, and returns it. */
    boolean updateReady() throws IOException {
        return receiver.updateReady();
    }

    /** Whether the upload was not ready at the last update. */
    boolean isPaused() {
        return receiver.isPaused();
    }

    /** Whether all of the body has been received. */
    boolean isComplete() {
        return decoder.isDone();
    }

    /** Ends the upload of a complete body and returns its response, or a later reply. */
    Reply finish() throws IOException {
        return receiver.finish(decoder.trailers());
    }

    /** Ends the upload of an incomplete body. Does nothing when the upload has been ended. */
    void abort() {
        receiver.abort();
    }
}
