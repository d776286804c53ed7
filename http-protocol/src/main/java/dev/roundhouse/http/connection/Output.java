package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Body;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes that a connection has to send, in order, as the caller that owns the socket reads them. The connection fills it
 * (see {@link OutputQueue}).
 *
 * <p>Reading does not remove anything. The caller
 *
 * <ol>
 *   <li>reads what comes next with {@link #gather} or {@link #copyTo}, or takes {@link #nextSlice} when
 *       {@link #startsWithSlice} is true,
 *   <li>sends any part of it, from the beginning,
 *   <li>reports how many bytes it has sent with {@link Connection#markSent}, which removes them.
 * </ol>
 *
 * <p>Bytes that have not been sent stay where they are: they are shown again by the next call.
 */
public interface Output {
    /** Whether there is nothing to send, now or later. */
    boolean isEmpty();

    /**
     * Whether there is nothing to send now: the next bytes are those of a producer that had none at its last call. It is
     * called again after {@link Connection#resume}.
     */
    boolean isWaiting();

    /** Whether there is something to send now: it is neither {@linkplain #isEmpty empty} nor {@linkplain #isWaiting waiting}. */
    default boolean isSendable() {
        return !isEmpty() && !isWaiting();
    }

    /**
     * Whether the output begins with a slice of content that is large enough to be sent by the operating system.
     *
     * @param minLength shortest slice that the caller wants to send that way, in bytes
     */
    boolean startsWithSlice(long minLength);

    /**
     * The unsent rest of the slice at the beginning of the output. Its content stays open until the slice has been sent; the
     * caller does not close it.
     *
     * @throws java.util.NoSuchElementException when the output does not {@linkplain #startsWithSlice start with a slice}
     */
    Body.Slice nextSlice();

    /**
     * Copies the next bytes, whatever they consist of. For callers that have no use for {@link #gather}.
     *
     * @return number of bytes copied; 0 when there is nothing to send or the buffer has no room
     * @throws IOException as {@link #gather} does
     */
    int copyTo(ByteBuffer target) throws IOException;

    /**
     * Shows the next bytes as at most two buffers: small segments are copied together into the caller's buffer, and one
     * large segment in memory may follow as it is. Stops before a slice of at least {@code minSliceLength} bytes, which is
     * for {@link #nextSlice}; so the caller checks {@link #startsWithSlice} first.
     *
     * @param buffer the caller's buffer, cleared; filled from its position and flipped
     * @param vector receives the buffers to write, in order; its length is 2 or more
     * @param minSliceLength shortest slice that is left to {@link #nextSlice}, in bytes
     * @return number of buffers in {@code vector}; 0 when a stream turned out to have ended or to have no bytes at the
     *     moment, which the caller reports by {@code markSent(0, nowNanos)}
     * @throws IOException when content cannot be read, or is shorter than declared: then the caller must abort the
     *     connection
     */
    int gather(ByteBuffer buffer, ByteBuffer[] vector, long minSliceLength) throws IOException;
}
