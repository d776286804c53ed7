package dev.roundhouse.http.conformance.http2;

import dev.roundhouse.http.conformance.runner.MismatchException;
import dev.roundhouse.http.conformance.runner.ReceiveTimeoutException;
import dev.roundhouse.http.conformance.runner.ResponseConditions;
import dev.roundhouse.http.conformance.runner.StepRunner;
import dev.roundhouse.http.conformance.runner.TestChannel;
import dev.roundhouse.http.conformance.scenario.Assertion;
import dev.roundhouse.http.conformance.scenario.Expectation;
import dev.roundhouse.http.conformance.scenario.ReceivedResponse;
import dev.roundhouse.http.conformance.scenario.Step;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.frame.FrameWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs a scenario of HTTP/1.1 over HTTP/2: requests are translated, and the responses have to be as for HTTP/1.1, apart from what concerns
 * the connection. A malformed request, which gets 400 over HTTP/1.1, may be a stream error instead (RFC 9113 §8.1.1).
 */
public final class MessageStepRunner implements StepRunner {
    private static final int ENABLE_PUSH = 2;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int INITIAL_WINDOW = 65_535;
    private static final int BAD_REQUEST = 400;

    /** The fields of a response that HTTP/2 does not have. RFC 9113 §8.2.2 */
    private static final Set<String> OF_CONNECTION = Set.of("connection", "keep-alive", "transfer-encoding", "upgrade");

    private final FrameChannel channel;
    private final Http2ResponseReader reader;
    private final boolean isOwnServer;
    private final Consumer<ReceivedResponse> observer;
    private final RequestTranslator translator = new RequestTranslator();

    /** What has been sent and counts for flow control, by stream; 0 is the connection. */
    private final Map<Integer, Long> sentBytes = new HashMap<>();

    private boolean hasBegun;

    /** The stream of the next response. */
    private int streamId = 1;

    /** Creates a runner for a new connection.
     *
     * @param isOwnServer whether implementation-specific expectations apply too
     */
    public MessageStepRunner(TestChannel testChannel, boolean isOwnServer) {
        this(testChannel, isOwnServer, response -> {});
    }

    /**
     * Creates a runner whose responses are observed.
     *
     * @param observer receives each final response; one with status 400 and no fields for a stream error
     */
    public MessageStepRunner(TestChannel testChannel, boolean isOwnServer, Consumer<ReceivedResponse> observer) {
        this.channel = new FrameChannel(testChannel);
        this.reader = new Http2ResponseReader(channel);
        this.isOwnServer = isOwnServer;
        this.observer = observer;
    }

    @Override
    public boolean run(Step step) throws IOException, MismatchException, ReceiveTimeoutException {
        if (step instanceof Step.Send send) {
            send(send.bytes());
        } else if (step instanceof Step.InterimResponse interim && !interim.isOptional()) {
            expectInterim(interim);
        } else if (step instanceof Step.FinalResponse response) {
            expectFinal(response);
        }
        return true;
    }

    // Requests

    private void send(String bytes) throws IOException, MismatchException, ReceiveTimeoutException {
        if (!hasBegun) {
            hasBegun = true;
            channel.send(FrameChannel.PREFACE);
            channel.send(FrameWriter.settings(ENABLE_PUSH, 0, INITIAL_WINDOW_SIZE, Integer.MAX_VALUE));
            channel.send(FrameWriter.windowUpdate(0, Integer.MAX_VALUE - INITIAL_WINDOW));
        }
        try {
            for (TranslatedFrame frame : translator.translate(bytes)) {
                if (frame.dataBytes() == 0 || awaitWindow(frame)) {
                    channel.send(frame.encoded());
                }
            }
        } catch (NotTranslatableException different) {
            throw new IllegalStateException("the scenario does not apply to HTTP/2", different);
        }
    }

    /** Waits until flow control allows a frame; false if the server does not need it any more. */
    private boolean awaitWindow(TranslatedFrame frame) throws IOException, MismatchException, ReceiveTimeoutException {
        long stream = add(frame.streamId(), frame.dataBytes());
        long connection = add(0, frame.dataBytes());
        while (connection > INITIAL_WINDOW + channel.windowUpdates(0)
                || stream > initialWindow() + channel.windowUpdates(frame.streamId())) {
            if (channel.streams().hasEnded(frame.streamId()) || !channel.readFrame()) {
                add(frame.streamId(), -frame.dataBytes());
                add(0, -frame.dataBytes());
                return false;
            }
        }
        return true;
    }

    private long add(int stream, int bytes) {
        return sentBytes.merge(stream, (long) bytes, Long::sum);
    }

    private long initialWindow() {
        return channel.setting(INITIAL_WINDOW_SIZE).orElse((long) INITIAL_WINDOW);
    }

    // Responses

    private void expectInterim(Step.InterimResponse expected)
            throws IOException, MismatchException, ReceiveTimeoutException {
        ReceivedResponse received = reader.readHead(streamId);
        if (received.status() != expected.status()) {
            throw instead(received);
        }
    }

    private void expectFinal(Step.FinalResponse expected)
            throws IOException, MismatchException, ReceiveTimeoutException {
        int current = streamId;
        streamId += 2;
        if (expected.statusLine().matchesStatus(BAD_REQUEST) && isRejected(current)) {
            observer.accept(new ReceivedResponse(Http2ResponseReader.VERSION, BAD_REQUEST, List.of(), "", true));
            return;
        }
        ReceivedResponse head = reader.readHead(current);
        while (head.isInterim()) {
            head = reader.readHead(current);
        }
        ReceivedResponse received = reader.readBody(current, head, expected.ending());
        if (!expected.statusLine().matchesStatus(received.status())) {
            throw instead(received);
        }
        ResponseConditions.check(received, applicable(expected.expectations()), isOwnServer);
        observer.accept(received);
    }

    private boolean isRejected(int current) throws IOException, MismatchException, ReceiveTimeoutException {
        if (reader.peek(current).orElse(null) instanceof StreamEvent.ReceivedReset reset
                && reset.code() == ErrorCode.PROTOCOL_ERROR.number()) {
            reader.take(current);
            return true;
        }
        return false;
    }

    private static MismatchException instead(ReceivedResponse received) {
        return new MismatchException("received " + received + " instead", received.status() + " received", false);
    }

    private static List<Expectation> applicable(List<Expectation> expectations) {
        return expectations.stream()
                .filter(expectation -> !(expectation.assertion() instanceof Assertion.FieldMatches field
                        && OF_CONNECTION.contains(field.name().toLowerCase(Locale.ROOT))))
                .toList();
    }
}
