package dev.roundhouse.http.h1.server;

import java.nio.ByteBuffer;

/**
 * Input that was received before it can be processed: the bytes after the head of a request that waits for its reply, or
 * after a request when the output is full; and whether the peer will send more.
 */
final class PendingInput {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private ByteBuffer bytes = EMPTY;
    private boolean ended;

    /** Whether there are no bytes to be processed. */
    boolean isEmpty() {
        return !bytes.hasRemaining();
    }

    /** Whether the peer will send no more. Bytes that it has sent before may still be here. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether all that the peer sent has been processed, and it will send no more. */
    boolean isExhausted() {
        return ended && isEmpty();
    }

    /** The bytes to be processed; reading from the buffer removes them. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** Copies bytes to the end. */
    void append(ByteBuffer more) {
        ByteBuffer joined = ByteBuffer.allocate(bytes.remaining() + more.remaining());
        bytes = joined.put(bytes).put(more).flip();
    }

    /** The peer will send no more. */
    void end() {
        ended = true;
    }

    /** Drops the bytes. */
    void clear() {
        bytes = EMPTY;
    }
}
