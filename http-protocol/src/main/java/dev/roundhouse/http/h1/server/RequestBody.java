package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.BodyDecoder;
import dev.roundhouse.http.h1.codec.BodyFraming;
import dev.roundhouse.http.h1.codec.FramingRules;
import dev.roundhouse.http.h1.codec.Http1Exception;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The body of one request: found by its decoder, taken by an upload when the handler wants it, else read over as far as the
 * limits allow. The upload is ended exactly once, and a mistake of its maker is his failure, not the connection's.
 */
final class RequestBody {
    private final BodyDecoder decoder;
    private final long maxDiscardBytes;
    private long discardedBytes;

    /** Who takes it; null while nobody wants it, and again when it was ended. */
    private Upload upload;

    RequestBody(BodyFraming framing, Http1Limits limits) {
        this.decoder = FramingRules.decoder(framing, limits);
        this.maxDiscardBytes = limits.discardBytes();
    }

    /** Whether all of it has come; true from the start when there is none. */
    boolean isComplete() {
        return decoder.isDone();
    }

    /** Whether it can be read over for the sake of the connection, as far as is known. RFC 9112 §9.3 */
    boolean isDiscardable() {
        return decoder.minRemainingBytes() <= maxDiscardBytes;
    }

    /** The handler wants it. */
    void forwardTo(Upload requested) {
        upload = requested;
    }

    /** Takes octets as far as they belong to it. */
    void decode(ByteBuffer wire) throws Http1Exception, IOException {
        decoder.decode(wire, upload == null ? this::discard : this::receive);
    }

    private void receive(ByteBuffer bytes) throws IOException {
        try {
            upload.receive(bytes);
        } catch (RuntimeException mistake) {
            throw new IOException(mistake);
        }
    }

    private void discard(ByteBuffer unwanted) throws Http1Exception {
        discardedBytes += unwanted.remaining();
        if (discardedBytes > maxDiscardBytes) {
            throw new Http1Exception(Http1Error.BODY_TOO_LARGE);
        }
    }

    /** It is whole: the upload's answer. */
    Response finish() throws IOException {
        Upload full = upload;
        upload = null;
        try {
            return Objects.requireNonNull(full.finish(), "Upload.finish() returned null");
        } catch (RuntimeException mistake) {
            throw new IOException(mistake);
        }
    }

    /** It will not be whole, or nobody cares any more. Does nothing when there is no upload, or it was finished. */
    void abort() {
        Upload partial = upload;
        upload = null;
        if (partial == null) {
            return;
        }
        try {
            partial.abort();
        } catch (RuntimeException mistake) {
            // It must not keep the rest of a connection from being released.
        }
    }
}
