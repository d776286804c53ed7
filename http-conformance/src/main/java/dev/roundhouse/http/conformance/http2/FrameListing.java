package dev.roundhouse.http.conformance.http2;

import dev.roundhouse.http.h2.frame.FrameType;
import java.util.ArrayList;
import java.util.List;

/** Lists the frames of one direction of a connection, one in each line, for reports. */
public final class FrameListing {
    private static final int HEADER_BYTES = 9;

    private FrameListing() {}

    /** The frames of these bytes, one character each. Bytes that are no complete frame are a line of their own. */
    public static List<String> of(String bytes) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        if (bytes.startsWith(FrameChannel.PREFACE)) {
            lines.add("preface");
            at = FrameChannel.PREFACE.length();
        }
        while (at < bytes.length()) {
            int end = end(bytes, at);
            lines.add(end > at ? line(bytes, at, end) : bytes.substring(at));
            at = end > at ? end : bytes.length();
        }
        return lines;
    }

    /** The end of the frame at an index; the index itself if it is incomplete. */
    private static int end(String bytes, int at) {
        if (bytes.length() - at < HEADER_BYTES) {
            return at;
        }
        long end = at + HEADER_BYTES + frame(bytes, at, at + HEADER_BYTES).number(0, 3);
        return end <= bytes.length() ? (int) end : at;
    }

    private static ReceivedFrame frame(String bytes, int from, int to) {
        return new ReceivedFrame(0, 0, 0, bytes.substring(from, to));
    }

    private static String line(String bytes, int at, int end) {
        ReceivedFrame header = frame(bytes, at, at + HEADER_BYTES);
        int type = (int) header.number(3, 1);
        ReceivedFrame payload = frame(bytes, at + HEADER_BYTES, end);
        return FrameType.of(type).map(FrameType::name).orElse("type " + type)
                + " stream=" + (header.number(5, 4) & Integer.MAX_VALUE)
                + " flags=0x" + Long.toHexString(header.number(4, 1))
                + ": " + details(type, payload);
    }

    private static String details(int type, ReceivedFrame payload) {
        int length = payload.payload().length();
        if (type == FrameType.RST_STREAM.number() && length == 4) {
            return FrameChannel.codeName(payload.number(0, 4));
        }
        if (type == FrameType.GOAWAY.number() && length >= 8) {
            String debugData = payload.payload().substring(8);
            return FrameChannel.codeName(payload.number(4, 4)) + ", last stream " + payload.number(0, 4)
                    + (debugData.isEmpty() ? "" : ", " + debugData);
        }
        return length + " bytes";
    }
}
