package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameReader;
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
    private final BlockReceiver receiver;
    private byte[] bytes = NONE;
    private int length;
    private int frames;
    private int streamId;
    private boolean endStream;

    /** Receives the blocks that are complete. */
    public interface BlockReceiver {
        /**
         * A block is complete.
         *
         * @param endStream whether the message ends with it
         * @param bytes valid until the method returns
         * @param from the index of its first byte
         * @param to the index after its last byte
         */
        void receiveBlock(int streamId, boolean endStream, byte[] bytes, int from, int to) throws Http2Exception;
    }

    /** A block that has not begun. */
    public HeaderBlock(Http2Limits limits, BlockReceiver receiver) {
        this.maxBytes = limits.blockBytes();
        this.receiver = receiver;
    }

    /** HEADERS was received, in which the block comes after a priority that has no effect. RFC 9113 §6.2 */
    public void receiveHeaders(int flags, int stream, Payload payload) throws Http2Exception {
        int from = payload.from() + (Flags.has(flags, Flags.PRIORITY) ? FrameReader.PRIORITY_BYTES : 0);
        boolean end = Flags.has(flags, Flags.END_STREAM);
        if (Flags.has(flags, Flags.END_HEADERS)) {
            receiver.receiveBlock(stream, end, payload.array(), from, payload.to());
            return;
        }
        streamId = stream;
        endStream = end;
        length = 0;
        frames = 0;
        add(payload, from);
    }

    /** CONTINUATION was received. RFC 9113 §6.10 */
    public void receiveContinuation(int flags, Payload payload) throws Http2Exception {
        add(payload, payload.from());
        if (Flags.has(flags, Flags.END_HEADERS)) {
            receiver.receiveBlock(streamId, endStream, bytes, 0, length);
            bytes = NONE;
        }
    }

    private void add(Payload payload, int from) throws Http2Exception {
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
}
