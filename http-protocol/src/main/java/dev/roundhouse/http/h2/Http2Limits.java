package dev.roundhouse.http.h2;

import dev.roundhouse.http.connection.Limits;
import java.time.Duration;

/**
 * Limits of an HTTP/2 connection: those that every version of HTTP has, and those of streams.
 *
 * @param common limits of every version
 * @param targetBytes bytes of a request target; a longer one gets 414
 * @param discardBytes bytes of a request body that no handler needs, which are received before the stream is reset
 * @param streams number of concurrent streams; further ones are refused (RFC 9113 §5.1.2)
 * @param windowBytes bytes of a request body that the client may send ahead on one stream (RFC 9113 §6.9.2)
 * @param settingsTimeout how long the peer may take to acknowledge settings (RFC 9113 §6.5.3)
 */
public record Http2Limits(
        Limits common, int targetBytes, long discardBytes, int streams, int windowBytes, Duration settingsTimeout) {
    /** The window of a stream and of a connection before any other is announced. RFC 9113 §6.9.2 */
    public static final int INITIAL_WINDOW = 65_535;

    /** The largest payload of a frame that is received; the smallest limit that is allowed. RFC 9113 §4.2 */
    public static final int FRAME_BYTES = 16 << 10;

    /** The largest window that {@link #windowBytes} can have: an upload that is not ready receives that much. */
    public static final int MAX_WINDOW = 16 << 20;

    /** Suitable for a file server on the public Internet. */
    public static final Http2Limits DEFAULT = of(Limits.DEFAULT);

    /** @throws IllegalArgumentException for a value that is out of its range */
    public Http2Limits {
        if (streams < 1) {
            throw new IllegalArgumentException("streams must be at least 1: " + streams);
        }
        if (windowBytes < INITIAL_WINDOW || windowBytes > MAX_WINDOW) {
            throw new IllegalArgumentException(
                    "windowBytes must be from " + INITIAL_WINDOW + " to " + MAX_WINDOW + ": " + windowBytes);
        }
        if (targetBytes < 1 || discardBytes < 0 || settingsTimeout.isNegative()) {
            throw new IllegalArgumentException("limits must not be negative");
        }
    }

    /** Returns the default limits of HTTP/2 with these common limits. */
    public static Http2Limits of(Limits common) {
        return new Http2Limits(common, 8 << 10, 64 << 10, 100, INITIAL_WINDOW, Duration.ofSeconds(10));
    }

    /** Returns these limits with another number of streams. */
    public Http2Limits withStreams(int count) {
        return new Http2Limits(common, targetBytes, discardBytes, count, windowBytes, settingsTimeout);
    }

    /** Returns these limits with another window of a stream. */
    public Http2Limits withWindowBytes(int bytes) {
        return new Http2Limits(common, targetBytes, discardBytes, streams, bytes, settingsTimeout);
    }

    /** The bytes that the peer may send ahead on all streams together: the windows of four streams may be full at a time. */
    public long connectionWindowBytes() {
        return 4L * windowBytes;
    }

    /** The bytes of a field block before it is decompressed; a larger one ends the connection. */
    public int blockBytes() {
        return (int) Math.min(2L * (common.fieldBytes() + targetBytes), 1 << 20);
    }

    /** The bytes of all fields of a block as RFC 9113 §6.5.2 counts them; a larger one gets 431. */
    public int listBytes() {
        return (int) Math.min(common.fieldBytes() + targetBytes + 32L * (common.fields() + 4), Integer.MAX_VALUE);
    }
}
