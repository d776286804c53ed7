package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.message.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One element of a {@link FrameQueue}: a frame, or some that follow each other, and how many bytes have been sent. Bytes are referred
 * to, not copied, until the output is read.
 */
abstract sealed class OutgoingFrame {
    private static final int HEADER = FrameReader.HEADER_BYTES;

    private final int length;
    private int position;

    private OutgoingFrame(int length) {
        this.length = length;
    }

    /** The number of bytes. */
    final int length() {
        return length;
    }

    /** The number of bytes that have not been sent. */
    final int remaining() {
        return length - position;
    }

    /** The number of bytes that are content. */
    int dataBytes() {
        return 0;
    }

    /** Marks bytes as sent, at most as many as remain, and returns how many. */
    final int advance(long max) {
        int sent = (int) Math.min(max, remaining());
        position += sent;
        return sent;
    }

    /**
     * Copies unsent bytes as far as there is room.
     *
     * @return whether all of them have been copied
     */
    final boolean copyTo(ByteBuffer target) throws IOException {
        boolean fits = remaining() <= target.remaining();
        putInto(target, position);
        return fits;
    }

    /**
     * Puts bytes as far as there is room.
     *
     * @param skip the number of bytes that are left out
     */
    abstract void putInto(ByteBuffer target, int skip) throws IOException;

    /** Called once, when all of it has been sent, or never will be. */
    abstract void onCompletion(boolean complete);

    /** Frames that are encoded completely, and belong to no message. */
    static final class ControlFrame extends OutgoingFrame {
        private final byte[] bytes;

        ControlFrame(byte[] bytes) {
            super(bytes.length);
            this.bytes = bytes;
        }

        @Override
        void putInto(ByteBuffer target, int skip) {
            FrameBytes.put(target, bytes, skip);
        }

        @Override
        void onCompletion(boolean complete) {
            // No message waits for it.
        }
    }

    /** HEADERS with a field block in two parts, which are shared with other messages. */
    static final class HeadFrame extends OutgoingFrame {
        private final StreamSender stream;
        private final byte[] block;
        private final byte[] blockEnd;
        private final boolean endStream;

        HeadFrame(StreamSender stream, byte[] block, byte[] blockEnd, boolean endStream) {
            super(HEADER + block.length + blockEnd.length);
            this.stream = stream;
            this.block = block;
            this.blockEnd = blockEnd;
            this.endStream = endStream;
        }

        @Override
        void putInto(ByteBuffer target, int skip) {
            putHead(target, stream, block, blockEnd, endStream ? Flags.END_STREAM : 0, skip);
        }

        @Override
        void onCompletion(boolean complete) {
            stream.onFrameCompleted(length(), 0, complete);
        }
    }

    private static int putHead(
            ByteBuffer target, StreamSender stream, byte[] block, byte[] blockEnd, int flags, int skip) {
        int payload = block.length + blockEnd.length;
        int left =
                FrameBytes.putHeader(target, payload, FrameType.HEADERS, Flags.END_HEADERS | flags, stream.id(), skip);
        left = FrameBytes.put(target, block, left);
        return FrameBytes.put(target, blockEnd, left);
    }

    /** A message whose content is in memory and fits into one frame: HEADERS and DATA. */
    static final class MessageFrame extends OutgoingFrame {
        private final StreamSender stream;
        private final byte[] block;
        private final byte[] blockEnd;
        private final ByteBuffer content;

        /** @param content from 0 to its limit; shared with others */
        MessageFrame(StreamSender stream, byte[] block, byte[] blockEnd, ByteBuffer content) {
            super(HEADER + block.length + blockEnd.length + HEADER + content.limit());
            this.stream = stream;
            this.block = block;
            this.blockEnd = blockEnd;
            this.content = content;
        }

        @Override
        void putInto(ByteBuffer target, int skip) {
            int bytes = content.limit();
            int left = putHead(target, stream, block, blockEnd, 0, skip);
            left = FrameBytes.putHeader(target, bytes, FrameType.DATA, Flags.END_STREAM, stream.id(), left);
            FrameBytes.put(target, content, 0, bytes, left);
        }

