package dev.roundhouse.http.testing;

import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.hpack.HpackDecoder;
import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackException;
import dev.roundhouse.http.hpack.HpackOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A client that sends frames of HTTP/2 as they are, valid or not, and returns the frames that it receives. It implements nothing of
 * HTTP/2 but field blocks, and acknowledges settings.
 *
 * <pre>{@code
 * try (Http2RawClient client = Http2RawClient.start(RawClient.connect(server.address()))) {
 *     client.sendRequest(1, "GET", "/");
 *     assertEquals("200 Hello", client.readResponse(1));
 * }
 * }</pre>
 */
public final class Http2RawClient implements AutoCloseable {
    /** The first bytes of a client. RFC 9113 §3.4 */
    public static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private static final int TABLE_BYTES = 4096;
    private static final int MAX_LIST_BYTES = 1 << 20;
    private static final int MAX_FIELDS = 10_000;

    private final RawClient client;
    private final HpackDecoder decoder = new HpackDecoder(TABLE_BYTES, MAX_LIST_BYTES, MAX_FIELDS);

    /**
     * A frame.
     *
     * @param payload one character for each byte
     */
    public record Received(FrameType type, int flags, int streamId, String payload) {
        /** The code of RST_STREAM or GOAWAY. */
        public ErrorCode errorCode() {
            int at = type == FrameType.GOAWAY ? Integer.BYTES : 0;
            return ErrorCode.of(number(payload, at, Integer.BYTES));
        }
    }

    /** By streams; those of streams that have ended are complete. */
    private final Map<Integer, StringBuilder> responses = new HashMap<>();

    private final Set<Integer> ended = new HashSet<>();

    private Http2RawClient(RawClient client) {
        this.client = client;
    }

    /** Sends the preface with settings that are empty, on a connection that the client then owns. */
    public static Http2RawClient start(RawClient connection) throws IOException {
        connection.send(PREFACE);
        connection.send(FrameWriter.settings());
        return new Http2RawClient(connection);
    }

    /** Sends bytes, usually a frame of {@link FrameWriter}. */
    public void send(byte[] bytes) throws IOException {
        client.send(bytes);
    }

    /** Sends a request without a body, with the authority {@code localhost}. */
    public void sendRequest(int streamId, String method, String path) throws IOException {
        sendHead(streamId, true, ":method", method, ":scheme", "https", ":path", path, ":authority", "localhost");
    }

    /**
     * Sends HEADERS.
     *
     * @param namesAndValues in pairs
     */
    public void sendHead(int streamId, boolean endStream, String... namesAndValues) throws IOException {
        HpackOutput block = new HpackOutput();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            HpackEncoder.encodeStateless(namesAndValues[i], namesAndValues[i + 1], block);
        }
        int flags = Flags.END_HEADERS | (endStream ? Flags.END_STREAM : 0);
        send(FrameWriter.frame(FrameType.HEADERS, flags, streamId, block.toByteArray()));
    }

    /** Sends DATA. */
    public void sendData(int streamId, boolean endStream, String content) throws IOException {
        byte[] payload = content.getBytes(StandardCharsets.ISO_8859_1);
        send(FrameWriter.frame(FrameType.DATA, endStream ? Flags.END_STREAM : 0, streamId, payload));
    }

    /** Reads a frame, of a type that is known; empty at the end of input. */
    public Optional<Received> read() throws IOException {
        while (true) {
            String head = client.read(FrameReader.HEADER_BYTES);
            if (head.length() < FrameReader.HEADER_BYTES) {
                return Optional.empty();
            }
            String payload = client.read(number(head, 0, 3));
            Optional<FrameType> type = FrameType.of(head.charAt(3));
            if (type.isPresent()) {
                Received frame = new Received(type.get(), head.charAt(4), number(head, 5, Integer.BYTES), payload);
                acknowledge(frame);
                return Optional.of(frame);
            }
        }
    }

    private void acknowledge(Received frame) throws IOException {
        if (frame.type() == FrameType.SETTINGS && !Flags.has(frame.flags(), Flags.ACK)) {
            send(FrameWriter.settingsAck());
        }
    }

    private static int number(String bytes, int at, int length) {
        int value = 0;
        for (int i = at; i < at + length; i++) {
            value = value << Byte.SIZE | bytes.charAt(i);
        }
        return value;
    }

    /**
     * Reads until the response of a stream is complete, or the connection ends. Responses of other streams are kept.
     *
     * @return the status and the content, such as {@code 200 Hello}, followed by the type of the frame and the code if RST_STREAM or
     *     GOAWAY was the end
     */
    public String readResponse(int streamId) throws IOException {
        StringBuilder response = response(streamId);
        while (!ended.contains(streamId)) {
            Optional<Received> next = read();
            if (next.isEmpty()) {
                return response.append("closed").toString();
            }
            if (next.get().type() == FrameType.GOAWAY) {
                return response.append("GOAWAY ").append(next.get().errorCode()).toString();
            }
            addToResponse(next.get());
        }
        return response.toString();
    }

    private StringBuilder response(int streamId) {
        return responses.computeIfAbsent(streamId, id -> new StringBuilder());
    }

    private void addToResponse(Received frame) throws IOException {
        StringBuilder response = response(frame.streamId());
        boolean isMessage = false;
        switch (frame.type()) {
            case HEADERS -> {
                response.append(status(frame.payload()));
                isMessage = true;
            }
            case DATA -> {
                response.append(frame.payload());
                isMessage = true;
            }
            case RST_STREAM -> {
                response.append("RST_STREAM ").append(frame.errorCode());
                ended.add(frame.streamId());
            }
            default -> {
                // No part of a message.
            }
        }
        if (isMessage && Flags.has(frame.flags(), Flags.END_STREAM)) {
            ended.add(frame.streamId());
        }
    }

    /** The status in a field block, and a space; empty for trailers. */
    private String status(String payload) throws IOException {
        byte[] block = payload.getBytes(StandardCharsets.ISO_8859_1);
        StringBuilder status = new StringBuilder();
        try {
            decoder.decode(block, 0, block.length, field -> {
                if (field.name().equals(":status")) {
                    status.append(field.value()).append(' ');
                }
            });
            return status.toString();
        } catch (HpackException malformed) {
            throw new IOException("malformed field block", malformed);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
