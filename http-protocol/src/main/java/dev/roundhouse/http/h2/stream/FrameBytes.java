package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.h2.frame.FrameType;
import java.nio.ByteBuffer;

/**
 * Puts the parts of a frame, one after the other, into a buffer that may have no room for all of them, from any position of the frame on.
 * Each method skips bytes first, and returns how many of them are left to skip in the next part.
 */
final class FrameBytes {
    private FrameBytes() {}

    /** Puts the header of a frame. RFC 9113 §4.1 */
    static int putHeader(ByteBuffer target, int payloadBytes, FrameType type, int flags, int streamId, int skip) {
        if (skip >= FrameReader.HEADER_BYTES) {
            return skip - FrameReader.HEADER_BYTES;
        }
        int lengthAndType = payloadBytes << 8 | type.number();
        if (skip == 0 && target.remaining() >= FrameReader.HEADER_BYTES) {
            target.putInt(lengthAndType).put((byte) flags).putInt(streamId);
        } else {
            putPart(target, lengthAndType, flags, streamId, skip);
        }
        return 0;
    }

    private static void putPart(ByteBuffer target, int lengthAndType, int flags, int streamId, int skip) {
        for (int at = skip; at < FrameReader.HEADER_BYTES && target.hasRemaining(); at++) {
            if (at < 4) {
                target.put((byte) (lengthAndType >> (24 - 8 * at)));
            } else {
                target.put((byte) (at == 4 ? flags : streamId >> (24 - 8 * (at - 5))));
            }
        }
    }

    /** Puts an array. */
    static int put(ByteBuffer target, byte[] bytes, int skip) {
        if (skip >= bytes.length) {
            return skip - bytes.length;
        }
        target.put(bytes, skip, Math.min(bytes.length - skip, target.remaining()));
        return 0;
    }

    /**
     * Puts a range of a buffer that is shared with others, so its position and limit are left alone.
     *
     * @param start the index of the first byte
     * @param length the number of bytes
     */
    static int put(ByteBuffer target, ByteBuffer bytes, int start, int length, int skip) {
        if (skip >= length) {
            return skip - length;
        }
        int count = Math.min(length - skip, target.remaining());
        int at = target.position();
        target.put(at, bytes, start + skip, count).position(at + count);
        return 0;
    }
}