        @Override
        int dataBytes() {
            return content.limit();
        }

        @Override
        void onCompletion(boolean complete) {
            stream.onFrameCompleted(length(), content.limit(), complete);
        }
    }

    /** HEADERS and CONTINUATION frames with a field block that is too large for one. RFC 9113 §6.10 */
    static final class LongHeadFrame extends OutgoingFrame {
        private final StreamSender stream;
        private final byte[] bytes;

        LongHeadFrame(StreamSender stream, byte[] block, byte[] blockEnd, boolean endStream) {
            this(stream, encode(stream.id(), join(block, blockEnd), endStream));
        }

        private LongHeadFrame(StreamSender stream, byte[] bytes) {
            super(bytes.length);
            this.stream = stream;
            this.bytes = bytes;
        }

        private static byte[] join(byte[] first, byte[] second) {
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        }

        private static byte[] encode(int streamId, byte[] block, boolean endStream) {
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (int from = 0; from < block.length; from += Http2Limits.FRAME_BYTES) {
                int to = Math.min(block.length, from + Http2Limits.FRAME_BYTES);
                int flags =
                        (from == 0 && endStream ? Flags.END_STREAM : 0) | (to == block.length ? Flags.END_HEADERS : 0);
                FrameType type = from == 0 ? FrameType.HEADERS : FrameType.CONTINUATION;
                frames.writeBytes(FrameWriter.frame(type, flags, streamId, Arrays.copyOfRange(block, from, to)));
            }
            return frames.toByteArray();
        }

        @Override
        void putInto(ByteBuffer target, int skip) {
            FrameBytes.put(target, bytes, skip);
        }

        @Override
        void onCompletion(boolean complete) {
            stream.onFrameCompleted(bytes.length, 0, complete);
        }
    }

    /** DATA. */
    abstract static sealed class DataFrame extends OutgoingFrame {
        private final StreamSender stream;
        private int flags;

        private DataFrame(StreamSender stream, int dataBytes) {
            super(HEADER + dataBytes);
            this.stream = stream;
        }

        /** Makes it the last frame of the message. */
        final void endStream() {
            flags = Flags.END_STREAM;
        }

        @Override
        final int dataBytes() {
            return length() - HEADER;
        }

        @Override
        final void putInto(ByteBuffer target, int skip) throws IOException {
            int left = FrameBytes.putHeader(target, dataBytes(), FrameType.DATA, flags, stream.id(), skip);
            if (target.hasRemaining()) {
                putData(target, left);
            }
        }

        abstract void putData(ByteBuffer target, int skip) throws IOException;

        @Override
        final void onCompletion(boolean complete) {
            stream.onFrameCompleted(length(), dataBytes(), complete);
        }
    }

    /** DATA whose bytes are in memory. */
    static final class MemoryFrame extends DataFrame {
        private final ByteBuffer bytes;
        private final int start;

        /** @param bytes shared with others */
        MemoryFrame(StreamSender stream, ByteBuffer bytes, int start, int length) {
            super(stream, length);
            this.bytes = bytes;
            this.start = start;
        }

        @Override
        void putData(ByteBuffer target, int skip) {
            FrameBytes.put(target, bytes, start, dataBytes(), skip);
        }
    }

    /** DATA whose bytes are read when they are sent. */
    static final class FileFrame extends DataFrame {
        private final Content content;
        private final long start;

        FileFrame(StreamSender stream, Content content, long start, int length) {
            super(stream, length);
            this.content = content;
            this.start = start;
        }

        @Override
        void putData(ByteBuffer target, int skip) throws IOException {
            int limit = target.limit();
            target.limit(target.position() + Math.min(target.remaining(), dataBytes() - skip));
            try {
                long at = start + skip;
                while (target.hasRemaining()) {
                    int count = content.read(at, target);
                    if (count <= 0) {
                        throw new IOException(
                                "content ended " + target.remaining() + " bytes before the end of a frame");
                    }
                    at += count;
                }
            } finally {
                target.limit(limit);
            }
        }
    }
}
