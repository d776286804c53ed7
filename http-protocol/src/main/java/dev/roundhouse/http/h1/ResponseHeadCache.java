package dev.roundhouse.http.h1;

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
    private static final int LONGEST = 1 << 10;

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private ByteBuffer octets = NONE;
    private Optional<ResponseHead> head = Optional.empty();

    /** Takes the head from bytes that begin with it; otherwise takes nothing. */
    Optional<ResponseHead> take(ByteBuffer bytes) {
        int length = octets.remaining();
        if (length == 0 || bytes.remaining() < length) {
            return Optional.empty();
        }
        int mismatch = octets.mismatch(bytes);
        if (mismatch >= 0 && mismatch < length) {
            return Optional.empty();
        }
        bytes.position(bytes.position() + length);
        return head;
    }

    /** Another head has come; nobody changes its octets any more. */
    Optional<ResponseHead> remember(byte[] whole, ResponseHead meaning) {
        head = Optional.of(meaning);
        octets = whole.length > LONGEST ? NONE : ByteBuffer.wrap(whole);
        return head;
    }
}
