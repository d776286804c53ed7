package dev.roundhouse.http.conformance.http2;

import dev.roundhouse.http.conformance.runner.MismatchException;
import dev.roundhouse.http.conformance.runner.ReceiveTimeoutException;
import dev.roundhouse.http.conformance.runner.TestChannel;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The client's end of an HTTP/2 connection: sends bytes, and reads frames strictly as RFC 9113 defines them. Frames are read by code of
 * its own, so that the server's code cannot have the same bug. It acknowledges SETTINGS and PING, and keeps the other frames until
 * they are requested: those of each stream in their order.
 */
final class FrameChannel {
    /** The first bytes of a client. RFC 9113 §3.4 */
    static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private static final int HEADER_BYTES = 9;
    private static final int MAX_FRAME_BYTES = 16 << 10;
    private static final int SETTING_BYTES = 6;
    private static final int PING_BYTES = 8;
    private static final String BARRIER = "barrier!";

    /** GOAWAY of the server. */
    record ReceivedGoAway(long lastStreamId, long code) {}

    private final TestChannel channel;
    private final StringBuilder received = new StringBuilder();
    private final StreamEvents streams = new StreamEvents();
    private final Map<Integer, Long> settings = new HashMap<>();
    private final Map<Integer, Long> windowUpdates = new HashMap<>();
    private final Deque<String> pingAcks = new ArrayDeque<>();
    private final Deque<ReceivedGoAway> goAways = new ArrayDeque<>();
    private boolean acknowledges = true;
    private boolean hasReadFrame;
    private boolean hasEnded;
    private int settingsAcks;

    FrameChannel(TestChannel channel) {
        this.channel = channel;
    }

    /** The name of an error code, or its number. */
    static String codeName(long code) {
        boolean isKnown = code <= ErrorCode.HTTP_1_1_REQUIRED.number();
        return isKnown ? ErrorCode.of((int) code).name() : Long.toString(code);
    }

    // What is sent

    void send(String bytes) throws IOException {
        channel.send(bytes);
    }

    void send(byte[] frame) throws IOException {
        channel.send(new String(frame, StandardCharsets.ISO_8859_1));
    }

    /** Does not acknowledge settings from now on. */
    void stopAcknowledging() {
        acknowledges = false;
    }

    /**
     * Reads all frames that the server has sent before it handled what this side has sent up to now. It acknowledges a PING after those.
     *
     * @return whether the connection is open
     */
    boolean synchronize() throws IOException, MismatchException, ReceiveTimeoutException {
        send(FrameWriter.frame(FrameType.PING, 0, 0, BARRIER.getBytes(StandardCharsets.US_ASCII)));
        while (!pingAcks.remove(BARRIER)) {
            if (!readFrame()) {
                return false;
            }
        }
        while (!channel.isIdle()) {
            if (!readFrame()) {
                return false;
            }
        }
        return true;
    }

    // What has been received

    StreamEvents streams() {
        return streams;
    }

    /** The setting as announced; empty if it was not. */
    Optional<Long> setting(int id) {
        return Optional.ofNullable(settings.get(id));
    }

    /** The sum of all increments of a window. */
    long windowUpdates(int streamId) {
        return windowUpdates.getOrDefault(streamId, 0L);
    }

    /** The acknowledgements of PING that have not been requested. */
    Deque<String> pingAcks() {
        return pingAcks;
    }

    /** The GOAWAY frames that have not been requested. */
    Deque<ReceivedGoAway> goAways() {
        return goAways;
    }

    int settingsAcks() {
        return settingsAcks;
    }

    // Reading

    /** Reads the next frame and keeps or handles it; false if the server has closed the connection. */
    boolean readFrame() throws IOException, MismatchException, ReceiveTimeoutException {
        if (!fill(HEADER_BYTES)) {
            require(received.isEmpty(), "the server closed the connection within a frame");
            return false;
        }
        ReceivedFrame header = new ReceivedFrame(0, 0, 0, received.substring(0, HEADER_BYTES));
        int length = (int) header.number(0, 3);
        require(length <= MAX_FRAME_BYTES, "a frame of more than 16,384 bytes (RFC 9113 §4.2)");
        if (!fill(HEADER_BYTES + length)) {
            throw new MismatchException("the server closed the connection within a frame");
        }
        String payload = received.substring(HEADER_BYTES, HEADER_BYTES + length);
        received.delete(0, HEADER_BYTES + length);
        int streamId = (int) (header.number(5, 4) & Integer.MAX_VALUE);
        handle(new ReceivedFrame((int) header.number(3, 1), (int) header.number(4, 1), streamId, payload));
        return true;
    }

