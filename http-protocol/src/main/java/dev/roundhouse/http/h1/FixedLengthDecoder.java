package dev.roundhouse.http.h1;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A body of known length. RFC 9112 §6.2 */
final class FixedLengthDecoder implements BodyDecoder {
    private long left;

    FixedLengthDecoder(long octets) {
        this.left = octets;
    }

    @Override
    public void decode(ByteBuffer wire, Sink sink) throws Http1Exception, IOException {
        int count = (int) Math.min(left, wire.remaining());
        left -= count;
        BodyDecoder.pass(wire, count, sink);
    }

    @Override
    public boolean isDone() {
        return left == 0;
    }

    @Override
    public long outstanding() {
        return left;
    }
}
