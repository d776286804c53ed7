package dev.roundhouse.http.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Bytes that stand somewhere else, a file for instance: they can always be read, and sometimes be sent a shorter way.
 * Whoever gets one closes it, exactly once; the engine does so for the bodies it was handed. Positions count octets from
 * the first. Used by one thread at a time.
 */
public interface Content extends AutoCloseable {
    /** The number of octets now, which may have changed since a body was made of it. */
    long length() throws IOException;

    /**
     * Reads some octets.
     *
     * @return how many, at least one while there are any and the target has room; -1 at or behind the end
     */
    int read(long position, ByteBuffer target) throws IOException;

    /**
     * Sends octets to a channel; an implementation that can hands it to the operating system.
     *
     * @return how many went: 0 when the channel takes none now, or when there are none at that position
     */
    default long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        ByteBuffer copy = ByteBuffer.allocate((int) Math.min(count, 8192));
        if (read(position, copy) < 0) {
            return 0;
        }
        return target.write(copy.flip());
    }

    /** Lets go of it. Failing to is nobody's business but the log's. */
    @Override
    void close();
}
