package dev.roundhouse.http.h2.frame;

import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads frames from bytes that come in pieces of any size. DATA is passed on as it comes; the payload of any other frame is
 * collected. It checks all that follows from the order and the headers of frames. RFC 9113 §4, §6
 */
public final class FrameReader {
    /** The length of the header of a frame. */
    public static final int HEADER_BYTES = 9;

    private static final int LENGTH_BYTES = 3;
    private static final int STREAM_AT = 5;

    /** The length of a priority of RFC 7540: that of PRIORITY, and of what may come before the block in HEADERS. RFC 9113 §6.2, §6.3 */
    public static final int PRIORITY_BYTES = 5;

    /** What is kept of a connection that has no frame in progress. */
    private static final int KEPT_BYTES = 256;

    private enum FrameStep {
        HEADER,
        PAYLOAD,
        PAD_LENGTH,
        DATA,
        SKIP
    }

    private final FrameHandler handler;
    private final Payload payload = new Payload();

    private FrameStep step = FrameStep.HEADER;
    private byte[] collected = new byte[64];
    private int collectedBytes;
    private boolean hasReadFrame;
    private long completed;

    private FrameType type;
    private int flags;
    private int streamId;

    /** Bytes of the frame that have not been received. */
    private int missingBytes;

    private int paddingBytes;

    /** The stream whose field block is open; 0 if there is none. */
    private int blockStreamId;

    public FrameReader(FrameHandler handler) {
        this.handler = handler;
    }

    /** Whether a frame or a field block has begun and is not complete. */
    public boolean isInFrame() {
        return step != FrameStep.HEADER || collectedBytes > 0 || blockStreamId != 0;
    }

    /** Whether a DATA frame has begun and is not complete. */
    public boolean isInData() {
        return step != FrameStep.HEADER && type == FrameType.DATA;
    }

    /** The number of frames that were read, a field block counting as one. */
    public long completed() {
        return completed;
    }

    /**
     * Consumes all bytes.
     *
     * @throws Http2Exception if a rule is violated: then nothing more can be read
     */
    public void read(ByteBuffer bytes) throws Http2Exception {
        while (bytes.hasRemaining()) {
            switch (step) {
                case HEADER -> readHeader(bytes);
                case PAYLOAD -> readPayload(bytes);
                case PAD_LENGTH -> readPadLength(bytes);
                case DATA -> readData(bytes);
                case SKIP -> skip(bytes);
            }
        }
    }

    private boolean collect(ByteBuffer bytes, int wanted) {
        int count = Math.min(wanted - collectedBytes, bytes.remaining());
        bytes.get(collected, collectedBytes, count);
        collectedBytes += count;
        return collectedBytes == wanted;
    }

    private void readHeader(ByteBuffer bytes) throws Http2Exception {
        if (!collect(bytes, HEADER_BYTES)) {
            return;
        }
        payload.set(collected, 0, HEADER_BYTES);
        collectedBytes = 0;
        int length = payload.shortAt(0) << 8 | payload.byteAt(2);
        type = FrameType.orNull(payload.byteAt(LENGTH_BYTES));
        flags = payload.byteAt(LENGTH_BYTES + 1);
        streamId = payload.uint31At(STREAM_AT);
        checkHeader(length);
        beginFrame(length);
    }

    private void checkHeader(int length) throws Http2Exception {
        if (!hasReadFrame && (type != FrameType.SETTINGS || Flags.has(flags, Flags.ACK))) {
            throw new Http2Exception(Http2Error.SETTINGS_MISSING);
        }
        hasReadFrame = true;
        if (length > Http2Limits.FRAME_BYTES) {
            throw new Http2Exception(Http2Error.FRAME_TOO_LARGE);
        }
        if (type == FrameType.CONTINUATION && blockStreamId == 0) {
            throw new Http2Exception(
                    streamId == 0 ? Http2Error.FRAME_NEEDS_STREAM : Http2Error.CONTINUATION_UNEXPECTED);
        }
        if (blockStreamId != 0 && (type != FrameType.CONTINUATION || streamId != blockStreamId)) {
            throw new Http2Exception(Http2Error.HEADER_BLOCK_INTERRUPTED);
        }
        if (type != null) {
            type.check(streamId, length);
        }
        // RFC 9113 §6.5
        if (type == FrameType.SETTINGS && Flags.has(flags, Flags.ACK) && length > 0) {
            throw new Http2Exception(Http2Error.FRAME_LENGTH_INVALID);
        }
    }

