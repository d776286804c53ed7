package dev.roundhouse.http.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/**
 * "Send me the body first." Choosing this is what makes the engine say 100 (Continue) to a client that waits for it
 * (RFC 9110 §10.1.1). The three methods are called by one thread at a time, in the order of the bytes; exactly one of
 * {@link #finish} and {@link #abort} ends it.
 */
public non-sealed interface Upload extends Reply {
    /**
     * Takes the next bytes of the body, transfer coding removed.
     *
     * @param bytes lent until the method returns; what is to be kept is to be copied
     * @throws IOException when they cannot be taken: the client is answered 500
     */
    void receive(ByteBuffer bytes) throws IOException;

    /**
     * The body is whole; this is the answer.
     *
     * @throws IOException when there is none: the client is answered 500
     */
    Response finish() throws IOException;

    /** The body will never be whole: let go of what was collected. */
    default void abort() {}

    @Override
    default Reply map(UnaryOperator<Response> change) {
        return new MappedUpload(this, change);
    }

    @Override
    default void release() {
        abort();
    }
}
