package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * One element of an {@link OutputQueue}: bytes from one source, and how many of them have been sent. The variants are final
 * classes, so that a type test compares one class and does not search the interfaces of an object, which makes cores contend
 * on JDKs before 23 (JDK-8180450).
 */
sealed interface OutputSegment {
    /** The number of bytes that can be sent now and have not been. */
    long remaining();

    /**
     * Copies unsent bytes as far as there is room.
     *
     * @param minSliceLength slices of this length or more are not copied
     * @return whether all of this segment has been copied, so that the next may follow
     * @throws IOException when content cannot be read, or is shorter than declared
     */
    boolean copyTo(ByteBuffer target, long minSliceLength) throws IOException;

    /**
     * Marks bytes as sent.
     *
     * @param max number of bytes that were sent from this segment and those after it
     * @return number of them that were of this segment
     */
    long advance(long max);

    /** Whether nothing of it is left to send, now or later. */
    boolean isSent();

    /**
     * The head of a message in two parts, a body in memory, and the listener after them: one object for most messages. Bytes of
     * any other kind in an array are a message with nothing but the first part.
     */
    final class Message implements OutputSegment {
        private byte[] head;
        private byte[] headEnd;
        private ByteBuffer body;
        private OutputQueue.CompletionListener listener;
        private int position;

        /**
         * Sets what the message consists of, before anything else is called. A queue uses the object again when its message has
         * been sent.
         *
         * @param bodyBytes shared with others, so its position and limit are left alone
         */
        void set(
                byte[] headBytes,
                byte[] headEndBytes,
                ByteBuffer bodyBytes,
                OutputQueue.CompletionListener completionListener) {
            head = headBytes;
            headEnd = headEndBytes;
            body = bodyBytes;
            listener = completionListener;
            position = 0;
        }

        /** Called when the message has been sent. */
        OutputQueue.CompletionListener listener() {
            return listener;
        }

        /** The number of unsent bytes of the head. */
        int remainingHead() {
            return Math.max(0, head.length + headEnd.length - position);
        }

        /** A view of the unsent bytes of the body. */
        ByteBuffer unsentBody() {
            return body.duplicate().position(bodyPosition(position));
        }

        /** Copies unsent bytes of the head as far as there is room. */
        void copyHeadTo(ByteBuffer target) {
            int at = position;
            if (at < head.length) {
                int count = Math.min(head.length - at, target.remaining());
                target.put(head, at, count);
                at += count;
            }
            int ofEnd = at - head.length;
            if (ofEnd >= 0 && ofEnd < headEnd.length) {
                target.put(headEnd, ofEnd, Math.min(headEnd.length - ofEnd, target.remaining()));
            }
        }

        @Override
        public long remaining() {
            return (long) length() - position;
        }

        @Override
        public boolean copyTo(ByteBuffer target, long minSliceLength) {
            boolean headFits = remainingHead() <= target.remaining();
            copyHeadTo(target);
            if (!headFits) {
                return false;
            }
            int from = bodyPosition(position);
            int count = Math.min(body.limit() - from, target.remaining());
            int start = target.position();
            target.put(start, body, from, count).position(start + count);
            return from + count == body.limit();
        }

        @Override
        public long advance(long max) {
            int sent = (int) Math.min(max, length() - position);
            position += sent;
            return sent;
        }

        @Override
        public boolean isSent() {
            return position == length();
        }

        private int length() {
            return head.length + headEnd.length + body.limit();
        }

        private int bodyPosition(int inMessage) {
            return Math.max(0, inMessage - head.length - headEnd.length);
        }
    }

    /** A buffer, from 0 to its limit. */
    final class Memory implements OutputSegment {
        private final ByteBuffer bytes;
        private int position;

        /** @param bytes shared with others, so its position and limit are left alone */
        Memory(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        /** A view of the unsent bytes. */
        ByteBuffer unsent() {
            return bytes.duplicate().position(position);
        }

        @Override
        public long remaining() {
            return (long) bytes.limit() - position;
        }

        @Override
        public boolean copyTo(ByteBuffer target, long minSliceLength) {
            int left = bytes.limit() - position;
            int count = Math.min(left, target.remaining());
            int start = target.position();
            target.put(start, bytes, position, count).position(start + count);
            return count == left;
        }

        @Override
        public long advance(long max) {
            int sent = (int) Math.min(max, bytes.limit() - position);
            position += sent;
            return sent;
        }

        @Override
        public boolean isSent() {
            return position == bytes.limit();
        }
    }

    /** A slice of content, which is read when it is sent. */
    final class ContentSlice implements OutputSegment {
        private final Body.Slice slice;
        private long offset;

        ContentSlice(Body.Slice slice) {
            this.slice = slice;
        }

        /** The slice without the bytes that have been sent. */
        Body.Slice unsent() {
            return offset == 0 ? slice : new Body.Slice(slice.content(), slice.position() + offset, remaining());
        }

        @Override
        public long remaining() {
            return slice.length() - offset;
        }

        @Override
        public boolean copyTo(ByteBuffer target, long minSliceLength) throws IOException {
            return remaining() < minSliceLength && read(target);
        }

