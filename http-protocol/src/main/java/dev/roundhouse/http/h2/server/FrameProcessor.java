package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameHandler;
import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.Payload;
import dev.roundhouse.http.h2.stream.Budget;
import dev.roundhouse.http.h2.stream.FieldBlockDecoder;
import dev.roundhouse.http.h2.stream.HeaderBlock;
import dev.roundhouse.http.h2.stream.StreamState;
import dev.roundhouse.http.h2.stream.TrailerSection;
import dev.roundhouse.http.message.Headers;
import java.nio.ByteBuffer;

/**
 * Does what each frame of the client demands. A violation that concerns one stream resets it; an exception ends the session. RFC 9113
 * §6
 */
final class FrameProcessor implements FrameHandler {
    private final Http2Session session;
    private final ServerStreams streams;
    private final FieldBlockDecoder<DecodedHead> decoder;
    private final HeaderBlock block;

    /** The stream of the DATA frame in progress; null if its data is dropped. */
    private Http2Stream dataStream;

    private int framePayload;
    private int frameData;

    FrameProcessor(Http2Session session) {
        this.session = session;
        this.streams = session.streams();
        this.decoder = new FieldBlockDecoder<>(session.limits(), () -> new RequestFields(session.limits()));
        this.block = new HeaderBlock(session.limits(), this::receiveBlock);
    }

    private static Http2Exception violation(Http2Error error) {
        return new Http2Exception(error);
    }

    // DATA, RFC 9113 §6.1

    @Override
    public void beginData(int streamId, int payloadBytes) throws Http2Exception {
        dataStream = null;
        framePayload = payloadBytes;
        frameData = 0;
        if (!session.receiveWindow().receive(payloadBytes)) {
            throw violation(Http2Error.CONNECTION_WINDOW_EXCEEDED);
        }
        Http2Stream stream = streams.get(streamId);
        if (stream == null) {
            checkClosed(streamId);
        } else if (!stream.state().isOpenForPeer()) {
            reject(stream, Http2Error.STREAM_HALF_CLOSED);
        } else {
            dataStream = stream;
            withStream(() -> stream.body().beginData(payloadBytes));
        }
    }

    @Override
    public void receiveData(ByteBuffer data) throws Http2Exception {
        int count = data.remaining();
        frameData += count;
        dropIfClosed();
        if (dataStream == null) {
            session.receiveWindow().consume(count);
        } else {
            session.budget().earn(count);
            withStream(() -> dataStream.body().receiveData(data));
        }
    }

    @Override
    public void endData(boolean endStream) throws Http2Exception {
        int padding = framePayload - frameData;
        if (frameData == 0 && !endStream) {
            session.charge(Budget.Event.EMPTY_DATA);
        }
        dropIfClosed();
        if (dataStream == null) {
            session.receiveWindow().consume(padding);
        } else {
            withStream(() -> dataStream.body().endData(padding, endStream));
        }
    }

    /** An action on the stream of a DATA frame, whose rest is dropped if it fails. */
    private interface Action {
        void run() throws Http2Exception;
    }

    private void withStream(Action action) throws Http2Exception {
        Http2Stream stream = dataStream;
        try {
            action.run();
        } catch (Http2Exception failed) {
            reject(stream, failed.error());
        }
        dropIfClosed();
    }

    /** A stream can be reset between two pieces of a frame: by a timeout, or because its content has failed. */
    private void dropIfClosed() {
        if (dataStream != null && dataStream.state() == StreamState.CLOSED) {
            dataStream = null;
        }
    }

    /** Rejects what the client has sent on a stream, and charges it. */
    private void reject(Http2Stream stream, Http2Error error) throws Http2Exception {
        session.charge(Budget.Event.RESET_BY_US);
        stream.rejectWith(error);
    }

    /** A frame on a stream that is not open. RFC 9113 §5.1 */
    private void checkClosed(int streamId) throws Http2Exception {
        if (streams.isIdle(streamId)) {
            throw violation(Http2Error.STREAM_IDLE);
        }
        if (streams.isIgnored(streamId)) {
            session.charge(Budget.Event.IGNORED);
            return;
        }
        if (!streams.resets().isResetByPeer(streamId)) {
            throw violation(Http2Error.STREAM_ENDED);
        }
        session.charge(Budget.Event.RESET_BY_US);
        // Once: further frames are ignored.
        streams.resets().add(streamId, true);
        session.resetClosed(streamId, Http2Error.STREAM_RESET_BY_PEER);
    }

    // Other frames

    @Override
    public void receiveFrame(FrameType type, int flags, int streamId, Payload payload) throws Http2Exception {
        switch (type) {
            case HEADERS -> receiveHeaders(flags, streamId, payload);
            case CONTINUATION -> receiveContinuation(flags, payload);
            case PRIORITY -> receivePriority(streamId, payload);
            case RST_STREAM -> receiveReset(streamId);
            case SETTINGS -> receiveSettings(flags, payload);
            case PUSH_PROMISE -> throw violation(Http2Error.PUSH_UNEXPECTED);
            case PING -> receivePing(flags, payload);
            case GOAWAY -> receiveGoAway();
            case WINDOW_UPDATE -> receiveWindowUpdate(streamId, payload.uint31At(0));
            case PRIORITY_UPDATE -> receivePriorityUpdate(payload);
            case DATA -> throw new IllegalStateException("DATA is not collected");
        }
    }

    @Override
    public void skipFrame() throws Http2Exception {
        session.charge(Budget.Event.IGNORED);
    }

    /** RFC 9113 §6.2 */
    private void receiveHeaders(int flags, int streamId, Payload payload) throws Http2Exception {
        boolean selfDependent = Flags.has(flags, Flags.PRIORITY) && payload.uint31At(0) == streamId;
        block.receiveHeaders(flags, streamId, payload);
        if (selfDependent) {
            resetSelfDependent(streamId);
        }
    }

