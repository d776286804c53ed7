package dev.roundhouse.http.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/**
 * A reply that first receives the request body. It makes the connection send 100 (Continue) to a client that waits for it
 * (RFC 9110 §10.1.1). The methods are called by one thread at a time, {@link #receive} in the order of the bytes, then
 * exactly one of {@link #finish} and {@link #abort}.
 *
 * <pre>{@code
 * final class ByteCounter implements Upload {
 *     private long count;
 *
 *     public void receive(ByteBuffer bytes) {
 *         count += bytes.remaining();
 *     }
 *
 *     public Response finish() {
 *         return Response.plain(Status.OK, count + " bytes");
 *     }
 * }
 * }</pre>
 */
public non-sealed interface Upload extends Reply {
    /**
     * Receives the next bytes of the body, without transfer coding.
     *
     * @param bytes valid until the method returns; copy what is needed later
     * @throws IOException when they cannot be processed: the client gets 500
     */
    void receive(ByteBuffer bytes) throws IOException;

    /**
     * Returns the response, when the body is complete.
     *
     * @throws IOException when there is none: the client gets 500
     */
    Response finish() throws IOException;

    /** Releases what was received: the body will not be complete. */
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
