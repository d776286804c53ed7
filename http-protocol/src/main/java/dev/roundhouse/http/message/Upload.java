package dev.roundhouse.http.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A reply that first receives the request body. It makes the connection send 100 (Continue) to a client that waits for it
 * (RFC 9110 §10.1.1). The methods are called by one thread at a time, {@link #receive} in the order of the bytes, then
 * exactly one of {@link #finish} and {@link #abort}.
 *
 * <p>An upload that cannot take more bytes at the moment returns false from {@link #isReady}: then no more are read from the socket,
 * and the client has to wait. When it is ready again it calls the {@code wakeUp} of {@link #start}.
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
     * Called once, before the other methods; not at all when the upload is {@linkplain #release released}.
     *
     * @param wakeUp to be called when the upload is ready again; by any thread, at any time, also more often than needed. It
     *     returns at once
     */
    default void start(Runnable wakeUp) {}

    /**
     * Whether the upload takes bytes now. While it does not, the client's timeouts do not run. Called by the thread that
     * uses the connection, after bytes were received and after a wake-up.
     */
    default boolean isReady() {
        return true;
    }

    /**
     * The maximum number of bytes of the body. The response to a longer one is 413, and the upload is aborted: before any byte
     * is received, and without 100 (Continue), if the length is declared; otherwise as soon as more bytes have come. RFC 9110
     * §15.5.14
     */
    default long maxBytes() {
        return Long.MAX_VALUE;
    }

    /**
     * Returns a response that does not need the rest of the body, as soon as there is one: then the upload is aborted, the
     * response is sent, and the rest of the body is skipped. Called by the thread that uses the connection, after bytes were
     * received and after a wake-up, until it returns a response. When the last bytes have been received, {@link #finish} is
     * called instead.
     */
    default Optional<Response> earlyResponse() {
        return Optional.empty();
    }

    /**
     * Receives the next bytes of the body, without transfer coding. At most the bytes that have been read already, which
     * are less than 64 KiB, follow after {@link #isReady} has become false.
     *
     * @param bytes valid until the method returns; copy what is needed later
     * @throws IOException when they cannot be processed: the client gets 500
     */
    void receive(ByteBuffer bytes) throws IOException;

    /**
     * Receives the fields that followed the body, if there are any: those that {@link TrailerFields#isAllowed} allows. RFC
     * 9110 §6.5
     */
    default void receiveTrailers(Headers trailers) {}

    /**
     * Returns the response, or a {@link LaterReply} that is completed with one. The body is complete.
     *
     * @throws IOException when there is none: the client gets 500
     */
    Reply finish() throws IOException;

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
