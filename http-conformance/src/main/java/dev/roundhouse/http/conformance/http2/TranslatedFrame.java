package dev.roundhouse.http.conformance.http2;

import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import java.nio.charset.StandardCharsets;

/** A frame of the client.
 *
 * @param streamId its stream
 * @param dataBytes what counts for flow control
 * @param encoded the frame with its header, one character for each byte
 */
record TranslatedFrame(int streamId, int dataBytes, String encoded) {
    static TranslatedFrame of(FrameType type, int flags, int streamId, byte[] payload) {
        byte[] frame = FrameWriter.frame(type, flags, streamId, payload);
        return new TranslatedFrame(
                streamId, type == FrameType.DATA ? payload.length : 0, new String(frame, StandardCharsets.ISO_8859_1));
    }
}