        private boolean read(ByteBuffer target) throws IOException {
            long left = remaining();
            int limit = target.limit();
            if (target.remaining() > left) {
                target.limit(target.position() + (int) left);
            }
            try {
                while (target.hasRemaining()) {
                    int count = slice.content().read(slice.position() + slice.length() - left, target);
                    if (count <= 0) {
                        throw new IOException("content ended " + left + " bytes before its declared length");
                    }
                    left -= count;
                }
            } finally {
                target.limit(limit);
            }
            return left == 0;
        }

        @Override
        public long advance(long max) {
            long sent = Math.min(max, remaining());
            offset += sent;
            return sent;
        }

        @Override
        public boolean isSent() {
            return offset == slice.length();
        }
    }

    /** A producer, and the bytes that it has produced and that have not been sent. */
    final class Stream implements OutputSegment {
        /** How much is produced at once. */
        private static final int MAX_PRODUCED = 16 << 10;

        private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

        private final Body.Producer producer;
        private final Runnable wakeUp;
        private final long length;
        private long producedBytes;
        private ByteBuffer unsent = NO_BYTES;
        private boolean started;
        private boolean ended;
        private boolean waiting;

        /** @param wakeUp for the producer */
        Stream(Body.Streamed body, Runnable wakeUp) {
            this.producer = body.producer();
            this.length = body.length();
            this.wakeUp = wakeUp;
        }

        /** Whether the producer has no more bytes. */
        boolean hasEnded() {
            return ended;
        }

        /** Whether all is sent that the producer had, and it will have more. */
        boolean isWaiting() {
            return waiting && !unsent.hasRemaining();
        }

        /** Lets the producer be called again. */
        void resume() {
            waiting = false;
        }

        @Override
        public long remaining() {
            return unsent.remaining();
        }

        /** Bytes that were produced but not sent are copied, and so are shown again. */
        @Override
        public boolean copyTo(ByteBuffer target, long minSliceLength) throws IOException {
            if (!unsent.hasRemaining() && !ended && !waiting) {
                produce(target);
            }
            int count = Math.min(unsent.remaining(), target.remaining());
            int start = target.position();
            target.put(start, unsent, unsent.position(), count).position(start + count);
            return ended && count == unsent.remaining();
        }

        /** Large streams keep a buffer. The others have the target for one, and what they produce is copied from there. */
        private void produce(ByteBuffer target) throws IOException {
            // Not before: a producer that fails here fails like one that fails later, and is closed.
            if (!started) {
                started = true;
                producer.start(wakeUp);
            }
            boolean hasBuffer = unsent.capacity() == MAX_PRODUCED;
            boolean inTarget = !hasBuffer && target.remaining() >= MAX_PRODUCED;
            ByteBuffer buffer = inTarget ? target.slice() : hasBuffer ? unsent.clear() : newBuffer();
            Body.Progress progress = Objects.requireNonNull(
                    producer.produce(buffer.limit(Math.min(MAX_PRODUCED, buffer.limit()))), "produce() returned null");
            buffer.flip();
            ended = progress == Body.Progress.ENDED;
            waiting = progress == Body.Progress.WAITING;
            // It would be called in a loop that keeps a processor busy.
            if (progress == Body.Progress.MORE && !buffer.hasRemaining()) {
                throw new IOException(
                        producer + " returned MORE without bytes; it must return WAITING or ENDED, or wait for bytes");
            }
            checkLength(buffer.remaining());
            unsent = inTarget ? copy(buffer, progress) : buffer;
        }

        private void checkLength(int count) throws IOException {
            producedBytes += count;
            if (length >= 0 && (producedBytes > length || (ended && producedBytes < length))) {
                throw new IOException(producer + " produced " + producedBytes + " bytes"
                        + (ended ? "" : " and has not ended") + ", but its declared length is " + length);
            }
        }

        private static ByteBuffer newBuffer() {
            return ByteBuffer.allocate(MAX_PRODUCED);
        }

        private static ByteBuffer copy(ByteBuffer buffer, Body.Progress progress) {
            ByteBuffer copy = progress == Body.Progress.MORE ? newBuffer() : ByteBuffer.allocate(buffer.remaining());
            return copy.put(buffer).flip();
        }

        @Override
        public long advance(long max) {
            int sent = (int) Math.min(max, unsent.remaining());
            unsent.position(unsent.position() + sent);
            if (waiting && !unsent.hasRemaining()) {
                // There may be thousands of waiting streams.
                unsent = NO_BYTES;
            }
            return sent;
        }

        @Override
        public boolean isSent() {
            return ended && !unsent.hasRemaining();
        }
    }

    /**
     * A position without bytes.
     *
     * @param listener called when everything before it has been sent
     */
    record Completion(OutputQueue.CompletionListener listener) implements OutputSegment {
        @Override
        public long remaining() {
            return 0;
        }

        @Override
        public boolean copyTo(ByteBuffer target, long minSliceLength) {
            return true;
        }

        @Override
        public long advance(long max) {
            return 0;
        }

        @Override
        public boolean isSent() {
            return true;
        }
    }
}
