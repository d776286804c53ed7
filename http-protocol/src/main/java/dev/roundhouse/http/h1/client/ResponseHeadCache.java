package dev.roundhouse.http.h1.client;

import dev.roundhouse.http.message.ResponseHead;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The head that came last on a connection. A server that is asked for the same thing again repeats it to the octet while
 * its clock shows the same second; then it is recognised rather than read, which is the same, since what a head means
 * follows from its octets and the limits alone.
 */
final class ResponseHeadCache {
    /** Longer heads are read each time: they are rare, and would be kept by every connection. */
    private static final int MAX_CACHED_BYTES = 1 << 10;

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private ByteBuffer bytes = NONE;
    private Optional<ResponseHead> head = Optional.empty();

    /** Takes the head from bytes that begin with it; otherwise takes nothing. */
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

    /** Another head has come; nobody changes its octets any more. */
    Optional<ResponseHead> put(byte[] full, ResponseHead meaning) {
        head = Optional.of(meaning);
        bytes = full.length > MAX_CACHED_BYTES ? NONE : ByteBuffer.wrap(full);
        return head;
    }
}
