package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;

/**
 * A queue of references to bytes in memory, slices of content and streams: the {@link Output} of a connection, with the
 * methods that fill it. Bytes that could not be sent at once are not copied; they stay where they are, and their owner does
 * not change them.
 *
 * <p>The connection that owns a queue adds to it and calls {@link #advance} when bytes have been sent. Positions are counted
 * here and in the segments, and nowhere else.
 */
public final class OutputQueue implements Output {
    /**
     * Larger segments in memory are shown as they are, and so are those that do not fit into the caller's buffer; smaller
     * ones are copied together, which is cheaper than one buffer of a vector each.
     */
    private static final int MAX_COPIED_SEGMENT = 32 << 10;

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private static final byte[] NO_HEAD = {};

    private static final CompletionListener NO_LISTENER = complete -> {};

    /** With this number of unsent bytes the queue is full. */
    private static final long HIGH_WATER_MARK = 64 << 10;

    private final Runnable wakeUp;
    private final SegmentQueue segments = new SegmentQueue();

    /** A message to be used again, so that a request needs none; null when there is none. */
    private OutputSegment.Message spare;

    private long pendingBytes;
    private int pendingStreams;
    private long totalSent;

    /** Creates an empty queue, for streams whose bytes are always there or are waited for. */
    public OutputQueue() {
        this(() -> {});
    }

