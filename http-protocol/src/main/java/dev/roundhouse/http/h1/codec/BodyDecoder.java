package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.message.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Decodes a body: removes the transfer coding, and finds the end. */
public interface BodyDecoder {
    /** Receives the content. */
    @FunctionalInterface
    interface Sink {
        /** Receives bytes. The buffer is valid until the method returns. */
        void accept(ByteBuffer data) throws Http1Exception, IOException;
    }

    /** Consumes bytes, as far as they belong to the body. */
    void decode(ByteBuffer wire, Sink sink) throws Http1Exception, IOException;

    /** Whether the body is complete. */
    boolean isDone();

    /** The fields that followed the body, when it is complete; none for a body that is not chunked. RFC 9110 §6.5 */
    default Headers trailers() {
        return Headers.EMPTY;
    }

    /** Minimum number of bytes that are still to be received. */
    long minRemainingBytes();

    /** Whether the end of the connection ends the body. */
    default boolean isCloseDelimited() {
        return false;
    }

    /** Passes on the available bytes, up to a limit. Returns how many. */
    static int forward(ByteBuffer wire, long limit, Sink sink) throws Http1Exception, IOException {
        int count = (int) Math.min(limit, wire.remaining());
        if (count > 0) {
            ByteBuffer data = wire.slice(wire.position(), count);
            wire.position(wire.position() + count);
            sink.accept(data);
        }
        return count;
    }
}
