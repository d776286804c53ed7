package dev.roundhouse.http.h1.codec;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A body of known length. RFC 9112 §6.2 */
final class FixedLengthDecoder implements BodyDecoder {
    private long remaining;

    FixedLengthDecoder(long bytes) {
        this.remaining = bytes;
    }

    @Override
    public void decode(ByteBuffer wire, Sink sink) throws Http1Exception, IOException {
        int count = (int) Math.min(remaining, wire.remaining());
        remaining -= count;
        BodyDecoder.forward(wire, count, sink);
    }

    @Override
    public boolean isDone() {
        return remaining == 0;
    }

    @Override
    public long minRemainingBytes() {
        return remaining;
    }
}
