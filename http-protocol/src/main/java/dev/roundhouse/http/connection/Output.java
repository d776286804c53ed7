package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * What a connection has to send: runs of memory, slices of content, and streams, in order. It holds references to bytes
 * that their makers keep unchanged; so what could not be sent at once is not copied, it just stays.
 *
 * <p>All positions are counted here and nowhere else, in octets of the front piece. Whoever sends asks {@link #nextSlice} or
 * {@link #gather} what comes next, sends any part of it, and says how much through {@link Connection#markSent}.
 */
public final class Output {
    /**
     * Larger runs of memory are shown as they are, and so are those for which there is no room; smaller ones are copied
     * together, which is cheaper than one vector each.
     */
    private static final int MAX_COPIED_SEGMENT = 32 << 10;

    /** Enough answers wait to be sent: no further request is taken up. */
    private static final long HIGH_WATER_MARK = 64 << 10;

    private static final int STREAM_BUFFER_SIZE = 16 << 10;

    private final ArrayDeque<Object> segments = new ArrayDeque<>(4);
    private long offset;
    private long pendingBytes;
    private long totalSent;

    /** Nothing to send yet. */
    public Output() {}

    /** A place in the output, told when everything before it has left. */
    public interface CompletionListener {
        /**
         * Called exactly once.
         *
         * @param complete true when all before it has left, false when it never will
         */
        void onCompletion(boolean complete);
    }

    /** A stream's producer and what it has produced but not sent. */
    private static final class StreamBuffer {
        private final Body.Producer producer;
        private final ByteBuffer buffer =
                ByteBuffer.allocate(STREAM_BUFFER_SIZE).limit(0);
        private boolean ended;

        private StreamBuffer(Body.Producer producer) {
            this.producer = producer;
        }

        /** Whether there is something to send, after asking the producer if need be. */
        private boolean hasBytes() throws IOException {
            if (!buffer.hasRemaining() && !ended) {
                ended = !producer.produce(buffer.clear());
                buffer.flip();
                requireProgress();
            }
            return buffer.hasRemaining();
        }

        /** To ask again and again for bytes that are not there yet would keep a processor busy until they are. */
        private void requireProgress() throws IOException {
            if (!buffer.hasRemaining() && !ended) {
                throw new IOException(producer + " returned true without bytes; it has to wait for them, or to end");
            }
        }
    }

    /** Adds octets that nobody changes any more. */
    public void add(byte[] bytes) {
        segments.add(bytes);
        pendingBytes += bytes.length;
    }

    /** Adds a body; its owner stays who it was, and closes it at a {@link CompletionListener} added behind it. */
    public void add(Body body) {
        if (body instanceof Body.Composite composite) {
            composite.parts().forEach(this::add);
        } else if (body instanceof Body.Streamed streamed) {
            segments.add(new StreamBuffer(streamed.producer()));
            pendingBytes += HIGH_WATER_MARK;
        } else if (body.length() > 0) {
            segments.add(body);
            pendingBytes += body.length();
        }
    }

    /** Adds a milestone. It may be passed at once. */
    public void add(CompletionListener completionListener) {
        segments.add(completionListener);
        removeCompleted();
    }

    /** Whether everything has left. */
    public boolean isEmpty() {
        return segments.isEmpty();
    }

    /** Whether so much waits that no further request should be taken up. */
    public boolean isFull() {
        return pendingBytes >= HIGH_WATER_MARK;
    }

    /** The number of octets that ever left. */
    public long totalSent() {
        return totalSent;
    }

    /** Whether the front piece is a slice of which so much is left that sending it beats copying it. */
    public boolean startsWithSlice(long atLeast) {
        return segments.peek() instanceof Body.Slice slice && slice.length() - offset >= atLeast;
    }

    /** What is left of the slice that {@link #startsWithSlice} saw. Its content stays the output's. */
    public Body.Slice nextSlice() {
        Body.Slice slice = (Body.Slice) segments.element();
        return offset == 0
                ? slice
                : new Body.Slice(slice.content(), slice.position() + offset, slice.length() - offset);
    }

    /**
     * Copies what comes next, whatever it is, for those who have no use for finer ways. What was copied still has to be
     * sent, and told through {@link Connection#markSent}.
     *
     * @return how many octets; 0 when there is nothing to send, or no room
     * @throws IOException as {@link #gather} does
     */
    public int copyTo(ByteBuffer target) throws IOException {
        int before = target.position();
        long skip = offset;
        for (Object piece : segments) {
            if (!copy(piece, skip, target, Long.MAX_VALUE)) {
                break;
            }
            skip = 0;
        }
        return target.position() - before;
    }

    /**
     * Shows what comes next as memory: small pieces copied together into the scratch buffer, then perhaps one large run.
     * Stops before a slice that {@link #startsWithSlice} would see.
     *
     * @param buffers empty, the caller's; filled from its position
     * @param vector receives the scratch buffer, flipped, and perhaps a run; of length 2 or more
     * @param sliceAtLeast slices from this length on are left for {@link #nextSlice}
     * @return how many elements of the vector hold something; 0 when a stream turned out to be over, which is to be told as
     *     {@code sent(0)}
     * @throws IOException when content cannot be read, or is shorter than was promised: then the connection must be cut
     */
    public int gather(ByteBuffer buffers, ByteBuffer[] vector, long sliceAtLeast) throws IOException {
        long skip = offset;
        ByteBuffer run = null;
        for (Object piece : segments) {
            if (piece instanceof Body.Bytes bytes
                    && bytes.length() - skip > Math.min(MAX_COPIED_SEGMENT, buffers.remaining())) {
                run = bytes.bytes().duplicate().position((int) skip);
            }
            if (run != null || !copy(piece, skip, buffers, sliceAtLeast)) {
                break;
            }
            skip = 0;
        }
        return collectBuffers(vector, buffers.flip(), run);
    }

    private static int collectBuffers(ByteBuffer[] vector, ByteBuffer buffers, ByteBuffer run) {
        int count = 0;
        if (buffers.hasRemaining()) {
            vector[count++] = buffers;
        }
        if (run != null) {
            vector[count++] = run;
        }
        return count;
    }

    /** Copies a piece; true when all of it has been copied, so that the next may follow. */
    private static boolean copy(Object piece, long skip, ByteBuffer buffers, long sliceAtLeast) throws IOException {
        if (piece instanceof byte[] octets) {
            int count = Math.min(octets.length - (int) skip, buffers.remaining());
            buffers.put(octets, (int) skip, count);
            return skip + count == octets.length;
        }
        if (piece instanceof Body.Bytes bytes) {
            int count = Math.min((int) (bytes.length() - skip), buffers.remaining());
            int at = buffers.position();
            buffers.put(at, bytes.bytes(), (int) skip, count).position(at + count);
            return skip + count == bytes.length();
        }
        if (piece instanceof Body.Slice slice) {
            return slice.length() - skip < sliceAtLeast && read(slice, skip, buffers);
        }
        if (piece instanceof StreamBuffer streamBuffer) {
            if (streamBuffer.hasBytes()) {
                int count = Math.min(streamBuffer.buffer.remaining(), buffers.remaining());
                int at = buffers.position();
                buffers.put(at, streamBuffer.buffer, streamBuffer.buffer.position(), count)
                        .position(at + count);
                return false;
            }
            return true;
        }
        return true;
    }

    private static boolean read(Body.Slice slice, long skip, ByteBuffer buffers) throws IOException {
        long left = slice.length() - skip;
        int limit = buffers.limit();
        if (buffers.remaining() > left) {
            buffers.limit(buffers.position() + (int) left);
        }
        try {
            while (buffers.hasRemaining()) {
                int count = slice.content().read(slice.position() + slice.length() - left, buffers);
                if (count <= 0) {
                    throw new IOException("content ended " + left + " bytes before its declared length");
                }
                left -= count;
            }
        } finally {
            buffers.limit(limit);
        }
        return left == 0;
    }

    /**
     * So many octets have left. For the connection that owns this output; everybody else tells {@link Connection#markSent}.
     *
     * @throws IllegalArgumentException for less than none, or more than this output could have shown
     */
    public void advance(long count) {
        requireShown(count);
        long left = count;
        while (left > 0) {
            Object piece = segments.element();
            if (piece instanceof StreamBuffer streamBuffer) {
                int taken = (int) Math.min(left, streamBuffer.buffer.remaining());
                streamBuffer.buffer.position(streamBuffer.buffer.position() + taken);
                left -= taken;
                totalSent += taken;
                removeCompleted();
                continue;
            }
            long taken = Math.min(left, length(piece) - offset);
            offset += taken;
            pendingBytes -= taken;
            totalSent += taken;
            left -= taken;
            removeCompleted();
        }
        removeCompleted();
    }

    /** Looks no further than at the pieces that are about to leave. */
    private void requireShown(long count) {
        long shown = -offset;
        for (Object piece : segments) {
            if (shown >= count) {
                break;
            }
            if (piece instanceof StreamBuffer streamBuffer) {
                shown += streamBuffer.buffer.remaining();
                if (!streamBuffer.ended) {
                    break;
                }
            } else if (!(piece instanceof CompletionListener)) {
                shown += length(piece);
            }
        }
        if (count < 0 || count > Math.max(0, shown)) {
            throw new IllegalArgumentException(
                    count + " bytes are said to have left, of " + shown + " that were shown");
        }
    }

    /** Takes away what has wholly left, and passes the milestones behind it. */
    private void removeCompleted() {
        for (Object piece = segments.peek(); piece != null && isFullySent(piece); piece = segments.peek()) {
            segments.remove();
            offset = 0;
            if (piece instanceof StreamBuffer) {
                pendingBytes -= HIGH_WATER_MARK;
            } else if (piece instanceof CompletionListener completionListener) {
                completionListener.onCompletion(true);
            }
        }
    }

    private boolean isFullySent(Object piece) {
        if (piece instanceof StreamBuffer streamBuffer) {
            return streamBuffer.ended && !streamBuffer.buffer.hasRemaining();
        }
        return piece instanceof CompletionListener || offset == length(piece);
    }

    private static long length(Object piece) {
        return piece instanceof byte[] bytes ? bytes.length : ((Body) piece).length();
    }

    /**
     * Nothing more will leave: forgets all pieces and tells the milestones, every one of them, also when one throws. For
     * the connection that owns this output.
     */
    public void abort() {
        offset = 0;
        pendingBytes = 0;
        try {
            abortSegments();
        } finally {
            // Empty but when a milestone threw: then the others are told all the same.
            if (!segments.isEmpty()) {
                abort();
            }
        }
    }

    private void abortSegments() {
        for (Object piece = segments.poll(); piece != null; piece = segments.poll()) {
            if (piece instanceof CompletionListener completionListener) {
                completionListener.onCompletion(false);
            }
        }
    }
}