    private void beginFrame(int length) throws Http2Exception {
        missingBytes = length;
        paddingBytes = 0;
        if (type == null) {
            handler.skipFrame();
            step = FrameStep.SKIP;
        } else if (type == FrameType.DATA) {
            handler.beginData(streamId, length);
            boolean isPadded = Flags.has(flags, Flags.PADDED);
            if (isPadded && length == 0) {
                throw new Http2Exception(Http2Error.FRAME_LENGTH_INVALID);
            }
            step = isPadded ? FrameStep.PAD_LENGTH : FrameStep.DATA;
        } else {
            step = FrameStep.PAYLOAD;
            if (length > collected.length) {
                collected = new byte[length];
            }
        }
        if (length == 0) {
            endFrame();
        }
    }

    private void readPayload(ByteBuffer bytes) throws Http2Exception {
        if (collect(bytes, missingBytes)) {
            endFrame();
        }
    }

    private void readPadLength(ByteBuffer bytes) throws Http2Exception {
        paddingBytes = bytes.get() & 0xFF;
        missingBytes--;
        if (paddingBytes > missingBytes) {
            throw new Http2Exception(Http2Error.PADDING_INVALID);
        }
        step = FrameStep.DATA;
        if (missingBytes == 0) {
            endFrame();
        }
    }

    private void readData(ByteBuffer bytes) throws Http2Exception {
        int count = Math.min(missingBytes - paddingBytes, bytes.remaining());
        missingBytes -= count;
        if (count > 0) {
            int limit = bytes.limit();
            int end = bytes.position() + count;
            handler.receiveData(bytes.limit(end));
            bytes.limit(limit).position(end);
        }
        if (missingBytes == paddingBytes) {
            step = FrameStep.SKIP;
            skip(bytes);
        }
    }

    private void skip(ByteBuffer bytes) throws Http2Exception {
        int count = Math.min(missingBytes, bytes.remaining());
        bytes.position(bytes.position() + count);
        missingBytes -= count;
        if (missingBytes == 0) {
            endFrame();
        }
    }

    private void endFrame() throws Http2Exception {
        step = FrameStep.HEADER;
        if (type == FrameType.DATA) {
            handler.endData(Flags.has(flags, Flags.END_STREAM));
        } else if (type != null) {
            endCollected();
        }
        completed += blockStreamId == 0 ? 1 : 0;
    }

    private void endCollected() throws Http2Exception {
        payload.set(collected, 0, collectedBytes);
        collectedBytes = 0;
        if (type == FrameType.HEADERS || type == FrameType.PUSH_PROMISE) {
            stripPadding();
        }
        if (type == FrameType.HEADERS || type == FrameType.CONTINUATION) {
            blockStreamId = Flags.has(flags, Flags.END_HEADERS) ? 0 : streamId;
        }
        handler.receiveFrame(type, flags, streamId, payload);
        if (collected.length > KEPT_BYTES) {
            collected = Arrays.copyOf(collected, KEPT_BYTES);
        }
    }

    private void stripPadding() throws Http2Exception {
        int first = 0;
        int last = 0;
        if (Flags.has(flags, Flags.PADDED)) {
            if (payload.length() == 0) {
                throw new Http2Exception(Http2Error.FRAME_LENGTH_INVALID);
            }
            first = 1;
            last = payload.byteAt(0);
        }
        int fixed = type == FrameType.HEADERS && Flags.has(flags, Flags.PRIORITY) ? PRIORITY_BYTES : 0;
        if (first + fixed > payload.length()) {
            throw new Http2Exception(Http2Error.FRAME_LENGTH_INVALID);
        }
        if (first + fixed + last > payload.length()) {
            throw new Http2Exception(Http2Error.PADDING_INVALID);
        }
        payload.strip(first, last);
    }
}