    /**
     * Creates an empty queue.
     *
     * @param wakeUp called by any thread when a stream that was {@linkplain #isWaiting waiting} may have bytes
     */
    public OutputQueue(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Called when all output before its position has been sent, or never will be. */
    @FunctionalInterface
    public interface CompletionListener {
        /**
         * Called exactly once.
         *
         * @param complete true when all output before this position has been sent, false when it was aborted
         */
        void onCompletion(boolean complete);
    }

    /** Adds bytes, which the caller does not change any more. */
    public void add(byte[] bytes) {
        addInMemory(bytes, NO_HEAD, NO_BYTES, NO_LISTENER);
    }

    /** Adds a body. The caller still owns it, and closes it from a {@link CompletionListener} that it adds after the body. */
    public void add(Body body) {
        if (body instanceof Body.Streamed streamed) {
            segments.add(new OutputSegment.Stream(streamed, wakeUp));
            pendingStreams++;
        } else if (body instanceof Body.Composite composite) {
            composite.parts().forEach(this::add);
        } else if (body.length() > 0) {
            segments.add(segmentOf(body));
            pendingBytes += body.length();
        }
    }

    /**
     * Adds a message. It is one segment when its body is empty or in memory.
     *
     * @param head the head, which the caller does not change any more
     * @param headEnd the rest of the head, which the caller does not change any more
     * @param body the caller still owns it, and closes it from the listener
     * @param listener called when the message has been sent, or never will be
     */
    public void add(byte[] head, byte[] headEnd, Body body, CompletionListener listener) {
        long headLength = (long) head.length + headEnd.length;
        boolean isOneSegment =
                body.length() == 0 || (body instanceof Body.Bytes && headLength + body.length() <= Integer.MAX_VALUE);
        if (isOneSegment && headLength > 0) {
            ByteBuffer memory = body instanceof Body.Bytes bytes ? bytes.bytes() : NO_BYTES;
            addInMemory(head, headEnd, memory, listener);
            return;
        }
        addInMemory(head, headEnd, NO_BYTES, NO_LISTENER);
        add(body);
        add(listener);
    }

    private void addInMemory(byte[] head, byte[] headEnd, ByteBuffer body, CompletionListener listener) {
        OutputSegment.Message message = spare == null ? new OutputSegment.Message() : spare;
        spare = null;
        message.set(head, headEnd, body, listener);
        segments.add(message);
        pendingBytes += (long) head.length + headEnd.length + body.limit();
    }

    private static OutputSegment segmentOf(Body body) {
        return body instanceof Body.Bytes memory
                ? new OutputSegment.Memory(memory.bytes())
                : new OutputSegment.ContentSlice((Body.Slice) body);
    }

    /** Adds a listener at this position. It is called at once when there is nothing to send before it. */
    public void add(CompletionListener listener) {
        segments.add(new OutputSegment.Completion(listener));
        removeCompleted();
    }

    @Override
    public boolean isEmpty() {
        return segments.isEmpty();
    }

    @Override
    public boolean isWaiting() {
        return segments.first() instanceof OutputSegment.Stream stream && stream.isWaiting();
    }

    /**
     * Lets the producer of a stream that had no bytes be called again.
     *
     * @return whether the queue was {@linkplain #isWaiting waiting} for it
     */
    public boolean resume() {
        boolean wasWaiting = isWaiting();
        for (int i = 0; i < segments.size() && pendingStreams > 0; i++) {
            if (segments.get(i) instanceof OutputSegment.Stream stream) {
                stream.resume();
            }
        }
        return wasWaiting;
    }

    /** Whether so much is unsent that the connection should not produce more: 64 KiB, or a stream of unknown length. */
    public boolean isFull() {
        return pendingBytes >= HIGH_WATER_MARK || pendingStreams > 0;
    }

    /** The number of bytes that have been sent since the queue was created. */
    public long totalSent() {
        return totalSent;
    }

    @Override
    public boolean startsWithSlice(long minLength) {
        return segments.first() instanceof OutputSegment.ContentSlice slice && slice.remaining() >= minLength;
    }

    @Override
    public Body.Slice nextSlice() {
        if (segments.first() instanceof OutputSegment.ContentSlice slice) {
            return slice.unsent();
        }
        throw new NoSuchElementException("output does not start with a slice");
    }

    @Override
    public int copyTo(ByteBuffer target) throws IOException {
        int before = target.position();
        for (int i = 0; i < segments.size(); i++) {
            if (!segments.get(i).copyTo(target, Long.MAX_VALUE)) {
                break;
            }
        }
        return target.position() - before;
    }

    @Override
    public int gather(ByteBuffer buffer, ByteBuffer[] vector, long minSliceLength) throws IOException {
        ByteBuffer large = null;
        for (int i = 0; i < segments.size(); i++) {
            OutputSegment segment = segments.get(i);
            if (segment instanceof OutputSegment.Memory memory
                    && memory.remaining() > Math.min(MAX_COPIED_SEGMENT, buffer.remaining())) {
                large = memory.unsent();
                break;
            }
            if (segment instanceof OutputSegment.Message message && isBodyLarge(message, buffer.remaining())) {
                message.copyHeadTo(buffer);
                large = message.unsentBody();
                break;
            }
            if (!segment.copyTo(buffer, minSliceLength)) {
                break;
            }
        }
        int count = 0;
        if (buffer.flip().hasRemaining()) {
            vector[count++] = buffer;
        }
        if (large != null) {
            vector[count++] = large;
        }
        return count;
    }

    /** Whether the head fits, and the body is large or does not fit after the head. */
    private static boolean isBodyLarge(OutputSegment.Message message, int room) {
        int head = message.remainingHead();
        return head <= room && message.remaining() - head > Math.min(MAX_COPIED_SEGMENT, room - head);
    }

    /**
     * Removes bytes that have been sent, and calls the listeners after them. Called by the connection that owns this queue;
     * its caller uses {@link Connection#markSent}.
     *
     * @throws IllegalArgumentException for a negative number, or more than can have been shown
     */
    public void advance(long count) {
        requireShown(count);
        long left = count;
        while (left > 0) {
            OutputSegment segment = segments.first();
            long sent = segment.advance(left);
            left -= sent;
            totalSent += sent;
            if (!(segment instanceof OutputSegment.Stream)) {
                pendingBytes -= sent;
            }
            removeCompleted();
        }
        removeCompleted();
    }

    /** Visits only the segments that these bytes are from. */
    private void requireShown(long count) {
        long shown = 0;
        for (int i = 0; i < segments.size(); i++) {
            OutputSegment segment = segments.get(i);
            if (shown >= count) {
                break;
            }
            shown += segment.remaining();
            if (segment instanceof OutputSegment.Stream stream && !stream.hasEnded()) {
                break;
            }
        }
        if (count < 0 || count > shown) {
            throw new IllegalArgumentException(count + " bytes reported as sent, but only " + shown + " were shown");
        }
    }

    /** Removes segments that have been sent completely, and calls the listeners between them. */
    private void removeCompleted() {
        for (OutputSegment segment = segments.first();
                segment != null && segment.isSent();
                segment = segments.first()) {
            segments.removeFirst();
            if (segment instanceof OutputSegment.Stream) {
                pendingStreams--;
            } else {
                complete(segment, true);
            }
        }
    }

    /**
     * Drops all segments and calls every listener, even when one throws. Called by the connection that owns this queue: no
     * more will be sent.
     */
    public void abort() {
        pendingBytes = 0;
        pendingStreams = 0;
        try {
            abortSegments();
        } finally {
            // Not empty only when a listener threw: then the remaining ones are called nevertheless.
            if (!segments.isEmpty()) {
                abort();
            }
        }
    }

    private void abortSegments() {
        for (OutputSegment segment = segments.removeFirst(); segment != null; segment = segments.removeFirst()) {
            complete(segment, false);
        }
    }

    /** Calls the listener of a segment that has been removed. */
    private void complete(OutputSegment segment, boolean complete) {
        if (segment instanceof OutputSegment.Message message) {
            CompletionListener listener = message.listener();
            // It must not keep what it consisted of.
            message.set(NO_HEAD, NO_HEAD, NO_BYTES, NO_LISTENER);
            // A stream takes long, and a connection that waits for its bytes is to be small.
            spare = pendingStreams > 0 ? null : message;
            listener.onCompletion(complete);
        } else if (segment instanceof OutputSegment.Completion completion) {
            completion.listener().onCompletion(complete);
        }
    }
}
