package dev.roundhouse.http.h2.frame;

import dev.roundhouse.http.h2.ErrorCode;

/** Encodes frames that consist of numbers. RFC 9113 §4.1, §6 */
public final class FrameWriter {
    private static final int SETTING_BYTES = 6;

    private FrameWriter() {}

    /** Encodes a frame of any type. */
    public static byte[] frame(FrameType type, int flags, int streamId, byte[] payload) {
        byte[] frame = header(type, flags, streamId, payload.length);
        System.arraycopy(payload, 0, frame, FrameReader.HEADER_BYTES, payload.length);
        return frame;
    }

    /** A frame whose payload of that length is still to be set. */
    private static byte[] header(FrameType type, int flags, int streamId, int length) {
        byte[] frame = new byte[FrameReader.HEADER_BYTES + length];
        frame[0] = (byte) (length >> 16);
        frame[1] = (byte) (length >> 8);
        frame[2] = (byte) length;
        frame[3] = (byte) type.number();
        frame[4] = (byte) flags;
        putInt(frame, 5, streamId);
        return frame;
    }

    private static void putInt(byte[] target, int at, int value) {
        target[at] = (byte) (value >> 24);
        target[at + 1] = (byte) (value >> 16);
        target[at + 2] = (byte) (value >> 8);
        target[at + 3] = (byte) value;
    }

    /**
     * Encodes SETTINGS. RFC 9113 §6.5
     *
     * @param identifiersAndValues in pairs
     */
    public static byte[] settings(int... identifiersAndValues) {
        int count = identifiersAndValues.length / 2;
        byte[] frame = header(FrameType.SETTINGS, 0, 0, count * SETTING_BYTES);
        for (int i = 0; i < count; i++) {
            int at = FrameReader.HEADER_BYTES + i * SETTING_BYTES;
            frame[at] = (byte) (identifiersAndValues[2 * i] >> 8);
            frame[at + 1] = (byte) identifiersAndValues[2 * i];
            putInt(frame, at + 2, identifiersAndValues[2 * i + 1]);
        }
        return frame;
    }

    /** Encodes the acknowledgement of SETTINGS. RFC 9113 §6.5.3 */
    public static byte[] settingsAck() {
        return header(FrameType.SETTINGS, Flags.ACK, 0, 0);
    }

    /**
     * Encodes PING. RFC 9113 §6.7
     *
     * @param data 8 bytes as a number
     */
    public static byte[] ping(int flags, long data) {
        byte[] frame = header(FrameType.PING, flags, 0, Long.BYTES);
        putInt(frame, FrameReader.HEADER_BYTES, (int) (data >> 32));
        putInt(frame, FrameReader.HEADER_BYTES + Integer.BYTES, (int) data);
        return frame;
    }

    /** Encodes GOAWAY without debug data. RFC 9113 §6.8 */
    public static byte[] goAway(int lastStreamId, ErrorCode code) {
        byte[] frame = header(FrameType.GOAWAY, 0, 0, 2 * Integer.BYTES);
        putInt(frame, FrameReader.HEADER_BYTES, lastStreamId);
        putInt(frame, FrameReader.HEADER_BYTES + Integer.BYTES, code.number());
        return frame;
    }

    /** Encodes RST_STREAM. RFC 9113 §6.4 */
    public static byte[] resetStream(int streamId, ErrorCode code) {
        byte[] frame = header(FrameType.RST_STREAM, 0, streamId, Integer.BYTES);
        putInt(frame, FrameReader.HEADER_BYTES, code.number());
        return frame;
    }

    /** Encodes WINDOW_UPDATE. RFC 9113 §6.9 */
    public static byte[] windowUpdate(int streamId, int increment) {
        byte[] frame = header(FrameType.WINDOW_UPDATE, 0, streamId, Integer.BYTES);
        putInt(frame, FrameReader.HEADER_BYTES, increment);
        return frame;
    }
}
