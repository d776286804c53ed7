package dev.roundhouse.http.conformance.http2;

import dev.roundhouse.http.conformance.runner.MismatchException;
import dev.roundhouse.http.conformance.runner.ReceiveTimeoutException;
import dev.roundhouse.http.conformance.runner.ResponseConditions;
import dev.roundhouse.http.conformance.runner.StepRunner;
import dev.roundhouse.http.conformance.runner.TestChannel;
import dev.roundhouse.http.conformance.scenario.Http2Step;
import dev.roundhouse.http.conformance.scenario.ReceivedResponse;
import dev.roundhouse.http.conformance.scenario.StatusLinePattern;
import dev.roundhouse.http.conformance.scenario.Step;
import dev.roundhouse.http.h2.ErrorCode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Runs the steps of a scenario in frames. Other servers than this one have the freedom of RFC 9113 §5.4: a stream error may end the
 * connection, which may be closed without GOAWAY.
 */
public final class FrameStepRunner implements StepRunner {
    private final TestChannel bytes;
    private final FrameChannel channel;
    private final Http2ResponseReader reader;
    private final boolean isOwnServer;

    /** Creates a runner for a new connection.
     *
     * @param isOwnServer whether implementation-specific expectations apply too
     */
    public FrameStepRunner(TestChannel testChannel, boolean isOwnServer) {
        this.bytes = testChannel;
        this.channel = new FrameChannel(testChannel);
        this.reader = new Http2ResponseReader(channel);
        this.isOwnServer = isOwnServer;
    }

    @Override
    public boolean run(Step step) throws IOException, MismatchException, ReceiveTimeoutException {
        if (step instanceof Step.Send send) {
            channel.send(send.bytes());
        } else if (step instanceof Step.ShutdownOutput) {
            bytes.shutdownOutput();
        } else if (step instanceof Step.AdvanceTime advanceTime) {
            bytes.advanceTime(advanceTime.time());
        } else if (step instanceof Step.Drain) {
            bytes.drain();
        } else if (step instanceof Http2Step.StopAcknowledging) {
            channel.stopAcknowledging();
        } else {
            return expect(step);
        }
        return true;
    }

    private boolean expect(Step step) throws IOException, MismatchException, ReceiveTimeoutException {
        if (step instanceof Http2Step.ExpectReset reset) {
            return expectReset(reset);
        }
        if (step instanceof Http2Step.ExpectGoAway goAway) {
            return expectGoAway(goAway);
        }
        if (step instanceof Http2Step.ExpectInterim interim) {
            expectInterim(interim);
        } else if (step instanceof Http2Step.ExpectFinal response) {
            expectFinal(response);
        } else if (step instanceof Step.ExpectClosed closed && applies(closed.isImplementationSpecific())) {
            expectClosed();
        } else if (step instanceof Step.ExpectOpen open && applies(open.isImplementationSpecific())) {
            expectOpen();
        } else {
            expectOther(step);
        }
        return true;
    }

    private boolean applies(boolean isImplementationSpecific) {
        return isOwnServer || !isImplementationSpecific;
    }

    private void expectOther(Step step) throws IOException, MismatchException, ReceiveTimeoutException {
        if (step instanceof Http2Step.ExpectHead head) {
            if (readFinalHead(head.streamId(), head.codes()).isComplete()) {
                throw mismatch("a response without content");
            }
        } else if (step instanceof Http2Step.ExpectData data) {
            expectData(data);
        } else if (step instanceof Http2Step.ExpectNothing nothing) {
            expectNothing(nothing);
        } else if (step instanceof Http2Step.ExpectPingAck ping) {
            while (!channel.pingAcks().contains(ping.data())) {
                readFrame();
            }
            channel.pingAcks().remove(ping.data());
        } else if (step instanceof Http2Step.ExpectSettingsAck acks) {
            while (channel.settingsAcks() < acks.count()) {
                readFrame();
            }
        } else if (step instanceof Http2Step.ExpectWindowUpdate update) {
            while (channel.windowUpdates(update.streamId()) < update.bytes()) {
                readFrame();
            }
        } else if (step instanceof Http2Step.ExpectSetting setting) {
            expectSetting(setting);
        }
    }

    private void readFrame() throws IOException, MismatchException, ReceiveTimeoutException {
        if (!channel.readFrame()) {
            throw mismatch("connection closed");
        }
    }

    private static MismatchException mismatch(String received) {
        return new MismatchException("received instead: " + received, received, false);
    }

    private void expectSetting(Http2Step.ExpectSetting setting)
            throws IOException, MismatchException, ReceiveTimeoutException {
        while (channel.setting(setting.id()).isEmpty()) {
            readFrame();
        }
        long value = channel.setting(setting.id()).orElseThrow();
        if (value != setting.value()) {
            throw mismatch("another value: " + value);
        }
    }

    // Streams

    private void expectInterim(Http2Step.ExpectInterim expected)
            throws IOException, MismatchException, ReceiveTimeoutException {
        ReceivedResponse received = reader.readHead(expected.streamId());
        if (received.status() != expected.status()) {
            throw mismatch("status " + received.status());
        }
    }

