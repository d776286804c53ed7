package dev.roundhouse.http.server.content;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A bounded queue of bytes between a writer and a body: what one thread writes is sent by a connection. The writer stops when
 * the pipe is full, and is called when there is room again. The writer and the connection may be different threads.
 *
 * <pre>{@code
 * BytePipe pipe = new BytePipe(64 << 10, source::resume);
 * Response response = Response.of(Status.OK).with(pipe.body());
 *
 * while (pipe.isWritable() && source.hasBytes()) {
 *     pipe.write(source.next());
 * }
 * }</pre>
 */
public final class BytePipe implements Body.Producer {
    private final int capacity;
    private final Runnable writer;
    private final Deque<ByteBuffer> chunks = new ArrayDeque<>(4);
    private long size;

    /** Whether the writer waits for room, and whether the reader waits for bytes. */
    private boolean isWriterWaiting;

    private boolean isReaderWaiting;

    private boolean isEnded;
    private boolean isClosed;
    private Headers trailers = Headers.EMPTY;
    private Optional<String> failure = Optional.empty();
    private Runnable reader = () -> {};

    /**
     * Creates an empty pipe.
     *
     * @param capacity number of bytes with which the pipe is full
     * @param writer called by any thread when there is room again after {@link #isWritable} returned false, and when the pipe
     *     was closed by its reader. It returns at once
     */
    public BytePipe(int capacity, Runnable writer) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1: " + capacity);
        }
        this.capacity = capacity;
        this.writer = writer;
    }

    /** Returns a body of unknown length that consists of the bytes that are written. Called once. */
    public Body body() {
        return new Body.Streamed(this);
    }

    /** Returns a body of this length that consists of the bytes that are written. Called once. */
    public Body body(long length) {
        return new Body.Streamed(this, length);
    }

    // The writer

    /** Whether the pipe takes bytes now. When it does not, the writer is called later. */
    public synchronized boolean isWritable() {
        isWriterWaiting = !isClosed && size >= capacity;
        return !isWriterWaiting;
    }

    /**
     * Writes all bytes, also if the pipe is full: the writer checks {@link #isWritable} before. They are copied. Ignored after the
     * pipe was closed by its reader.
     *
     * @throws IllegalStateException when the writer has ended the pipe
     */
    public void write(ByteBuffer bytes) {
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        synchronized (this) {
            if (isEnded) {
                throw new IllegalStateException("the pipe has been ended");
            }
            if (isClosed || !copy.hasRemaining()) {
                return;
            }
            chunks.add(copy);
            size += copy.remaining();
        }
        wakeReader();
    }

    /** Ends the body. */
    public void end() {
        end(Headers.EMPTY);
    }

    /** Ends the body with trailers. */
    public void end(Headers fields) {
        synchronized (this) {
            isEnded = true;
            trailers = fields;
        }
        wakeReader();
    }

    /** Fails the body: the connection that sends it is aborted, so that its peer notices. What was written before may be lost. */
    public void fail(String reason) {
        synchronized (this) {
            failure = Optional.of(reason);
        }
        wakeReader();
    }

    /** Whether the reader has closed the pipe: nothing more is sent. */
    public synchronized boolean isClosed() {
        return isClosed;
    }

    private void wakeReader() {
        Runnable woken;
        synchronized (this) {
            if (!isReaderWaiting) {
                return;
            }
            isReaderWaiting = false;
            woken = reader;
        }
        woken.run();
    }

    // The reader

    @Override
    public synchronized void start(Runnable wakeUp) {
        reader = wakeUp;
    }

    @Override
    public Body.Progress produce(ByteBuffer target) throws IOException {
        boolean wakesWriter;
        Body.Progress progress;
        synchronized (this) {
            if (failure.isPresent()) {
                throw new IOException(failure.get());
            }
            copyTo(target);
            progress = progress();
            isReaderWaiting = progress == Body.Progress.WAITING;
            wakesWriter = isWriterWaiting && size <= capacity / 2;
            isWriterWaiting &= !wakesWriter;
        }
        if (wakesWriter) {
            writer.run();
        }
        return progress;
    }

    private void copyTo(ByteBuffer target) {
        while (target.hasRemaining() && !chunks.isEmpty()) {
            ByteBuffer first = chunks.element();
            int count = Math.min(first.remaining(), target.remaining());
            target.put(first.slice(first.position(), count));
            first.position(first.position() + count);
            size -= count;
            if (!first.hasRemaining()) {
                chunks.remove();
            }
        }
    }

    private Body.Progress progress() {
        if (!chunks.isEmpty()) {
            return Body.Progress.MORE;
        }
        return isEnded ? Body.Progress.ENDED : Body.Progress.WAITING;
    }

    @Override
    public synchronized Headers trailers() {
        return trailers;
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            chunks.clear();
            size = 0;
        }
        writer.run();
    }
}
