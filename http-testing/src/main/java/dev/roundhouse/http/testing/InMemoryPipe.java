package dev.roundhouse.http.testing;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One direction of a connection: a bounded buffer between a writer and a reader. Its methods do not wait; a change notifies. */
final class InMemoryPipe {
    private static final int CAPACITY = 64 << 10;

    private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY);
    private boolean hasEnded;
    private boolean isBroken;

    /** Takes some of the bytes: none if there is no room. */
    synchronized int write(ByteBuffer source) throws IOException {
        if (hasEnded || isBroken) {
            throw new IOException("the other end has closed the connection");
        }
        int count = Math.min(source.remaining(), bytes.remaining());
        bytes.put(source.slice().limit(count));
        source.position(source.position() + count);
        notifyAll();
        return count;
    }

    /** Returns some bytes: 0 if there are none yet, -1 after the last one. */
    synchronized int read(ByteBuffer target) throws IOException {
        if (isBroken) {
            throw new IOException("the connection was reset");
        }
        bytes.flip();
        int count = Math.min(bytes.remaining(), target.remaining());
        target.put(bytes.slice().limit(count));
        bytes.position(count).compact();
        notifyAll();
        return count == 0 && hasEnded ? -1 : count;
    }

    /** Whether {@link #read} returns bytes, the end or an exception. */
    synchronized boolean isReadable() {
        return bytes.position() > 0 || hasEnded || isBroken;
    }

    /** The writer has written everything. */
    synchronized void end() {
        hasEnded = true;
        notifyAll();
    }

    /** Nothing is written or read any more. */
    synchronized void reset() {
        isBroken = true;
        notifyAll();
    }
}
