package dev.roundhouse.http.h1.client;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.ResponseHead;
import java.nio.ByteBuffer;

/** Called with the parts of a response as they are received. Nothing follows {@link #onComplete} or {@link #onFailure}. */
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

    /** The response failed, or its rest did. The connection cannot be used any more. */
    void onFailure(String reason);
}