    private void expectFinal(Http2Step.ExpectFinal expected)
            throws IOException, MismatchException, ReceiveTimeoutException {
        ReceivedResponse head = readFinalHead(expected.streamId(), expected.codes());
        ReceivedResponse received = reader.readBody(expected.streamId(), head, expected.ending());
        ResponseConditions.check(received, expected.expectations(), isOwnServer);
    }

    private ReceivedResponse readFinalHead(int streamId, StatusLinePattern codes)
            throws IOException, MismatchException, ReceiveTimeoutException {
        ReceivedResponse head = reader.readHead(streamId);
        while (head.isInterim() && !isOwnServer) {
            head = reader.readHead(streamId);
        }
        if (!codes.matches(head)) {
            throw mismatch("status " + head.status());
        }
        return head;
    }

    private boolean expectReset(Http2Step.ExpectReset expected)
            throws IOException, MismatchException, ReceiveTimeoutException {
        int streamId = expected.streamId();
        Optional<StreamEvent> next = awaitEnd(streamId);
        if (next.isEmpty()) {
            return false;
        }
        StreamEvent event = reader.take(streamId);
        if (event instanceof StreamEvent.ReceivedFields fields && expected.allowsResponse() && isError(fields)) {
            ReceivedResponse head = new ReceivedResponse("", 400, fields.fields(), "", fields.isEnd());
            reader.readBody(streamId, head, Step.BodyEnding.FRAMED);
            channel.streams().ignore(streamId);
            // Another server may end the connection after the response.
            return isOwnServer;
        }
        if (!isOwnServer && isBeforeReset(event)) {
            return expectReset(expected);
        }
        if (!(event instanceof StreamEvent.ReceivedReset reset)) {
            throw Http2ResponseReader.instead(event);
        }
        requireCode(expected.codes(), reset.code());
        return true;
    }

    /** Another server may respond before it has read the frame that it rejects, and reset the stream without an error then. */
    private static boolean isBeforeReset(StreamEvent event) {
        return !(event instanceof StreamEvent.ReceivedReset reset) || reset.code() == ErrorCode.NO_ERROR.number();
    }

    private static boolean isError(StreamEvent.ReceivedFields fields) {
        return fields.status().startsWith("4");
    }

    /** The next event of a stream; empty if another server has ended the connection instead. */
    private Optional<StreamEvent> awaitEnd(int streamId)
            throws IOException, MismatchException, ReceiveTimeoutException {
        while (channel.streams().of(streamId).isEmpty()) {
            boolean isOpen = channel.readFrame();
            if (!isOwnServer && (!isOpen || !channel.goAways().isEmpty())) {
                return Optional.empty();
            }
            if (!isOpen) {
                throw mismatch("connection closed");
            }
        }
        return Optional.of(channel.streams().of(streamId).element());
    }

    private static void requireCode(Set<ErrorCode> codes, long received) throws MismatchException {
        if (codes.stream().noneMatch(code -> code.number() == received)) {
            throw mismatch("error code " + FrameChannel.codeName(received));
        }
    }

    private void expectData(Http2Step.ExpectData expected)
            throws IOException, MismatchException, ReceiveTimeoutException {
        int missing = expected.bytes();
        while (missing > 0) {
            StreamEvent event = reader.take(expected.streamId());
            if (!(event instanceof StreamEvent.ReceivedContent content)) {
                throw Http2ResponseReader.instead(event);
            }
            missing -= content.bytes().length();
            if (missing < 0) {
                String rest = content.bytes().substring(content.bytes().length() + missing);
                channel.streams()
                        .of(expected.streamId())
                        .addFirst(new StreamEvent.ReceivedContent(rest, content.isEnd()));
            }
        }
    }

    private void expectNothing(Http2Step.ExpectNothing expected)
            throws IOException, MismatchException, ReceiveTimeoutException {
        boolean isOpen = channel.synchronize();
        StreamEvent next = channel.streams().of(expected.streamId()).peek();
        if (next != null || !isOpen) {
            throw mismatch(next == null ? "connection closed" : next.toString());
        }
    }

    // The connection

    private boolean expectGoAway(Http2Step.ExpectGoAway expected)
            throws IOException, MismatchException, ReceiveTimeoutException {
        while (channel.goAways().isEmpty()) {
            if (!channel.readFrame()) {
                if (isOwnServer) {
                    throw mismatch("connection closed without GOAWAY");
                }
                return false;
            }
        }
        FrameChannel.ReceivedGoAway received = channel.goAways().remove();
        requireCode(expected.codes(), received.code());
        if (expected.lastStreamId().orElse(received.lastStreamId()) != received.lastStreamId()) {
            throw mismatch("last stream " + received.lastStreamId());
        }
        return true;
    }

    private void expectClosed() throws IOException, MismatchException, ReceiveTimeoutException {
        while (channel.readFrame()) {
            // What was sent before the end does not matter.
        }
    }

    /** RFC 9113 §6.7: an open connection acknowledges a PING. */
    private void expectOpen() throws IOException, MismatchException, ReceiveTimeoutException {
        if (!channel.synchronize() || !channel.goAways().isEmpty()) {
            throw mismatch(
                    channel.goAways().isEmpty()
                            ? "connection closed"
                            : "GOAWAY with "
                                    + FrameChannel.codeName(
                                            channel.goAways().element().code()));
        }
        if (isOwnServer && !channel.streams().unexpected().isEmpty()) {
            throw mismatch(channel.streams().unexpected().toString());
        }
    }
}
