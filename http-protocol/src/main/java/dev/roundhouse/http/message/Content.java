package dev.roundhouse.http.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Bytes with random access, of a file for instance: they can be read, and sometimes be transferred by the operating system.
 * The owner closes it exactly once; the connection does so for the bodies of responses. Positions count bytes from 0. Used
 * by one thread at a time.
 *
 * <pre>{@code
 * Body all = new Body.Slice(content, 0, content.length());
 * Response response = Response.of(Status.OK).with(all); // closes the content when it was sent
 * }</pre>
 */
public interface Content extends AutoCloseable {
    /** The current number of bytes, which may have changed since a body was made of it. */
    long length() throws IOException;

    /**
     * Reads bytes into the target.
     *
     * @return the number of bytes, at least one while there are any and the target has room; -1 at or after the end
     */
    int read(long position, ByteBuffer target) throws IOException;

    /**
     * Writes bytes to a channel; an implementation may use a system call that does not copy them.
     *
     * @return the number of bytes; 0 when the channel accepts none now, or when there are none at that position
     */
    default long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        ByteBuffer copy = ByteBuffer.allocate((int) Math.min(count, 8192));
        if (read(position, copy) < 0) {
            return 0;
        }
        return target.write(copy.flip());
    }

    /** Releases the resources. A failure is logged and not thrown. */
    @Override
    void close();
}
