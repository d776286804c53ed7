package dev.roundhouse.http.h2.frame;

import dev.roundhouse.http.h2.Http2Exception;
import java.nio.ByteBuffer;

/** Receives the frames that a {@link FrameReader} reads. An exception ends the connection. */
public interface FrameHandler {
    /**
     * A DATA frame begins. All of its payload counts for flow control, padding included. RFC 9113 §6.9.1
     *
     * @param payloadBytes the length of the payload
     */
    void beginData(int streamId, int payloadBytes) throws Http2Exception;

    /**
     * Bytes of the DATA frame that has begun, without padding.
     *
     * @param data the caller's buffer, valid until the method returns; what is left in it is dropped
     */
    void receiveData(ByteBuffer data) throws Http2Exception;

    /** The DATA frame that has begun is complete. */
    void endData(boolean endStream) throws Http2Exception;

    /**
     * A frame of another type is complete.
     *
     * @param payload without padding; valid until the method returns
     */
    void receiveFrame(FrameType type, int flags, int streamId, Payload payload) throws Http2Exception;

    /** A frame of an unknown type was skipped. RFC 9113 §4.1 */
    void skipFrame() throws Http2Exception;
}
