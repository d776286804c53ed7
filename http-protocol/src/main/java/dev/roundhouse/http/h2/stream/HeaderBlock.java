package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Payload;
import java.util.Arrays;

/**
 * The fragments of a field block that is spread over HEADERS and CONTINUATION frames. Bytes and frames are limited, because frames
 * without bytes would never reach a limit of bytes (CVE-2026-33871). RFC 9113 §4.3, §6.10
 */
public final class HeaderBlock {
    private static final byte[] NONE = {};

    /** Generous, for clients that send small frames. */
    private static final int MAX_FRAMES = 64;

    private final int maxBytes;
    private byte[] bytes = NONE;
    private int length;
    private int frames;
    private int streamId;
    private boolean endStream;

    /** A block that has not begun. */
    public HeaderBlock(Http2Limits limits) {
        this.maxBytes = limits.blockBytes();
    }

    /** Begins a block. */
    public void begin(int stream, boolean end) {
        streamId = stream;
        endStream = end;
        length = 0;
        frames = 0;
    }

    /**
     * Adds a fragment.
     *
     * @param from the index of its first byte in the array of the payload
     * @throws Http2Exception if there are too many bytes or frames, which ends the connection
     */
    public void add(Payload payload, int from) throws Http2Exception {
        int count = payload.to() - from;
        frames++;
        if (frames > MAX_FRAMES || count > maxBytes - length) {
            throw new Http2Exception(Http2Error.HEADER_BLOCK_TOO_LARGE);
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * length));
        }
        System.arraycopy(payload.array(), from, bytes, length, count);
        length += count;
    }

    /** Releases the memory. */
    public void clear() {
        bytes = NONE;
        length = 0;
    }

    /** The stream of the block. */
    public int streamId() {
        return streamId;
    }

    /** Whether the message ends with the block. */
    public boolean endStream() {
        return endStream;
    }

    /** The array with the bytes of the block from 0 on, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The number of bytes. */
    public int length() {
        return length;
    }
}
