package dev.roundhouse.http.transport;

import dev.roundhouse.http.message.Body;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The verbs of one socket, plain or under TLS. 0 means "not now"; a wire that blocks never says so. Used by one thread at a
 * time, but for {@link #close}.
 */
public interface Wire extends AutoCloseable {
    /** Reads some bytes; -1 when the peer will send no more. */
    int read(ByteBuffer into) throws IOException;

    /** Writes some bytes of the first {@code count} buffers. */
    long write(ByteBuffer[] vector, int count) throws IOException;

    /**
     * Sends some octets of a slice, the shortest way there is.
     *
     * @throws IOException when the wire is broken, or the content is shorter than the slice: it tells which by a
     *     {@link ContentException}
     */
    long transfer(Body.Slice slice) throws IOException;

    /** Whether {@link #read} waits, so that nothing else can be waited for meanwhile. */
    boolean isBlocking();

    /** Closes the sending side. */
    void shutdownOutput() throws IOException;

    /** Closes the socket. May be called from any thread, and wakes who waits in another method. */
    @Override
    void close();
}
