package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Payload;

/** The settings of the peer, as far as they matter to this side. Before the first SETTINGS frame, the initial values. RFC 9113 §6.5.2 */
public final class Settings {
    public static final int HEADER_TABLE_SIZE = 0x1;
    public static final int ENABLE_PUSH = 0x2;
    public static final int MAX_CONCURRENT_STREAMS = 0x3;
    public static final int INITIAL_WINDOW_SIZE = 0x4;
    public static final int MAX_FRAME_SIZE = 0x5;
    public static final int MAX_HEADER_LIST_SIZE = 0x6;

    /** RFC 9218 §2.1 */
    public static final int NO_RFC7540_PRIORITIES = 0x9;

    /** The number of bytes of a setting. */
    public static final int BYTES = 6;

    private static final int MAX_MAX_FRAME_SIZE = (1 << 24) - 1;

    private final boolean mayEnablePush;
    private long initialWindow = Http2Limits.INITIAL_WINDOW;
    private long maxStreams = Long.MAX_VALUE;

    private Settings(boolean mayEnablePush) {
        this.mayEnablePush = mayEnablePush;
    }

    /** Those of a client. */
    public static Settings ofClient() {
        return new Settings(true);
    }

    /** Those of a server, which cannot receive what is pushed. */
    public static Settings ofServer() {
        return new Settings(false);
    }

    /** The window of a new stream. */
    public long initialWindow() {
        return initialWindow;
    }

    /** The number of concurrent streams that this side may open. */
    public long maxStreams() {
        return maxStreams;
    }

    /**
     * Applies the settings of a frame, in their order. Those that only allow what this side does not do are ignored: larger frames,
     * a larger dynamic table, longer field lists, push.
     *
     * @throws Http2Exception if a value is not valid
     */
    public void apply(Payload payload) throws Http2Exception {
        for (int at = 0; at < payload.length(); at += BYTES) {
            apply(payload.shortAt(at), payload.intAt(at + 2) & 0xFFFF_FFFFL);
        }
    }

    private void apply(int identifier, long value) throws Http2Exception {
        switch (identifier) {
            case ENABLE_PUSH -> require(value == 0 || (value == 1 && mayEnablePush), Http2Error.SETTING_INVALID);
            case NO_RFC7540_PRIORITIES -> require(value <= 1, Http2Error.SETTING_INVALID);
            case MAX_CONCURRENT_STREAMS -> maxStreams = value;
            case INITIAL_WINDOW_SIZE -> {
                require(value <= Window.MAX, Http2Error.INITIAL_WINDOW_TOO_LARGE);
                initialWindow = value;
            }
            case MAX_FRAME_SIZE ->
                require(value >= Http2Limits.FRAME_BYTES && value <= MAX_MAX_FRAME_SIZE, Http2Error.SETTING_INVALID);
            default -> {
                // RFC 9113 §6.5.2: unknown settings are ignored.
            }
        }
    }

    private static void require(boolean valid, Http2Error error) throws Http2Exception {
        if (!valid) {
            throw new Http2Exception(error);
        }
    }
}
