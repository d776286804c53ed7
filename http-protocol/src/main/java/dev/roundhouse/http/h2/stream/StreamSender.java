package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.connection.FatalErrors;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The sending side of one stream: a message whose head is queued at once, and whose content is cut into frames when it is its turn
 * and as far as the windows allow.
 */
public final class StreamSender {
    /** The payload of a DATA frame, which fills one TLS record in the JDK together with the header of the frame. */
    static final int MAX_DATA = 16_367 - FrameReader.HEADER_BYTES;

    private static final byte[] NO_BYTES = {};
    private static final ByteBuffer NO_CONTENT = ByteBuffer.allocate(0);

    private final FrameQueue queue;
    private final SendListener listener;
    private final int id;

    /** What the peer allows on this stream; no {@link Window}, because there is one for each request. */
    private long window;

    private Priority priority = Priority.DEFAULT;

    /** Null until the message has content, and after it has been closed. */
    private ContentSource content;

    /** Whether all frames of the message are queued, or no more will be. */
    private boolean ended;

    private boolean cancelled;
    private boolean completed;
    private int queuedFrames;
    private long sentBytes;
    private long sentData;

    /** Links of the {@link Scheduler}; null when there is none. */
    private StreamSender previous;

    private StreamSender next;
    private boolean scheduled;

    /** The owner of the stream. */
    public interface SendListener {
        /** The last frame of the message is queued. */
        void onEnd();

        /**
         * A frame has been sent.
         *
         * @param dataBytes the content in it
         */
        void onProgress(int dataBytes);

        /** The content could not be read: no frame will follow. The listener resets the stream. */
        void onFailure(Throwable cause);

        /**
         * Called once, when nothing of the message is queued any more, and its content has been closed.
         *
         * @param complete whether all of it has been sent
         */
        void onCompletion(boolean complete);
    }

    /** @param initialWindow the bytes that the peer allows at first */
    StreamSender(FrameQueue queue, SendListener listener, int id, long initialWindow) {
        this.queue = queue;
        this.listener = listener;
        this.id = id;
        this.window = initialWindow;
    }

    /** The number of the stream. */
    public int id() {
        return id;
    }

    /** Bytes that were sent, with the headers of frames. */
    public long sentBytes() {
        return sentBytes;
    }

    /** Bytes of content that were sent. */
    public long sentData() {
        return sentData;
    }

    /** The bytes of content that the peer allows on the stream; negative after it has reduced the initial size. */
    public long window() {
        return window;
    }

    /** Whether there is content that cannot be sent because the peer does not allow it. */
    public boolean isBlocked() {
        return content != null && !ended && (window <= 0 || queue.window().available() <= 0) && content.available() > 0;
    }

    /** Whether the peer allows content on this stream. */
    public boolean hasWindow() {
        return window > 0;
    }

    /** Whether there is content that a producer does not have yet. */
    public boolean isWaiting() {
        return content != null && !ended && content.isWaiting();
    }

    /** Whether the message has content that is not queued completely. */
    public boolean hasContent() {
        return content != null && !ended;
    }

    /** The priority of the message. */
    public Priority priority() {
        return priority;
    }

    /** Changes the priority, also while content is being sent. */
    public void setPriority(Priority changed) {
        if (!scheduled) {
            priority = changed;
            return;
        }
        queue.scheduler().remove(this);
        priority = changed;
        queue.scheduler().add(this);
    }

    StreamSender previous() {
        return previous;
    }

    StreamSender next() {
        return next;
    }

    void link(StreamSender before, StreamSender after) {
        previous = before;
        next = after;
    }

    /** Queues an interim response. RFC 9110 §15.2 */
    public void sendInterim(byte[] block) {
        addHead(queue.begin(block), NO_BYTES, false);
    }

    /**
     * Queues the head of the message, and lets its content follow.
     *
     * @param fields the field block, which is not changed any more
     * @param blockEnd the rest of it
     * @param body closed by the sender
     */
    public void send(byte[] fields, byte[] blockEnd, Body body) {
        byte[] block = queue.begin(fields);
        if (body instanceof Body.Bytes bytes
                && fits(block.length + blockEnd.length, bytes.bytes().limit())) {
            window -= bytes.length();
            queue.window().consume(bytes.length());
            ended = true;
            add(new OutgoingFrame.MessageFrame(this, block, blockEnd, bytes.bytes()));
            listener.onEnd();
            return;
        }
        boolean hasContent = body.length() != 0;
        if (hasContent) {
            content = new ContentSource(body, queue.wakeUp());
        } else {
            body.close();
            ended = true;
        }
        addHead(block, blockEnd, !hasContent);
        if (hasContent) {
            schedule();
        } else {
            listener.onEnd();
        }
    }

