package dev.roundhouse.http.h1.client;

import dev.roundhouse.http.message.ResponseHead;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A cache of the last response head of a connection. A server repeats the same head within one second when the same request is
 * repeated. The result of parsing depends only on the bytes and the limits, so it is reused.
 */
final class ResponseHeadCache {
    /** Longer heads are not cached: they are rare, and each connection would keep one. */
    private static final int MAX_CACHED_BYTES = 1 << 10;

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private ByteBuffer bytes = NONE;
    private Optional<ResponseHead> head = Optional.empty();

    /** Consumes the cached head from bytes that begin with it; returns empty, and consumes nothing, otherwise. */
    Optional<ResponseHead> match(ByteBuffer input) {
        int length = bytes.remaining();
        if (length == 0 || input.remaining() < length) {
            return Optional.empty();
        }
        int mismatch = bytes.mismatch(input);
        if (mismatch >= 0 && mismatch < length) {
            return Optional.empty();
        }
        input.position(input.position() + length);
        return head;
    }

    /** Caches a head. The bytes are not changed any more. */
    Optional<ResponseHead> put(byte[] encoded, ResponseHead parsed) {
        head = Optional.of(parsed);
        bytes = encoded.length > MAX_CACHED_BYTES ? NONE : ByteBuffer.wrap(encoded);
        return head;
    }
}
