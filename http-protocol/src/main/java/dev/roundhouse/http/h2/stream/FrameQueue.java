package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.message.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;

/**
 * The frames that a connection has to send: the {@link Output} of its caller. DATA is queued just in time, when the output is read, and
 * at most 64 KiB ahead: so a priority, a reset and a new request take effect within that.
 */
public final class FrameQueue implements Output {
    /** Four records of TLS. */
    private static final int MAX_AHEAD = 4 * (StreamSender.MAX_DATA + FrameReader.HEADER_BYTES);

    /** A shorter frame is not worth its header while others are waiting to be sent. */
    private static final int MIN_ROOM = 1 << 10;

    private final Runnable wakeUp;
    private final Window window;
    private final Scheduler scheduler = new Scheduler();
    private final ArrayDeque<OutgoingFrame> frames = new ArrayDeque<>(4);

    private long pendingBytes;
    private int pendingControlBytes;
    private long totalSent;
    private boolean hasBlock;

    /**
     * Creates an empty queue.
     *
     * @param windowBytes what the peer allows for all streams together at first
     * @param wakeUp called by any thread when a producer that had no bytes may have some
     */
    public FrameQueue(long windowBytes, Runnable wakeUp) {
        this.window = new Window(windowBytes);
        this.wakeUp = wakeUp;
    }

    /** Creates the sending side of a stream. */
    public StreamSender newSender(int streamId, long initialWindow, StreamSender.SendListener listener) {
        return new StreamSender(this, listener, streamId, initialWindow);
    }

    /** The bytes that may be sent on all streams together. */
    public Window window() {
        return window;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Runnable wakeUp() {
        return wakeUp;
    }

    /** Adds a frame that is encoded completely, and belongs to no message. */
    public void addControl(byte[] frame) {
        add(new OutgoingFrame.ControlFrame(frame));
    }

    /** Adds a WINDOW_UPDATE if one is due. RFC 9113 §6.9 */
    public void addWindowUpdate(int streamId, ReceiveWindow received) {
        int increment = received.takeUpdate();
        if (increment > 0) {
            addControl(FrameWriter.windowUpdate(streamId, increment));
        }
    }

    /**
     * The peer has changed what it allows for all streams together.
     *
     * @throws Http2Exception if the increment is 0, or the window becomes too large
     */
    public void changeWindow(int increment) throws Http2Exception {
        if (increment == 0) {
            throw new Http2Exception(Http2Error.CONNECTION_INCREMENT_ZERO);
        }
        if (!window.change(increment)) {
            throw new Http2Exception(Http2Error.CONNECTION_WINDOW_OVERFLOW);
        }
    }

    /** A field block that is queued next: the first one of the connection begins with an update of the size of the dynamic table. */
    byte[] begin(byte[] block) {
        if (hasBlock) {
            return block;
        }
        hasBlock = true;
        return FieldBlocks.withoutTable(block);
    }

    void add(OutgoingFrame frame) {
        frames.add(frame);
        pendingBytes += frame.length();
        pendingControlBytes += frame.length() - frame.dataBytes();
    }

    /** The bytes of unsent frames without the content of DATA: they grow if the peer causes them, and does not read. */
    public int pendingControlBytes() {
        return pendingControlBytes;
    }

    /** The bytes of all unsent frames. */
    public long queuedBytes() {
        return pendingBytes;
    }

    /** The number of bytes that have been sent. */
    public long totalSent() {
        return totalSent;
    }

    /** Whether frames are queued. */
    public boolean hasFrames() {
        return !frames.isEmpty();
    }

    private boolean canFill() {
        return next() != null;
    }

    /** The stream that is next among those that can do something; null if there is none. */
    private StreamSender next() {
        StreamSender next = scheduler.next();
        return next == null || window.available() > 0 || next.needsNoWindow() ? next : scheduler.nextWithoutWindow();
    }

    /** Whether a message of that size can be queued at once, because no other one is waiting. */
    boolean hasRoomFor(int bytes) {
        return scheduler.isEmpty() && pendingBytes + bytes <= MAX_AHEAD && bytes <= window.available();
    }

    private void fill() {
        while (MAX_AHEAD - pendingBytes >= MIN_ROOM && canFill()) {
            next().sendNext((int) (MAX_AHEAD - pendingBytes) - FrameReader.HEADER_BYTES);
        }
    }

    /** Whether there is neither a frame nor content that can be sent now; there may be some that the peer does not allow yet. */
    @Override
    public boolean isEmpty() {
        return frames.isEmpty() && !canFill();
    }

    /** False: HTTP/2 always has something else to wait for. */
    @Override
    public boolean isWaiting() {
        return false;
    }

    @Override
    public boolean startsWithSlice(long minLength) {
        return false;
    }

    @Override
    public Body.Slice nextSlice() {
        throw new NoSuchElementException("frames have no slices");
    }

    @Override
    public int copyTo(ByteBuffer target) throws IOException {
        fill();
        int before = target.position();
        for (OutgoingFrame frame : frames) {
            if (!frame.copyTo(target)) {
                break;
            }
        }
        return target.position() - before;
    }

    @Override
    public int gather(ByteBuffer buffer, ByteBuffer[] vector, long minSliceLength) throws IOException {
        copyTo(buffer);
        vector[0] = buffer.flip();
        return buffer.hasRemaining() ? 1 : 0;
    }

    /**
     * Removes bytes that have been sent.
     *
     * @throws IllegalArgumentException for a negative number, or more than can have been shown
     */
    public void advance(long count) {
        if (count < 0 || count > pendingBytes) {
            throw new IllegalArgumentException(
                    count + " bytes reported as sent, but only " + pendingBytes + " were shown");
        }
        pendingBytes -= count;
        totalSent += count;
        long left = count;
        while (left > 0) {
            OutgoingFrame frame = frames.element();
            left -= frame.advance(left);
            if (frame.remaining() == 0) {
                frames.remove();
                complete(frame, true);
            }
        }
    }

    private void complete(OutgoingFrame frame, boolean complete) {
        pendingControlBytes -= frame.length() - frame.dataBytes();
        frame.onCompletion(complete);
    }

    /** Drops all frames, even when a listener throws. No more will be sent. */
    public void abort() {
        pendingBytes = 0;
        try {
            for (OutgoingFrame frame = frames.poll(); frame != null; frame = frames.poll()) {
                complete(frame, false);
            }
        } finally {
            if (!frames.isEmpty()) {
                abort();
            }
        }
    }
}
