package dev.roundhouse.http.h2.client;

import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.ClientPreface;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameHandler;
import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.h2.frame.Payload;
import dev.roundhouse.http.hpack.HpackDecoder;
import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackException;
import dev.roundhouse.http.hpack.HpackField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server that sends a client the frames that a test demands, valid or not, and records those of the client as text. */
final class ScriptedHttp2Server implements FrameHandler {
    final Http2ClientConnection client;
    private final FrameReader reader = new FrameReader(this);
    private final HpackDecoder decoder = new HpackDecoder(4096, 1 << 20, 1000);
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    private final List<String> frames = new ArrayList<>();
    private int prefaceBytes;
    private int dataStream;
    private String data = "";

    ScriptedHttp2Server(Http2Limits limits) {
        this.client = new Http2ClientConnection("https", limits);
    }

    /** Sends frames. */
    void send(byte[]... all) {
        for (byte[] frame : all) {
            client.receive(ByteBuffer.wrap(frame));
        }
    }

    /** The frames of the client since the last call. */
    List<String> received() {
        try {
            while (!client.output().isEmpty()) {
                client.output().copyTo(buffer.clear());
                client.markSent(buffer.flip().remaining());
                while (prefaceBytes < ClientPreface.BYTES.limit() && buffer.hasRemaining()) {
                    if (buffer.get() != ClientPreface.BYTES.get(prefaceBytes++)) {
                        throw new AssertionError("invalid preface");
                    }
                }
                reader.read(buffer);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (Http2Exception violation) {
            throw new AssertionError("the client violates " + violation.error(), violation);
        }
        List<String> result = List.copyOf(frames);
        frames.clear();
        return result;
    }

    static byte[] headers(int streamId, boolean end, String... namesAndValues) {
        int flags = Flags.END_HEADERS | (end ? Flags.END_STREAM : 0);
        return FrameWriter.frame(FrameType.HEADERS, flags, streamId, block(namesAndValues));
    }

    static byte[] block(String... namesAndValues) {
        List<HpackField> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new HpackField(namesAndValues[i], namesAndValues[i + 1]));
        }
        return HpackEncoder.encodeStateless(fields);
    }

    static byte[] data(int streamId, boolean end, String text) {
        return FrameWriter.frame(
                FrameType.DATA, end ? Flags.END_STREAM : 0, streamId, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void beginData(int streamId, int payloadBytes) {
        dataStream = streamId;
        data = "";
    }

    @Override
    public void receiveData(ByteBuffer bytes) {
        data += StandardCharsets.ISO_8859_1.decode(bytes);
    }

    @Override
    public void endData(boolean endStream) {
        String text = data.length() > 20 ? data.length() + " bytes" : data;
        frames.add("DATA " + dataStream + " " + text + (endStream ? " end" : ""));
    }

    @Override
    public void receiveFrame(FrameType type, int flags, int streamId, Payload payload) throws Http2Exception {
        frames.add(
                switch (type) {
                    case HEADERS ->
                        "HEADERS " + streamId + fields(payload) + (Flags.has(flags, Flags.END_STREAM) ? " end" : "");
                    case RST_STREAM -> "RST_STREAM " + streamId + " " + ErrorCode.of(payload.intAt(0));
                    case GOAWAY -> "GOAWAY " + payload.intAt(0) + " " + ErrorCode.of(payload.intAt(4));
                    case WINDOW_UPDATE -> "WINDOW_UPDATE " + streamId + " " + payload.intAt(0);
                    case PING -> "PING " + flags + " " + payload.intAt(4);
                    case SETTINGS -> Flags.has(flags, Flags.ACK) ? "SETTINGS ack" : "SETTINGS" + settings(payload);
                    default -> type.name();
                });
    }

    private static String settings(Payload payload) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < payload.length(); at += 6) {
            text.append(' ').append(payload.shortAt(at)).append('=').append(payload.intAt(at + 2));
        }
        return text.toString();
    }

    private String fields(Payload payload) throws Http2Exception {
        StringBuilder text = new StringBuilder();
        try {
            decoder.decode(
                    payload.array(),
                    payload.from(),
                    payload.to(),
                    field -> text.append(' ').append(field));
        } catch (HpackException malformed) {
            throw new Http2Exception(Http2Error.HEADER_COMPRESSION_INVALID);
        }
        return text.toString();
    }

    @Override
    public void skipFrame() {
        frames.add("unknown");
    }
}
