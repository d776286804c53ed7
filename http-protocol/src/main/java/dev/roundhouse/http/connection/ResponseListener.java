package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.ResponseHead;
import java.nio.ByteBuffer;

/**
 * Called by the connection of a client with the parts of a response as they are received, in every version of HTTP. Nothing follows
 * {@link #onComplete}, {@link #onFailure} or {@link #onUnprocessed}.
 */
public interface ResponseListener {
    /** An interim response, as 100 (Continue); the final one is still to come. RFC 9110 §15.2 */
    default void onInterimResponse(ResponseHead head) {}

    /** The head of the final response. */
    void onHead(ResponseHead head);

    /** Bytes of its body. The buffer is valid until the method returns. */
    void onContent(ByteBuffer data);

    /** The fields that followed the body, if there are any. RFC 9110 §6.5 */
    default void onTrailers(Headers trailers) {}

    /** The response is complete. */
    void onComplete();

    /** The response failed, or its rest did. With HTTP/1.1, the connection cannot be used any more. */
    void onFailure(String reason);

    /**
     * There is no response, and it is certain that the server has not processed the request: it may be sent again, whatever its method
     * is. HTTP/2 alone has this certainty. RFC 9113 §8.7
     */
    default void onUnprocessed(String reason) {
        onFailure(reason);
    }
}
