package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Payload;
import java.util.Arrays;

/**
 * The fragments of a field block that is spread over HEADERS and CONTINUATION frames. Bytes and frames are limited, because frames
 * without bytes would never reach a limit of bytes (CVE-2026-33871). RFC 9113 §4.3, §6.10
 */
final class HeaderBlock {
    private static final byte[] NONE = {};

    /** Generous, for clients that send small frames. */
    private static final int MAX_FRAMES = 64;

    private final int maxBytes;
    private byte[] bytes = NONE;
    private int length;
    private int frames;
    private int streamId;
    private boolean endStream;

    HeaderBlock(Http2Limits limits) {
        this.maxBytes = limits.blockBytes();
    }

    /** Begins a block. */
    void begin(int stream, boolean end) {
        streamId = stream;
        endStream = end;
        length = 0;
        frames = 0;
    }

    /** Adds a fragment. */
    void add(Payload payload, int from) throws Http2Exception {
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
    void clear() {
        bytes = NONE;
        length = 0;
    }

    int streamId() {
        return streamId;
    }

    boolean endStream() {
        return endStream;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
