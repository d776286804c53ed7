package dev.roundhouse.http.h2.frame;

import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import java.util.Optional;

/** The types of frames, on which streams they occur, and how long they are. RFC 9113 §6, RFC 9218 §7.1 */
public enum FrameType {
    DATA(0, Streams.ON_STREAM, 0, FrameType.ANY),
    HEADERS(1, Streams.ON_STREAM, 0, FrameType.ANY),
    PRIORITY(2, Streams.ON_STREAM, 5, 5),
    RST_STREAM(3, Streams.ON_STREAM, 4, 4),
    SETTINGS(4, Streams.ON_CONNECTION, 0, FrameType.ANY),
    PUSH_PROMISE(5, Streams.ON_STREAM, 4, FrameType.ANY),
    PING(6, Streams.ON_CONNECTION, 8, 8),
    GOAWAY(7, Streams.ON_CONNECTION, 8, FrameType.ANY),
    WINDOW_UPDATE(8, Streams.ON_EITHER, 4, 4),
    CONTINUATION(9, Streams.ON_STREAM, 0, FrameType.ANY),
    PRIORITY_UPDATE(16, Streams.ON_CONNECTION, 4, FrameType.ANY);

    private static final int ANY = Integer.MAX_VALUE;
    private static final int SETTING_BYTES = 6;
    private static final FrameType[] BY_NUMBER = byNumber();

    /** Where a type of frame may occur. */
    private enum Streams {
        ON_STREAM,
        ON_CONNECTION,
        ON_EITHER
    }

    private final int number;
    private final Streams streams;
    private final int minBytes;
    private final int maxBytes;

    FrameType(int number, Streams streams, int minBytes, int maxBytes) {
        this.number = number;
        this.streams = streams;
        this.minBytes = minBytes;
        this.maxBytes = maxBytes;
    }

    private static FrameType[] byNumber() {
        FrameType[] table = new FrameType[PRIORITY_UPDATE.number + 1];
        for (FrameType type : values()) {
            table[type.number] = type;
        }
        return table;
    }

    /** The number in the header of a frame. */
    public int number() {
        return number;
    }

    /** The type of a number; empty for an unknown one, whose frames are ignored. RFC 9113 §4.1 */
    public static Optional<FrameType> of(int number) {
        return Optional.ofNullable(orNull(number));
    }

    /** Like {@link #of}; null for an unknown number. */
    static FrameType orNull(int number) {
        return number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    /**
     * Checks the header of a frame, before its payload is received.
     *
     * @throws Http2Exception if the type does not occur on that stream, or not with that length
     */
    void check(int streamId, int length) throws Http2Exception {
        if (streamId == 0 && streams == Streams.ON_STREAM) {
            throw new Http2Exception(Http2Error.FRAME_NEEDS_STREAM);
        }
        if (streamId != 0 && streams == Streams.ON_CONNECTION) {
            throw new Http2Exception(Http2Error.FRAME_ON_STREAM);
        }
        // The wrong length of PRIORITY is an error of its stream alone: the receiver of the frame rejects it. §6.3
        boolean isLengthValid = length >= minBytes && length <= maxBytes;
        if ((!isLengthValid && this != PRIORITY) || (this == SETTINGS && length % SETTING_BYTES != 0)) {
            throw new Http2Exception(Http2Error.FRAME_LENGTH_INVALID);
        }
    }
}
