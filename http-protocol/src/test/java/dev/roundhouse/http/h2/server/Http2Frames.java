package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.frame.ClientPreface;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackField;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The frames of a client, valid or not. */
final class Http2Frames {
    private static final byte[] NO_BYTES = {};

    private Http2Frames() {}

    static byte[] preface() {
        byte[] bytes = new byte[ClientPreface.BYTES.remaining()];
        ClientPreface.BYTES.duplicate().get(bytes);
        return bytes;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** The same frames a number of times. */
    static byte[] repeat(int times, byte[]... frames) {
        byte[] once = join(frames);
        ByteBuffer all = ByteBuffer.allocate(times * once.length);
        for (int i = 0; i < times; i++) {
            all.put(once);
        }
        return all.array();
    }

    /** A frame of any type, also an unknown one. */
    static byte[] frame(int type, int flags, int streamId, byte... payload) {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        return frame.put((byte) type)
                .put((byte) flags)
                .putInt(streamId)
                .put(payload)
                .array();
    }

    static byte[] frame(FrameType type, int flags, int streamId, byte... payload) {
        return frame(type.number(), flags, streamId, payload);
    }

    /** A field block that refers to no dynamic table; from names and values in turn. */
    static byte[] block(String... namesAndValues) {
        List<HpackField> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new HpackField(namesAndValues[i], namesAndValues[i + 1]));
        }
        return HpackEncoder.encodeStateless(fields);
    }

    static byte[] headers(int streamId, boolean endStream, byte[] block) {
        return frame(FrameType.HEADERS, Flags.END_HEADERS | (endStream ? Flags.END_STREAM : 0), streamId, block);
    }

    /** The names and values of a request, and of further fields. */
    static String[] request(String method, String path, String... further) {
        List<String> all = new ArrayList<>(
                List.of(":method", method, ":scheme", "https", ":path", path, ":authority", "example.org"));
        all.addAll(Arrays.asList(further));
        return all.toArray(String[]::new);
    }

    static byte[] get(int streamId, String path, String... further) {
        return headers(streamId, true, block(request("GET", path, further)));
    }

    /** The head of a request whose body follows. */
    static byte[] post(int streamId, String path, String... further) {
        return headers(streamId, false, block(request("POST", path, further)));
    }

    static byte[] data(int streamId, boolean endStream, byte... bytes) {
        return frame(FrameType.DATA, endStream ? Flags.END_STREAM : 0, streamId, bytes);
    }

    static byte[] data(int streamId, boolean endStream, String text) {
        return data(streamId, endStream, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** DATA with padding, whose length is the first byte of the payload. */
    static byte[] paddedData(int streamId, boolean endStream, int padding, byte... bytes) {
        byte[] payload = Arrays.copyOf(new byte[] {(byte) padding}, 1 + bytes.length + padding);
        System.arraycopy(bytes, 0, payload, 1, bytes.length);
        return frame(FrameType.DATA, Flags.PADDED | (endStream ? Flags.END_STREAM : 0), streamId, payload);
    }

    static byte[] trailers(int streamId, String... namesAndValues) {
        return headers(streamId, true, block(namesAndValues));
    }

    static byte[] continuation(int streamId, boolean endHeaders, byte... fragment) {
        return frame(FrameType.CONTINUATION, endHeaders ? Flags.END_HEADERS : 0, streamId, fragment);
    }

    static byte[] reset(int streamId) {
        return FrameWriter.resetStream(streamId, ErrorCode.CANCEL);
    }

    static byte[] windowUpdate(int streamId, int increment) {
        return FrameWriter.windowUpdate(streamId, increment);
    }

    static byte[] settings(int... identifiersAndValues) {
        return FrameWriter.settings(identifiersAndValues);
    }

    static byte[] settingsAck() {
        return FrameWriter.settingsAck();
    }

    static byte[] ping(long data) {
        return FrameWriter.ping(0, data);
    }

    static byte[] goAway(int lastStreamId, ErrorCode code) {
        return FrameWriter.goAway(lastStreamId, code);
    }

    /** PRIORITY of RFC 7540. */
    static byte[] priority(int streamId, int dependsOn) {
        return frame(
                FrameType.PRIORITY,
                0,
                streamId,
                ByteBuffer.allocate(5).putInt(dependsOn).put((byte) 15).array());
    }

    static byte[] priorityUpdate(int streamId, String value) {
        byte[] text = value.getBytes(StandardCharsets.US_ASCII);
        return frame(
                FrameType.PRIORITY_UPDATE,
                0,
                0,
                ByteBuffer.allocate(4 + text.length).putInt(streamId).put(text).array());
    }

    static byte[] none() {
        return NO_BYTES;
    }
}
