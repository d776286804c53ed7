package dev.roundhouse.http.h2.client;

import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameHandler;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.Payload;
import dev.roundhouse.http.h2.stream.FieldBlockDecoder;
import dev.roundhouse.http.h2.stream.HeaderBlock;
import dev.roundhouse.http.h2.stream.StreamState;
import dev.roundhouse.http.h2.stream.TrailerSection;
import java.nio.ByteBuffer;

/**
 * Does what each frame of the server demands. A violation that concerns one stream resets it; an exception ends the connection. RFC 9113
 * §6
 */
final class ClientFrameProcessor implements FrameHandler {
    private final Http2ClientConnection connection;
    private final ClientStreams streams;
    private final FieldBlockDecoder<DecodedResponse> decoder;
    private final HeaderBlock block;

    /** The stream of the DATA frame in progress; null if its data is dropped. */
    private ClientStream dataStream;

    private int framePayload;
    private int frameData;

    ClientFrameProcessor(Http2ClientConnection connection, ClientStreams streams) {
        this.connection = connection;
        this.streams = streams;
        this.decoder = new FieldBlockDecoder<>(connection.limits(), () -> new ResponseFields(connection.limits()));
        this.block = new HeaderBlock(connection.limits(), this::receiveBlock);
    }

    private static Http2Exception violation(Http2Error error) {
        return new Http2Exception(error);
    }

    /** An action on a stream, which is reset if it fails. */
    private interface StreamAction {
        void run() throws Http2Exception;
    }

    private void perform(ClientStream stream, StreamAction action) {
        try {
            if (!stream.state().isOpenForPeer()) {
                throw violation(Http2Error.STREAM_HALF_CLOSED);
            }
            action.run();
        } catch (Http2Exception violated) {
            connection.reset(stream, violated.error());
        }
    }

    // DATA, RFC 9113 §6.1

    @Override
    public void beginData(int streamId, int payloadBytes) throws Http2Exception {
        framePayload = payloadBytes;
        frameData = 0;
        if (!connection.receiveWindow().receive(payloadBytes)) {
            throw violation(Http2Error.CONNECTION_WINDOW_EXCEEDED);
        }
        dataStream = streams.get(streamId);
        if (dataStream == null) {
            checkClosed(streamId);
        } else {
            withDataStream(stream -> stream.beginData(payloadBytes));
        }
    }

    @Override
    public void receiveData(ByteBuffer data) {
        int count = data.remaining();
        frameData += count;
        connection.receiveWindow().consume(count);
        if (dataStream != null) {
            withDataStream(stream -> stream.receiveData(data));
        }
    }

    @Override
    public void endData(boolean endStream) {
        int padding = framePayload - frameData;
        connection.receiveWindow().consume(padding);
        if (dataStream != null) {
            withDataStream(stream -> stream.endData(padding, endStream));
        }
        connection.queue().addWindowUpdate(0, connection.receiveWindow());
    }

    /** An action on the stream of a DATA frame. */
    private interface DataAction {
        void run(ClientStream stream) throws Http2Exception;
    }

    /** The rest of the frame is dropped if the action fails, or the listener cancels. */
    private void withDataStream(DataAction action) {
        ClientStream stream = dataStream;
        perform(stream, () -> action.run(stream));
        if (stream.state() == StreamState.CLOSED) {
            dataStream = null;
        }
    }

    /** A frame on a stream that is not open. RFC 9113 §5.1 */
    private void checkClosed(int streamId) throws Http2Exception {
        if (streams.isIdle(streamId)) {
            throw violation(Http2Error.STREAM_IDLE);
        }
        // What the server sent before it noticed that the stream was reset is ignored; and so is what it sends after
        // its own reset.
        if (!streams.resets().isResetByUs(streamId) && !streams.resets().isResetByPeer(streamId)) {
            throw violation(Http2Error.STREAM_ENDED);
        }
    }

    // Other frames

    @Override
    public void receiveFrame(FrameType type, int flags, int streamId, Payload payload) throws Http2Exception {
        switch (type) {
            case HEADERS -> block.receiveHeaders(flags, streamId, payload);
            case CONTINUATION -> block.receiveContinuation(flags, payload);
            case PRIORITY -> {
                // RFC 9113 §5.3.2: deprecated, and of no use to a client.
            }
            case RST_STREAM -> receiveReset(streamId, ErrorCode.of(payload.intAt(0)));
            case SETTINGS -> receiveSettings(flags, payload);
            case PUSH_PROMISE -> throw violation(Http2Error.PUSH_UNEXPECTED);
            case PING -> receivePing(flags, payload);
            case GOAWAY -> connection.receiveGoAway(payload.uint31At(0), ErrorCode.of(payload.intAt(Integer.BYTES)));
            case WINDOW_UPDATE -> receiveWindowUpdate(streamId, payload.uint31At(0));
            // RFC 9218 §7.1: only clients send it.
            case PRIORITY_UPDATE -> throw violation(Http2Error.PRIORITY_UPDATE_INVALID);
            case DATA -> throw new IllegalStateException("DATA is not collected");
        }
    }

    @Override
    public void skipFrame() {
        // RFC 9113 §5.5: frames of unknown types are ignored.
    }

    private void receiveBlock(int streamId, boolean endStream, byte[] bytes, int from, int to) throws Http2Exception {
        ClientStream stream = streams.get(streamId);
        if (stream == null) {
            decoder.skip(bytes, from, to);
            checkClosed(streamId);
        } else if (stream.hasHead()) {
            TrailerSection trailers = decoder.decodeTrailers(bytes, from, to);
            perform(stream, () -> stream.receiveTrailers(trailers, endStream));
        } else {
            DecodedResponse head = decoder.decodeHead(bytes, from, to, endStream);
            perform(stream, () -> stream.receiveHead(head, endStream));
        }
    }

    /** RFC 9113 §6.4 */
    private void receiveReset(int streamId, ErrorCode code) throws Http2Exception {
        if (streams.isIdle(streamId)) {
            throw violation(Http2Error.STREAM_IDLE);
        }
        ClientStream stream = streams.get(streamId);
        if (stream != null) {
            connection.receiveReset(stream, code);
        }
    }

    /** RFC 9113 §6.5 */
    private void receiveSettings(int flags, Payload payload) throws Http2Exception {
        if (!Flags.has(flags, Flags.ACK)) {
            connection.applySettings(payload);
        }
    }

    /** RFC 9113 §6.7 */
    private void receivePing(int flags, Payload payload) throws Http2Exception {
        long data = payload.longAt(0);
        if (Flags.has(flags, Flags.ACK)) {
            connection.onPingAcknowledged(data);
        } else {
            connection.acknowledgePing(data);
        }
    }

    /** RFC 9113 §6.9 */
    private void receiveWindowUpdate(int streamId, int increment) throws Http2Exception {
        if (streamId == 0) {
            connection.queue().changeWindow(increment);
            return;
        }
        if (streams.isIdle(streamId)) {
            throw violation(Http2Error.STREAM_IDLE);
        }
        ClientStream stream = streams.get(streamId);
        if (stream == null) {
            return;
        }
        if (increment == 0) {
            connection.reset(stream, Http2Error.WINDOW_INCREMENT_ZERO);
        } else if (!stream.sender().changeWindow(increment)) {
            connection.reset(stream, Http2Error.WINDOW_OVERFLOW);
        }
    }
}
