package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.FatalErrors;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.codec.BodyDecoder;
import dev.roundhouse.http.h1.codec.Http1Exception;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The body of a request that the handler receives through an {@link Upload}. The upload is ended exactly once, by {@link
 * #finish} or by {@link #abort}. An exception of the upload is a failure of the handler, not of the connection: it is
 * reported, and an {@link IOException} is thrown in its place.
 */
final class UploadBody {
    private final BodyDecoder decoder;
    private final Upload upload;
    private final Consumer<Throwable> failures;
    private final long maxBytes;
    private long receivedBytes;
    private boolean uploadEnded;
    private boolean paused;

    /** @param failures receives what the upload throws */
    UploadBody(BodyDecoder decoder, Upload upload, Consumer<Throwable> failures) {
        this.decoder = decoder;
        this.upload = upload;
        this.failures = failures;
        this.maxBytes = upload.maxBytes();
    }

    private interface Call {
        void run() throws IOException;
    }

    private interface Query<T> {
        T get() throws IOException;
    }

    private void call(Call call) throws IOException {
        query(() -> {
            call.run();
            return true;
        });
    }

    private <T> T query(Query<T> query) throws IOException {
        try {
            return query.get();
        } catch (Throwable failure) {
            FatalErrors.rethrowIfFatal(failure);
            failures.accept(failure);
            throw new IOException(failure);
        }
    }

    /** Starts the upload. */
    void start(Runnable wakeUp) throws IOException {
        call(() -> upload.start(wakeUp));
    }

    /** Passes bytes to the upload, as far as they belong to the body. */
    void decode(ByteBuffer wire) throws Http1Exception, IOException {
        decoder.decode(wire, this::receive);
    }

    private void receive(ByteBuffer data) throws Http1Exception, IOException {
        receivedBytes += data.remaining();
        if (receivedBytes > maxBytes) {
            throw new Http1Exception(Http1Error.BODY_TOO_LARGE);
        }
        call(() -> upload.receive(data));
    }

    /** Returns the response of the upload if it does not need the rest of the body; then the upload has been ended. */
    Optional<Response> takeEarlyResponse() throws IOException {
        Optional<Response> early = query(upload::earlyResponse);
        if (early.isPresent()) {
            abort();
        }
        return early;
    }

    /** The rest of the body, which is not needed. */
    DiscardedBody rest(long maxDiscardedBytes) {
        return new DiscardedBody(decoder, maxDiscardedBytes);
    }

    /** Updates whether the upload is ready for bytes, and returns it. */
    boolean updateReady() throws IOException {
        paused = !query(upload::isReady);
        return !paused;
    }

    /** Whether the upload was not ready at the last update. */
    boolean isPaused() {
        return paused;
    }

    /** Whether all of the body has been received. */
    boolean isComplete() {
        return decoder.isDone();
    }

    /** Ends the upload of a complete body and returns its response, or a later reply. */
    Reply finish() throws IOException {
        Headers trailers = decoder.trailers();
        if (trailers.size() > 0) {
            call(() -> upload.receiveTrailers(trailers));
        }
        uploadEnded = true;
        return query(() -> Objects.requireNonNull(upload.finish(), "Upload.finish() returned null"));
    }

    /** Ends the upload of an incomplete body. Does nothing when the upload has been ended. */
    void abort() {
        if (uploadEnded) {
            return;
        }
        uploadEnded = true;
        try {
            call(upload::abort);
        } catch (IOException reported) {
            // A failure must not prevent the release of the other resources of the connection.
        }
    }
}
