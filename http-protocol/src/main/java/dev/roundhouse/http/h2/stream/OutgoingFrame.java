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

/** One element of a {@link FrameQueue}: a frame, and how many bytes of it have been sent. */
abstract sealed class OutgoingFrame {
    private final int length;
    private int position;

    private OutgoingFrame(int length) {
        this.length = length;
    }

    /** The number of bytes that have not been sent. */
    final int remaining() {
        return length - position;
    }

    /** The number of bytes. */
    final int length() {
        return length;
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
        int limit = target.limit();
        int count = Math.min(remaining(), target.remaining());
        copyTo(target.limit(target.position() + count), position);
        target.limit(limit);
        return count == remaining();
    }

    /** Copies bytes from a position of the frame on, until the target is full. */
    abstract void copyTo(ByteBuffer target, int from) throws IOException;

    /** Called once, when all of it has been sent, or never will be. */
    void onCompletion(boolean complete) {}

    /** A frame that is encoded completely. */
    static final class Encoded extends OutgoingFrame {
        private final byte[] bytes;

        Encoded(byte[] bytes) {
            super(bytes.length);
            this.bytes = bytes;
        }

        @Override
        void copyTo(ByteBuffer target, int from) {
            target.put(bytes, from, target.remaining());
        }
    }

    /** A frame of a message: a header that is encoded when it is sent, and a payload. */
    abstract static sealed class OfStream extends OutgoingFrame {
        private final StreamSender stream;
        private final FrameType type;
        private final int payloadBytes;
        private int flags;

        private OfStream(StreamSender stream, FrameType type, int flags, int payloadBytes) {
            super(FrameReader.HEADER_BYTES + payloadBytes);
            this.payloadBytes = payloadBytes;
            this.stream = stream;
            this.type = type;
            this.flags = flags;
        }

        /** Makes it the last frame of the message. */
        final void endStream() {
            flags |= Flags.END_STREAM;
        }

        @Override
        final void copyTo(ByteBuffer target, int from) throws IOException {
            int at = from;
            while (at < FrameReader.HEADER_BYTES && target.hasRemaining()) {
                target.put(headerByte(at++));
            }
            if (target.hasRemaining()) {
                copyPayload(target, at - FrameReader.HEADER_BYTES);
            }
        }

        /** RFC 9113 §4.1 */
        private byte headerByte(int at) {
            return (byte)
                    switch (at) {
                        case 0, 1, 2 -> payloadBytes >> (16 - 8 * at);
                        case 3 -> type.number();
                        case 4 -> flags;
                        default -> stream.id() >> (24 - 8 * (at - 5));
                    };
        }

        abstract void copyPayload(ByteBuffer target, int from) throws IOException;

        @Override
        void onCompletion(boolean complete) {
            stream.onFrameCompleted(
                    FrameReader.HEADER_BYTES + payloadBytes, type == FrameType.DATA ? payloadBytes : 0, complete);
        }
    }

    /** HEADERS with a field block in two parts, which are shared with other messages. */
    static final class Head extends OfStream {
        private final byte[] block;
        private final byte[] blockEnd;

        Head(StreamSender stream, byte[] block, byte[] blockEnd, boolean endStream) {
            super(
                    stream,
                    FrameType.HEADERS,
                    Flags.END_HEADERS | (endStream ? Flags.END_STREAM : 0),
                    block.length + blockEnd.length);
            this.block = block;
            this.blockEnd = blockEnd;
        }

        @Override
        void copyPayload(ByteBuffer target, int from) {
            int at = from;
            if (at < block.length) {
                int count = Math.min(block.length - at, target.remaining());
                target.put(block, at, count);
                at += count;
            }
            target.put(blockEnd, Math.max(0, at - block.length), target.remaining());
        }
    }

    /** HEADERS and CONTINUATION frames with a field block that is too large for one. RFC 9113 §6.10 */
    static final class LongHead extends OutgoingFrame {
        private final StreamSender stream;
        private final byte[] bytes;

        LongHead(StreamSender stream, byte[] block, byte[] blockEnd, boolean endStream) {
            this(stream, encode(stream.id(), join(block, blockEnd), endStream));
        }

        private LongHead(StreamSender stream, byte[] bytes) {
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
        void copyTo(ByteBuffer target, int from) {
            target.put(bytes, from, target.remaining());
        }

        @Override
        void onCompletion(boolean complete) {
            stream.onFrameCompleted(bytes.length, 0, complete);
        }
    }

    /** DATA whose bytes are in memory. */
    static final class Memory extends OfStream {
        private final ByteBuffer bytes;
        private final int start;

        /** @param bytes shared with others, so its position and limit are left alone */
        Memory(StreamSender stream, ByteBuffer bytes, int start, int length) {
            super(stream, FrameType.DATA, 0, length);
            this.bytes = bytes;
            this.start = start;
        }

        @Override
        void copyPayload(ByteBuffer target, int from) {
            int count = target.remaining();
            int at = target.position();
            target.put(at, bytes, start + from, count).position(at + count);
        }
    }

    /** DATA whose bytes are read when they are sent. */
    static final class File extends OfStream {
        private final Content content;
        private final long start;

        File(StreamSender stream, Content content, long start, int length) {
            super(stream, FrameType.DATA, 0, length);
            this.content = content;
            this.start = start;
        }

        @Override
        void copyPayload(ByteBuffer target, int from) throws IOException {
            long at = start + from;
            while (target.hasRemaining()) {
                int count = content.read(at, target);
                if (count <= 0) {
                    throw new IOException("content ended " + target.remaining() + " bytes before the end of a frame");
                }
                at += count;
            }
        }
    }
}