    /** Whether a message in memory can be queued completely. It is not closed, because there is nothing to close. */
    private boolean fits(int blockBytes, int contentBytes) {
        return contentBytes > 0
                && contentBytes <= Math.min(MAX_DATA, window)
                && blockBytes <= Http2Limits.FRAME_BYTES
                && queue.hasRoomFor(contentBytes);
    }

    private void addHead(byte[] block, byte[] blockEnd, boolean endStream) {
        add(
                block.length + blockEnd.length <= Http2Limits.FRAME_BYTES
                        ? new OutgoingFrame.HeadFrame(this, block, blockEnd, endStream)
                        : new OutgoingFrame.LongHeadFrame(this, block, blockEnd, endStream));
    }

    private void add(OutgoingFrame frame) {
        queuedFrames++;
        queue.add(frame);
    }

    /**
     * The peer has changed the window.
     *
     * @return false if it is too large
     */
    public boolean changeWindow(long bytes) {
        window += bytes;
        schedule();
        return Window.isValid(window);
    }

    /** Lets a producer that had no bytes be called again. */
    public void resume() {
        if (isWaiting()) {
            content.resume();
            schedule();
        }
    }

    /** Becomes a member of the scheduler if there is something to do. */
    private void schedule() {
        if (!scheduled && hasContent() && isReady()) {
            scheduled = true;
            queue.scheduler().add(this);
        }
    }

    private void unschedule() {
        if (scheduled) {
            scheduled = false;
            queue.scheduler().remove(this);
        }
    }

    private boolean isReady() {
        return content.available() > 0 ? window > 0 : !content.isWaiting();
    }

    /** Whether the next step sends no content: a producer is called, or the message ends. Of a member of the scheduler. */
    boolean needsNoWindow() {
        return content.available() == 0;
    }

    /** Queues the next frame. Called when it is this stream's turn. */
    void sendNext(int room) {
        try {
            content.produce();
            if (content.available() == 0) {
                endOrWait();
                return;
            }
            long allowed = Math.min(window, queue.window().available());
            int bytes = (int) Math.min(Math.min(room, allowed), Math.min(MAX_DATA, content.available()));
            if (bytes > 0) {
                sendData(bytes);
            } else {
                updateScheduled();
            }
        } catch (IOException | RuntimeException | Error cause) {
            unschedule();
            FatalErrors.rethrowIfFatal(cause);
            listener.onFailure(cause);
        }
    }

    private void sendData(int bytes) throws IOException {
        OutgoingFrame.DataFrame frame = content.take(this, bytes);
        window -= bytes;
        queue.window().consume(bytes);
        add(frame);
        if (!content.hasEnded()) {
            updateScheduled();
            if (scheduled) {
                queue.scheduler().rotate(this);
            }
        } else if (content.trailers().size() == 0) {
            frame.endStream();
            end();
        } else {
            sendTrailers(content.trailers());
        }
    }

    private void updateScheduled() {
        if (!isReady()) {
            unschedule();
        }
    }

    /** A DATA frame without bytes needs no window. RFC 9113 §6.9 */
    private void endOrWait() {
        if (!content.hasEnded()) {
            updateScheduled();
        } else if (content.trailers().size() > 0) {
            sendTrailers(content.trailers());
        } else {
            OutgoingFrame.DataFrame frame = new OutgoingFrame.MemoryFrame(this, NO_CONTENT, 0, 0);
            frame.endStream();
            add(frame);
            end();
        }
    }

    private void sendTrailers(Headers trailers) {
        addHead(FieldBlocks.encode(trailers), NO_BYTES, true);
        end();
    }

    private void end() {
        unschedule();
        ended = true;
        listener.onEnd();
    }

    /** The stream is reset: no further frame is queued. Those that are queued are sent, because they may have been shown. */
    public void cancel() {
        unschedule();
        if (!ended) {
            ended = true;
            cancelled = true;
        }
        completeIfDone();
    }

    /** A frame has been sent, or never will be. */
    void onFrameCompleted(int bytes, int dataBytes, boolean complete) {
        queuedFrames--;
        cancelled |= !complete;
        if (complete) {
            sentBytes += bytes;
            sentData += dataBytes;
            listener.onProgress(dataBytes);
        }
        completeIfDone();
    }

    private void completeIfDone() {
        if (completed || !ended || queuedFrames > 0) {
            return;
        }
        completed = true;
        try {
            if (content != null) {
                content.close();
                content = null;
            }
        } finally {
            listener.onCompletion(!cancelled);
        }
    }
}
