package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.TrailerFields;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Objects;

/**
 * The content of a message that is being sent, piece by piece. Bytes in memory and of files are referred to; those of a producer are
 * produced before the frame that has them, since its header has their number.
 */
final class ContentSource {
    private static final int CHECK_INTERVAL = 64 << 10;

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private final Body body;

    /** The parts that follow; null if there is only one. */
    private final Iterator<Body> parts;

    private final Runnable wakeUp;

    /** The part in progress if it is a slice of content; null otherwise. */
    private Body.Slice slice;

    /** The part in progress if it is in memory, or what a producer has produced. */
    private ByteBuffer memory = NO_BYTES;

    private int memoryPosition;
    private long slicePosition;

    /** Up to here, the content was long enough when it was last looked at. */
    private long checkedEnd;

    /** The producer of the part in progress; null if there is none, or it has ended. */
    private Body.Producer producer;

    /** The number of bytes that it has announced; -1 if it has not. */
    private long announcedBytes;

    private boolean hasStarted;
    private boolean waiting;
    private long producedBytes;
    private Headers trailers = Headers.EMPTY;
    private boolean closed;

    /** @param wakeUp for producers */
    ContentSource(Body body, Runnable wakeUp) {
        this.body = body;
        this.parts =
                body instanceof Body.Composite composite ? composite.parts().iterator() : null;
        this.wakeUp = wakeUp;
        begin(body);
        nextParts();
    }

    /** Whether a producer had no bytes when it was called. */
    boolean isWaiting() {
        return waiting;
    }

    /** Lets a producer be called again. */
    void resume() {
        waiting = false;
    }

    /** The number of bytes that the next piece can have: 0 at the end, and when a producer must be called. */
    long available() {
        return slice == null ? memory.limit() - memoryPosition : slice.length() - slicePosition;
    }

    /** Whether all pieces have been taken: further parts have been begun as soon as one has ended. */
    boolean hasEnded() {
        return available() == 0 && producer == null;
    }

    /** The fields after the content. */
    Headers trailers() {
        return trailers;
    }

    /**
     * Calls the producer if all that it has produced was taken.
     *
     * @throws IOException if it fails, or does not produce what it has announced
     */
    void produce() throws IOException {
        if (producer == null || waiting || available() > 0) {
            return;
        }
        if (!hasStarted) {
            hasStarted = true;
            producer.start(wakeUp);
        }
        ByteBuffer target = ByteBuffer.allocate(StreamSender.MAX_DATA);
        Body.Progress progress = Objects.requireNonNull(producer.produce(target), "produce() returned null");
        memory = exact(target.flip());
        memoryPosition = 0;
        waiting = progress == Body.Progress.WAITING;
        // It would be called in a loop that keeps a processor busy.
        if (progress == Body.Progress.MORE && memory.limit() == 0) {
            throw new IOException(
                    producer + " returned MORE without bytes; it must return WAITING or ENDED, or wait for bytes");
        }
        checkLength(progress == Body.Progress.ENDED);
        if (progress == Body.Progress.ENDED) {
            takeTrailers();
            producer = null;
            nextParts();
        }
    }

    /** A short piece must not keep a large array. */
    private static ByteBuffer exact(ByteBuffer produced) {
        return produced.limit() > produced.capacity() / 2
                ? produced
                : ByteBuffer.allocate(produced.limit()).put(produced).flip();
    }

    private void checkLength(boolean ended) throws IOException {
        producedBytes += memory.limit();
        boolean isTooShort = ended && producedBytes < announcedBytes;
        if (announcedBytes >= 0 && (producedBytes > announcedBytes || isTooShort)) {
            throw new IOException(producer + " produced " + producedBytes + " bytes"
                    + (ended ? "" : " and has not ended") + ", but its declared length is " + announcedBytes);
        }
    }

    private void takeTrailers() throws IOException {
        if (parts != null) {
            return;
        }
        trailers = producer.trailers();
        if (!TrailerFields.isAllowed(trailers)) {
            throw new IOException("fields not allowed as trailers (RFC 9110 §6.5.1): " + trailers);
        }
    }

    /**
     * Takes the next piece.
     *
     * @param stream that it is sent on
     * @param bytes at most {@link #available}
     * @throws IOException if a file has become shorter
     */
    OutgoingFrame.DataFrame take(StreamSender stream, int bytes) throws IOException {
        OutgoingFrame.DataFrame frame;
        if (slice == null) {
            frame = new OutgoingFrame.MemoryFrame(stream, memory, memoryPosition, bytes);
            memoryPosition += bytes;
        } else {
            long position = slice.position() + slicePosition;
            checkLength(position + bytes);
            frame = new OutgoingFrame.FileFrame(stream, slice.content(), position, bytes);
            slicePosition += bytes;
        }
        nextParts();
        return frame;
    }

    /**
     * Detects that a file has become shorter before the header of a frame announces its bytes: then the stream is reset, and not the
     * connection. Not for each frame, since it is a system call.
     */
    private void checkLength(long end) throws IOException {
        if (end > checkedEnd) {
            checkedEnd = Math.min(slice.position() + slice.length(), end + CHECK_INTERVAL);
            if (slice.content().length() < checkedEnd) {
                throw new IOException("content ended before its declared length of " + slice.length() + " bytes");
            }
        }
    }

    /** Begins parts until one has bytes. */
    private void nextParts() {
        while (hasEnded() && parts != null && parts.hasNext()) {
            begin(parts.next());
        }
    }

    private void begin(Body part) {
        slice = part instanceof Body.Slice content ? content : null;
        slicePosition = 0;
        checkedEnd = 0;
        memory = part instanceof Body.Bytes bytes ? bytes.bytes() : NO_BYTES;
        memoryPosition = 0;
        if (part instanceof Body.Streamed streamed) {
            producer = streamed.producer();
            announcedBytes = streamed.length();
            producedBytes = 0;
            hasStarted = false;
        }
    }

    /** Releases the content. Does nothing when it has been released. */
    void close() {
        if (!closed) {
            closed = true;
            body.close();
        }
    }
}
