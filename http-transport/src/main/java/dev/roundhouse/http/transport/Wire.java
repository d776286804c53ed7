package dev.roundhouse.http.transport;

import dev.roundhouse.http.message.Body;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One end of a byte connection. A method that returns 0 would block; a {@linkplain #isBlocking blocking} wire never returns 0,
 * except from {@link #read} when another thread needs the connection. Used by one thread at a time, except {@link #close}.
 */
public interface Wire extends AutoCloseable {
    /** Reads some bytes; returns -1 at the end of input. */
    int read(ByteBuffer into) throws IOException;

    /** Whether {@link #read} would return at once. Called only for a blocking wire, instead of a read that could block. */
    boolean isReadable() throws IOException;

    /** Writes some bytes of the first {@code count} buffers. */
    long write(ByteBuffer[] vector, int count) throws IOException;

    /**
     * Sends some bytes of a slice of a file, by sendfile if the wire can.
     *
     * @throws ContentException if the content is shorter than the slice
     * @throws IOException if the connection is broken
     */
    long transfer(Body.Slice slice) throws IOException;

    /** Whether {@link #read} and {@link #write} block the calling thread. */
    boolean isBlocking();

    /** Half-closes the connection: no more output follows. */
    void shutdownOutput() throws IOException;

    /**
     * Lets {@link #close} reset the connection: what was written and not yet received by the peer is discarded. Otherwise the
     * operating system sends it after the close, and keeps it for as long as the peer does not read. May be called from any
     * thread. Does nothing for a wire that keeps nothing.
     */
    default void resetOnClose() {}

    /** Closes the socket. May be called from any thread; a thread that is blocked in another method returns. */
    @Override
    void close();
}
