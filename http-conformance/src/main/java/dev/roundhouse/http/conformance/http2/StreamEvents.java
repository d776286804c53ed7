package dev.roundhouse.http.conformance.http2;

import dev.roundhouse.http.conformance.runner.MismatchException;
import dev.roundhouse.http.conformance.scenario.ReceivedResponse.ReceivedField;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.hpack.HpackDecoder;
import dev.roundhouse.http.hpack.HpackException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has been received on all streams and not been requested. Field blocks are decompressed in their order. */
final class StreamEvents {
    private static final int TABLE_BYTES = 4096;
    private static final int MAX_LIST_BYTES = 1 << 20;
    private static final int MAX_FIELDS = 10_000;
    private static final int PRIORITY_BYTES = 5;

    private final HpackDecoder decoder = new HpackDecoder(TABLE_BYTES, MAX_LIST_BYTES, MAX_FIELDS);
    private final Map<Integer, Deque<StreamEvent>> events = new HashMap<>();

    /** The streams that the server has ended. */
    private final Set<Integer> ended = new HashSet<>();

    /** The streams whose events have been requested. */
    private final Set<Integer> requested = new HashSet<>();

    /** The streams whose further events do not matter. */
    private final Set<Integer> ignored = new HashSet<>();

    private final StringBuilder block = new StringBuilder();

    /** The stream whose field block is incomplete; 0 if there is none. */
    private int blockStreamId;

    private boolean endsWithBlock;

    /** The events of a stream, the first one first. */
    Deque<StreamEvent> of(int streamId) {
        requested.add(streamId);
        return queue(streamId);
    }

    private Deque<StreamEvent> queue(int streamId) {
        return events.computeIfAbsent(streamId, id -> new ArrayDeque<>());
    }

    /** Whether the server has ended a stream, or reset it. */
    boolean hasEnded(int streamId) {
        return ended.contains(streamId);
    }

    /** Whatever is received on a stream from now on is expected. */
    void ignore(int streamId) {
        ignored.add(streamId);
    }

    /**
     * A description of what has not been requested: on streams of which something has been requested, and resets on any. Resets without
     * an error, which RFC 9113 §8.1 allows, are not included.
     */
    List<String> unexpected() {
        List<String> all = new ArrayList<>();
        events.forEach((id, queue) -> queue.stream()
                .filter(event -> !ignored.contains(id))
                .filter(event ->
                        event instanceof StreamEvent.ReceivedReset reset ? reset.code() != 0 : requested.contains(id))
                .forEach(event -> all.add("stream " + id + ": " + event)));
        return all;
    }

    /** RFC 9113 §6.10 */
    void requireBlockNotInterrupted(ReceivedFrame frame) throws MismatchException {
        boolean continues = frame.type() == FrameType.CONTINUATION.number();
        require(
                continues ? blockStreamId != 0 && frame.streamId() == blockStreamId : blockStreamId == 0,
                "a field block that is interrupted, or CONTINUATION without one (RFC 9113 §6.10)");
    }

    /** Receives a frame of a stream. */
    void receive(FrameType type, ReceivedFrame frame) throws MismatchException {
        require(frame.streamId() % 2 == 1, type + " on a stream that the client has not opened (RFC 9113 §5.1.1)");
        require(frame.isPaddingValid(), type + " with invalid padding (RFC 9113 §6.1)");
        boolean isReset = type == FrameType.RST_STREAM;
        require(isReset || !hasEnded(frame.streamId()), type + " after the end of the stream (RFC 9113 §5.1)");
        switch (type) {
            case DATA -> add(frame, new StreamEvent.ReceivedContent(frame.unpadded(), frame.has(Flags.END_STREAM)));
            case RST_STREAM -> {
                require(frame.payload().length() == 4, "RST_STREAM with an invalid length (RFC 9113 §6.4)");
                add(frame, new StreamEvent.ReceivedReset(frame.number(0, 4)));
            }
            default -> receiveBlock(type, frame);
        }
    }

    private void receiveBlock(FrameType type, ReceivedFrame frame) throws MismatchException {
        if (type == FrameType.HEADERS) {
            blockStreamId = frame.streamId();
            endsWithBlock = frame.has(Flags.END_STREAM);
            block.append(frame.unpadded().substring(frame.has(Flags.PRIORITY) ? PRIORITY_BYTES : 0));
        } else {
            block.append(frame.payload());
        }
        if (frame.has(Flags.END_HEADERS)) {
            add(frame, new StreamEvent.ReceivedFields(decoded(), endsWithBlock));
            blockStreamId = 0;
            block.setLength(0);
        }
    }

    private List<ReceivedField> decoded() throws MismatchException {
        List<ReceivedField> fields = new ArrayList<>();
        byte[] bytes = block.toString().getBytes(StandardCharsets.ISO_8859_1);
        try {
            decoder.decode(bytes, 0, bytes.length, field -> fields.add(new ReceivedField(field.name(), field.value())));
        } catch (HpackException malformed) {
            throw new MismatchException(
                    "a field block that cannot be decompressed (RFC 7541): " + malformed.getMessage());
        }
        return fields;
    }

    private void add(ReceivedFrame frame, StreamEvent event) {
        queue(frame.streamId()).add(event);
        if (event.isEnd()) {
            ended.add(frame.streamId());
        }
    }

    private static void require(boolean isValid, String message) throws MismatchException {
        if (!isValid) {
            throw new MismatchException(message);
        }
    }
}
