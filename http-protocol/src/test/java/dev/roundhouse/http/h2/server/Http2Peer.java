package dev.roundhouse.http.h2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameHandler;
import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.Payload;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.hpack.HpackDecoder;
import dev.roundhouse.http.hpack.HpackException;
import dev.roundhouse.http.hpack.HpackField;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a client has read of a server: frames, responses, and how much each side may send. Each frame of the server is checked against
 * the rules of RFC 9113 for senders.
 */
final class Http2Peer implements FrameHandler {
    private final FrameReader reader = new FrameReader(this);
    private final HpackDecoder hpack = new HpackDecoder(4096, 1 << 20, 1 << 16);
    private final List<PeerFrame> frames = new ArrayList<>();
    private final Map<Integer, PeerStream> streams = new TreeMap<>();
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** What the server may send: on the connection, and at first on a stream. */
    private long window = Http2Limits.INITIAL_WINDOW;

    private long initialWindow = Http2Limits.INITIAL_WINDOW;

    /** Sizes of streams that the server may still use, because it has not acknowledged the settings that reduce them. */
    private final List<Long> unacknowledgedWindows = new ArrayList<>();

    /** What the client may send: on the connection, and at first on a stream. */
    private long ownWindow = Http2Limits.INITIAL_WINDOW;

    private long ownInitialWindow = Http2Limits.INITIAL_WINDOW;
    private int framePayload;
    private int dataStream;
    private boolean failed;
    private boolean checksWindows = true;

    /** A frame of the server. */
    record PeerFrame(FrameType type, int flags, int streamId, byte[] payload) {
        int intAt(int at) {
            return ByteBuffer.wrap(payload).getInt(at);
        }

        @Override
        public String toString() {
            return type + " " + streamId + (flags == 0 ? "" : " flags " + flags)
                    + (payload.length == 0 || payload.length > 16 ? "" : " " + Arrays.toString(payload));
        }
    }

    /** A stream of the client. */
    final class PeerStream {
        private final List<HpackField> fields = new ArrayList<>();
        private final List<Integer> interim = new ArrayList<>();
        private final List<HpackField> trailers = new ArrayList<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;
        private boolean ended;
        private ErrorCode reset;

        /** What was allowed by WINDOW_UPDATE, less what was received. */
        private long windowChange;

        private long ownWindowChange;

        int status() {
            return status;
        }

        String body() {
            return body.toString(StandardCharsets.ISO_8859_1);
        }

        List<Integer> interim() {
            return interim;
        }

        /** The value of a field; empty if there is none. */
        Optional<String> field(String name) {
            return fields.stream()
                    .filter(field -> field.name().equals(name))
                    .map(HpackField::value)
                    .findFirst();
        }

        List<HpackField> trailers() {
            return trailers;
        }

        boolean isComplete() {
            return ended;
        }

        /** The code with which the server has reset it. */
        Optional<ErrorCode> reset() {
            return Optional.ofNullable(reset);
        }

        /** The bytes of DATA frames that the client may send. */
        long ownWindow() {
            return Math.min(Http2Peer.this.ownWindow, ownInitialWindow + ownWindowChange);
        }

        @Override
        public String toString() {
            return status + " " + body.size() + " bytes" + (ended ? " complete" : "")
                    + (reset == null ? "" : " " + reset);
        }
    }

    /** For a client whose own frames are arbitrary. */
    void doNotCheckWindows() {
        checksWindows = false;
    }

    // Events

    /** Bytes of the server were received. */
    void receive(ByteBuffer bytes) {
        try {
            reader.read(bytes);
        } catch (Http2Exception invalid) {
            throw new AssertionError("the server sent an invalid frame: " + invalid.getMessage(), invalid);
        }
    }

    /** The client allows more on a stream, or on the connection if that is 0. */
    void allow(int streamId, long bytes) {
        if (streamId == 0) {
            window += bytes;
        } else {
            stream(streamId).windowChange += bytes;
        }
    }

    /** The client has sent another initial window, which the server uses at the latest when it acknowledges it. */
    void announceInitialWindow(long bytes) {
        unacknowledgedWindows.add(bytes);
    }

    /** The client has sent DATA. */
    void sent(int streamId, int bytes) {
        ownWindow -= bytes;
        stream(streamId).ownWindowChange -= bytes;
    }

    // Queries

    PeerStream stream(int id) {
        return streams.computeIfAbsent(id, ignored -> new PeerStream());
    }

    List<PeerFrame> frames() {
        return frames;
    }

    /** The frames of a type on any stream. */
    List<PeerFrame> frames(FrameType type) {
        return frames.stream().filter(frame -> frame.type() == type).toList();
    }

    /** The code of the last GOAWAY. */
    Optional<ErrorCode> goAway() {
        List<PeerFrame> found = frames(FrameType.GOAWAY);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(ErrorCode.of(found.get(found.size() - 1).intAt(4)));
    }

    /** The last stream in the last GOAWAY. */
    int lastStreamId() {
        List<PeerFrame> found = frames(FrameType.GOAWAY);
        return found.get(found.size() - 1).intAt(0);
    }

    /** The bytes of DATA that the client may send on the connection. */
    long ownWindow() {
        return ownWindow;
    }

    // Frames

    @Override
    public void beginData(int streamId, int payloadBytes) {
        framePayload = payloadBytes;
        dataStream = streamId;
        data.reset();
    }

