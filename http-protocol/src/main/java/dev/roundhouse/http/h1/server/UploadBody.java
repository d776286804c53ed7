package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.h1.codec.BodyDecoder;
import dev.roundhouse.http.h1.codec.Http1Exception;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The body of a request that the handler receives through an {@link Upload}. The upload is ended exactly once, by {@link
 * #finish} or by {@link #abort}. An exception of the upload is a failure of the handler, not of the connection.
 */
final class UploadBody {
    private final BodyDecoder decoder;
    private final Upload upload;
    private boolean uploadEnded;

    UploadBody(BodyDecoder decoder, Upload upload) {
        this.decoder = decoder;
        this.upload = upload;
    }

    /** Passes bytes to the upload, as far as they belong to the body. */
    void decode(ByteBuffer wire) throws Http1Exception, IOException {
        decoder.decode(wire, this::receive);
    }

    private void receive(ByteBuffer data) throws IOException {
        try {
            upload.receive(data);
        } catch (RuntimeException failure) {
            throw new IOException(failure);
        }
    }

    /** Whether all of the body has been received. */
    boolean isComplete() {
        return decoder.isDone();
    }

    /** Ends the upload of a complete body and returns its response. */
    Response finish() throws IOException {
        uploadEnded = true;
        try {
            return Objects.requireNonNull(upload.finish(), "Upload.finish() returned null");
        } catch (RuntimeException failure) {
            throw new IOException(failure);
        }
    }

    /** Ends the upload of an incomplete body. Does nothing when the upload has been ended. */
    void abort() {
        if (uploadEnded) {
            return;
        }
        uploadEnded = true;
        try {
            upload.abort();
        } catch (RuntimeException failure) {
            // A failure must not prevent the release of the other resources of the connection.
        }
    }
}