    /** RFC 9113 §6.10 */
    private void receiveContinuation(int flags, Payload payload) throws Http2Exception {
        session.charge(Budget.Event.CONTINUATION);
        block.receiveContinuation(flags, payload);
    }

    private void receiveBlock(int streamId, boolean endStream, byte[] bytes, int from, int to) throws Http2Exception {
        if (streamId % 2 == 0) {
            throw violation(Http2Error.STREAM_ID_EVEN);
        }
        Http2Stream stream = streams.get(streamId);
        if (stream != null) {
            receiveTrailers(stream, endStream, decoder.decodeTrailers(bytes, from, to));
        } else if (!streams.isIdle(streamId)) {
            decoder.skip(bytes, from, to);
            checkClosed(streamId);
        } else if (!session.acceptsStreams()) {
            decoder.skip(bytes, from, to);
            streams.advanceTo(streamId);
            session.charge(Budget.Event.IGNORED);
        } else {
            session.open(streamId, decoder.decodeHead(bytes, from, to, endStream), endStream);
        }
    }

    /** RFC 9113 §8.1 */
    private void receiveTrailers(Http2Stream stream, boolean endStream, TrailerSection trailers) throws Http2Exception {
        if (!stream.state().isOpenForPeer()) {
            reject(stream, Http2Error.STREAM_HALF_CLOSED);
        } else if (!endStream) {
            reject(stream, Http2Error.TRAILERS_WITHOUT_END);
        } else if (trailers.error() != null) {
            reject(stream, trailers.error());
        }
        if (stream.state().isOpenForPeer()) {
            endRequest(stream, trailers.fields());
        }
    }

    private void endRequest(Http2Stream stream, Headers trailers) throws Http2Exception {
        try {
            stream.body().endRequest(trailers);
        } catch (Http2Exception failed) {
            reject(stream, failed.error());
        }
    }

    /** RFC 9113 §5.3.2: deprecated, and without effect; §6.3 */
    private void receivePriority(int streamId, Payload payload) throws Http2Exception {
        session.charge(Budget.Event.PRIORITY);
        if (payload.length() != FrameReader.PRIORITY_BYTES) {
            resetOrFail(streamId, Http2Error.PRIORITY_LENGTH_INVALID);
        } else if (payload.uint31At(0) == streamId) {
            resetSelfDependent(streamId);
        }
    }

    private void resetSelfDependent(int streamId) throws Http2Exception {
        resetOrFail(streamId, Http2Error.PRIORITY_SELF_DEPENDENT);
    }

    /** RST_STREAM must not be sent on an idle or a closed stream: RFC 9113 §5.1, §6.4. So that is an error of the connection. */
    private void resetOrFail(int streamId, Http2Error error) throws Http2Exception {
        Http2Stream stream = streams.get(streamId);
        if (stream != null) {
            reject(stream, error);
        } else if (!streams.isIgnored(streamId)) {
            throw violation(error);
        }
    }

    /** RFC 9113 §6.4 */
    private void receiveReset(int streamId) throws Http2Exception {
        if (streams.isIdle(streamId)) {
            throw violation(Http2Error.STREAM_IDLE);
        }
        Http2Stream stream = streams.get(streamId);
        if (stream == null) {
            session.charge(Budget.Event.IGNORED);
        } else {
            streams.resets().add(streamId, false);
            stream.cancel();
            session.charge(Budget.Event.RESET_BY_PEER);
        }
    }

    /** RFC 9113 §6.5 */
    private void receiveSettings(int flags, Payload payload) throws Http2Exception {
        if (!Flags.has(flags, Flags.ACK)) {
            session.charge(Budget.Event.SETTINGS);
            session.applySettings(payload);
        } else {
            session.charge(Budget.Event.IGNORED);
            session.onSettingsAcknowledged();
        }
    }

    /** RFC 9113 §6.7 */
    private void receivePing(int flags, Payload payload) throws Http2Exception {
        long data = payload.longAt(0);
        if (Flags.has(flags, Flags.ACK)) {
            session.charge(Budget.Event.IGNORED);
            session.onPingAcknowledged(data);
        } else {
            session.charge(Budget.Event.PING);
            session.acknowledgePing(data);
        }
    }

    /** RFC 9113 §6.8 */
    private void receiveGoAway() throws Http2Exception {
        session.charge(Budget.Event.IGNORED);
        session.onGoAway();
    }

    /** RFC 9113 §6.9 */
    private void receiveWindowUpdate(int streamId, int increment) throws Http2Exception {
        session.charge(Budget.Event.WINDOW_UPDATE);
        if (streamId == 0) {
            session.changeWindow(increment);
            return;
        }
        if (streams.isIdle(streamId)) {
            throw violation(Http2Error.STREAM_IDLE);
        }
        Http2Stream stream = streams.get(streamId);
        if (stream == null) {
            return;
        }
        if (increment == 0) {
            reject(stream, Http2Error.WINDOW_INCREMENT_ZERO);
        } else if (!stream.changeWindow(increment)) {
            reject(stream, Http2Error.WINDOW_OVERFLOW);
        }
    }

    /** RFC 9218 §7.1 */
    private void receivePriorityUpdate(Payload payload) throws Http2Exception {
        session.charge(Budget.Event.PRIORITY_UPDATE);
        int streamId = payload.uint31At(0);
        if (streamId % 2 == 0) {
            throw violation(Http2Error.PRIORITY_UPDATE_INVALID);
        }
        streams.updatePriority(streamId, payload.textFrom(Integer.BYTES));
    }
}
