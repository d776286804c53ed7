package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.codec.BodyDecoder;
import dev.roundhouse.http.h1.codec.Http1Exception;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The body of a request that the handler does not read. It is skipped, up to a limit, to reuse the connection. RFC 9112 §9.3 */
final class DiscardedBody {
    private final BodyDecoder decoder;
    private final long maxBytes;
    private long discardedBytes;

    DiscardedBody(BodyDecoder decoder, long maxBytes) {
        this.decoder = decoder;
        this.maxBytes = maxBytes;
    }

    /** Whether the declared length is within the limit; true when no length is declared. */
    boolean canFitLimit() {
        return decoder.minRemainingBytes() <= maxBytes;
    }

    /** Skips bytes, as far as they belong to the body. */
    void decode(ByteBuffer wire) throws Http1Exception, IOException {
        decoder.decode(wire, this::discard);
    }

    private void discard(ByteBuffer data) throws Http1Exception {
        discardedBytes += data.remaining();
        if (discardedBytes > maxBytes) {
            throw new Http1Exception(Http1Error.BODY_TOO_LARGE);
        }
    }

    /** Whether all of the body has been received. */
    boolean isComplete() {
        return decoder.isDone();
    }
}