    private boolean fill(int atLeast) throws IOException, ReceiveTimeoutException {
        while (received.length() < atLeast && !hasEnded) {
            String more = channel.receive();
            hasEnded = more.isEmpty();
            received.append(more);
        }
        return received.length() >= atLeast;
    }

    private void handle(ReceivedFrame frame) throws IOException, MismatchException {
        Optional<FrameType> known = FrameType.of(frame.type());
        boolean isSettings = known.equals(Optional.of(FrameType.SETTINGS)) && !frame.has(Flags.ACK);
        require(hasReadFrame || isSettings, "the first frame is not SETTINGS (RFC 9113 §3.4)");
        hasReadFrame = true;
        streams.requireBlockNotInterrupted(frame);
        if (known.isPresent()) {
            handle(known.get(), frame);
        }
    }

    private void handle(FrameType type, ReceivedFrame frame) throws IOException, MismatchException {
        switch (type) {
            case SETTINGS -> handleSettings(frame);
            case PING -> handlePing(frame);
            case GOAWAY -> {
                requireLength(frame, frame.payload().length() >= 8);
                goAways.add(new ReceivedGoAway(frame.number(0, 4) & Integer.MAX_VALUE, frame.number(4, 4)));
            }
            case WINDOW_UPDATE -> {
                requireLength(frame, frame.payload().length() == 4);
                long increment = frame.number(0, 4) & Integer.MAX_VALUE;
                require(increment > 0, "WINDOW_UPDATE with an increment of 0 (RFC 9113 §6.9)");
                windowUpdates.merge(frame.streamId(), increment, Long::sum);
            }
            case PUSH_PROMISE -> throw new MismatchException("PUSH_PROMISE although it is disabled (RFC 9113 §8.4)");
            case PRIORITY, PRIORITY_UPDATE -> {
                // Without effect.
            }
            case DATA, HEADERS, CONTINUATION, RST_STREAM -> streams.receive(type, frame);
        }
    }

    /** RFC 9113 §6.5 */
    private void handleSettings(ReceivedFrame frame) throws IOException, MismatchException {
        require(frame.streamId() == 0, "SETTINGS on a stream (RFC 9113 §6.5)");
        if (frame.has(Flags.ACK)) {
            requireLength(frame, frame.payload().isEmpty());
            settingsAcks++;
            return;
        }
        requireLength(frame, frame.payload().length() % SETTING_BYTES == 0);
        for (int at = 0; at < frame.payload().length(); at += SETTING_BYTES) {
            settings.put((int) frame.number(at, 2), frame.number(at + 2, 4));
        }
        if (acknowledges) {
            send(FrameWriter.settingsAck());
        }
    }

    /** RFC 9113 §6.7 */
    private void handlePing(ReceivedFrame frame) throws IOException, MismatchException {
        require(frame.streamId() == 0, "PING on a stream (RFC 9113 §6.7)");
        requireLength(frame, frame.payload().length() == PING_BYTES);
        if (frame.has(Flags.ACK)) {
            pingAcks.add(frame.payload());
        } else {
            byte[] data = frame.payload().getBytes(StandardCharsets.ISO_8859_1);
            send(FrameWriter.frame(FrameType.PING, Flags.ACK, 0, data));
        }
    }

    private static void requireLength(ReceivedFrame frame, boolean isValid) throws MismatchException {
        require(
                isValid,
                "a frame with an invalid length (RFC 9113 §6): type " + frame.type() + " with "
                        + frame.payload().length());
    }

    private static void require(boolean isValid, String message) throws MismatchException {
        if (!isValid) {
            throw new MismatchException(message);
        }
    }
}