    @Override
    public void receiveData(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            data.write(bytes.get());
        }
    }

    @Override
    public void endData(boolean endStream) {
        add(new PeerFrame(FrameType.DATA, endStream ? Flags.END_STREAM : 0, dataStream, data.toByteArray()));
        PeerStream stream = openStream(dataStream);
        assertTrue(stream.status >= 200, "DATA before the response");
        window -= framePayload;
        stream.windowChange -= framePayload;
        if (framePayload > 0 && checksWindows) {
            assertTrue(window >= 0, () -> "more DATA than the connection allows: " + window);
            long most = initialWindow;
            for (long pending : unacknowledgedWindows) {
                most = Math.max(most, pending);
            }
            long left = most + stream.windowChange;
            assertTrue(left >= 0, () -> "more DATA than stream " + dataStream + " allows: " + left);
        }
        stream.body.writeBytes(data.toByteArray());
        end(stream, endStream);
    }

    @Override
    public void receiveFrame(FrameType type, int flags, int streamId, Payload payload) {
        byte[] bytes = Arrays.copyOfRange(payload.array(), payload.from(), payload.to());
        PeerFrame frame = new PeerFrame(type, flags, streamId, bytes);
        add(frame);
        switch (type) {
            case HEADERS, CONTINUATION -> receiveBlock(frame);
            case RST_STREAM -> {
                PeerStream stream = stream(streamId);
                assertNull(stream.reset, () -> "a second RST_STREAM on stream " + streamId);
                stream.reset = ErrorCode.of(frame.intAt(0));
            }
            case SETTINGS -> receiveSettings(frame);
            case WINDOW_UPDATE -> receiveWindowUpdate(streamId, frame.intAt(0));
            case GOAWAY -> failed = frame.intAt(4) != 0;
            case PING -> assertEquals(8, bytes.length);
            default -> throw new AssertionError("a server does not send " + type);
        }
    }

    private void add(PeerFrame frame) {
        assertFalse(failed, () -> frame + " after GOAWAY with an error");
        frames.add(frame);
    }

    private PeerStream openStream(int id) {
        PeerStream stream = stream(id);
        assertFalse(stream.ended, () -> "a frame on stream " + id + " after END_STREAM");
        assertNull(stream.reset, () -> "a frame on stream " + id + " after RST_STREAM");
        return stream;
    }

    private static void end(PeerStream stream, boolean endStream) {
        if (endStream) {
            stream.ended = true;
            stream.field("content-length").ifPresent(length -> {
                boolean hasBody = stream.body.size() > 0;
                assertTrue(
                        !hasBody || Long.parseLong(length) == stream.body.size(),
                        () -> "content-length " + length + ", but " + stream.body.size() + " bytes");
            });
        }
    }

    private void receiveBlock(PeerFrame frame) {
        PeerStream stream = openStream(frame.streamId());
        block.writeBytes(frame.payload());
        boolean endStream = frame.type() == FrameType.HEADERS && Flags.has(frame.flags(), Flags.END_STREAM);
        if (Flags.has(frame.flags(), Flags.END_HEADERS)) {
            receiveFields(stream, decode(block.toByteArray()));
            block.reset();
        }
        end(stream, endStream);
    }

    private List<HpackField> decode(byte[] bytes) {
        List<HpackField> decoded = new ArrayList<>();
        try {
            assertTrue(hpack.decode(bytes, 0, bytes.length, decoded::add));
        } catch (HpackException malformed) {
            throw new AssertionError("malformed field block", malformed);
        }
        return decoded;
    }

    private static void receiveFields(PeerStream stream, List<HpackField> decoded) {
        if (stream.status >= 200) {
            stream.trailers.addAll(decoded);
            return;
        }
        assertEquals(":status", decoded.get(0).name());
        int status = Integer.parseInt(decoded.get(0).value());
        if (status < 200) {
            stream.interim.add(status);
        } else {
            stream.status = status;
            stream.fields.addAll(decoded);
        }
    }

    private void receiveSettings(PeerFrame frame) {
        if (Flags.has(frame.flags(), Flags.ACK)) {
            if (!unacknowledgedWindows.isEmpty()) {
                initialWindow = unacknowledgedWindows.remove(0);
            }
            return;
        }
        ByteBuffer payload = ByteBuffer.wrap(frame.payload());
        Map<Integer, Integer> values = new HashMap<>();
        while (payload.hasRemaining()) {
            values.put((int) payload.getShort(), payload.getInt());
        }
        ownInitialWindow = values.getOrDefault(Settings.INITIAL_WINDOW_SIZE, Http2Limits.INITIAL_WINDOW);
    }

    private void receiveWindowUpdate(int streamId, int increment) {
        assertTrue(increment > 0, "WINDOW_UPDATE by 0");
        if (streamId == 0) {
            ownWindow += increment;
            assertTrue(ownWindow <= Integer.MAX_VALUE, "the window of the connection overflows");
        } else {
            PeerStream stream = stream(streamId);
            assertNull(stream.reset, () -> "WINDOW_UPDATE on stream " + streamId + " after RST_STREAM");
            stream.ownWindowChange += increment;
            assertTrue(ownInitialWindow + stream.ownWindowChange <= Integer.MAX_VALUE, "the window overflows");
        }
    }

    @Override
    public void skipFrame() {
        throw new AssertionError("a server does not send frames of unknown types");
    }
}
