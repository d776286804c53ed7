package dev.roundhouse.http.h2.frame;

import java.nio.ByteBuffer;

/** Writes down the frames that a reader passes on, in a line for each. */
final class FrameLog implements FrameHandler {
    private final StringBuilder lines = new StringBuilder();
    private final StringBuilder data = new StringBuilder();

    @Override
    public void beginData(int streamId, int payloadBytes) {
        lines.append("DATA ").append(streamId).append(" of ").append(payloadBytes);
        data.setLength(0);
    }

    @Override
    public void receiveData(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            data.append((char) (bytes.get() & 0xFF));
        }
    }

    @Override
    public void endData(boolean endStream) {
        lines.append(' ').append(data).append(endStream ? " end" : "").append('\n');
    }

    @Override
    public void receiveFrame(FrameType type, int flags, int streamId, Payload payload) {
        lines.append(type).append(' ').append(streamId).append(" flags ").append(flags);
        lines.append(' ').append(payload.textFrom(0)).append('\n');
    }

    @Override
    public void skipFrame() {
        lines.append("skipped\n");
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
