package dev.roundhouse.http.h1.codec;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the octets of a body off the wire, transfer coding removed, and knows when it is over. */
public interface BodyDecoder {
    /** Where the octets go. */
    @FunctionalInterface
    interface Sink {
        /** Takes octets, which are lent until the method returns. */
        void accept(ByteBuffer data) throws Http1Exception, IOException;
    }

    /** Takes octets from the wire as far as they belong to the body. */
    void decode(ByteBuffer wire, Sink sink) throws Http1Exception, IOException;

    /** Whether the body is whole. */
    boolean isDone();

    /** How many octets are known to be still to come: at least. */
    long minRemainingBytes();

    /** Whether the end of the connection ends the body, too. */
    default boolean isCloseDelimited() {
        return false;
    }

    /** Gives the next octets, as many as are there, but no more than that. */
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
