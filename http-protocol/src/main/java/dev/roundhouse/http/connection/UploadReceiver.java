package dev.roundhouse.http.connection;

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
 * Calls an {@link Upload} in its order: it is ended exactly once, by {@link #finish} or by {@link #abort}. An exception of the upload
 * is a failure of the handler, not of the connection: it is reported, and an {@link IOException} is thrown in its place.
 */
public final class UploadReceiver {
    private final Upload upload;
    private final Consumer<Throwable> failures;
    private final long maxBytes;
    private long receivedBytes;
    private boolean ended;
    private boolean paused;

    /**
     * Creates a receiver of an upload that has not been started.
     *
     * @param failures receives what the upload throws
     */
    public UploadReceiver(Upload upload, Consumer<Throwable> failures) {
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
    public void start(Runnable wakeUp) throws IOException {
        call(() -> upload.start(wakeUp));
    }

    /**
     * Passes bytes to the upload.
     *
     * @return false if there are more than the upload takes: then they are not passed
     */
    public boolean receive(ByteBuffer data) throws IOException {
        receivedBytes += data.remaining();
        if (receivedBytes > maxBytes) {
            return false;
        }
        call(() -> upload.receive(data));
        return true;
    }

    /** Returns the response of the upload if it does not need the rest of the body; then the upload has been ended. */
    public Optional<Response> takeEarlyResponse() throws IOException {
        Optional<Response> early = query(upload::earlyResponse);
        if (early.isPresent()) {
            abort();
        }
        return early;
    }

    /** Updates whether the upload is ready for bytes, and returns it. */
    public boolean updateReady() throws IOException {
        paused = !query(upload::isReady);
        return !paused;
    }

    /** Whether the upload was not ready at the last update. */
    public boolean isPaused() {
        return paused;
    }

    /** Ends the upload of a complete body and returns its response, or a later reply. */
    public Reply finish(Headers trailers) throws IOException {
        if (trailers.size() > 0) {
            call(() -> upload.receiveTrailers(trailers));
        }
        ended = true;
        return query(() -> Objects.requireNonNull(upload.finish(), "Upload.finish() returned null"));
    }

    /** Ends the upload of an incomplete body. Does nothing when the upload has been ended. */
    public void abort() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            call(upload::abort);
        } catch (IOException reported) {
            // A failure must not prevent the release of the other resources of the connection.
        }
    }
}
