package dev.roundhouse.http.h1.codec;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A body that ends with the connection. RFC 9112 §6.3 rule 8 */
final class CloseDelimitedDecoder implements BodyDecoder {
    @Override
    public void decode(ByteBuffer wire, Sink sink) throws Http1Exception, IOException {
        BodyDecoder.forward(wire, Long.MAX_VALUE, sink);
    }

    @Override
    public boolean isDone() {
        return false;
    }

    @Override
    public long minRemainingBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isCloseDelimited() {
        return true;
    }
}
