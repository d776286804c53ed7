package dev.roundhouse.http.h1.client;

import dev.roundhouse.http.message.ResponseHead;
import java.nio.ByteBuffer;

/** Takes a response as it comes. After {@link #onComplete} or {@link #onFailure} nothing more is told. */
public interface ResponseListener {
    /** An interim response, as 100 (Continue); the final one is still to come. RFC 9110 §15.2 */
    default void onInterimResponse(ResponseHead head) {}

    /** The head of the final response. */
    void onHead(ResponseHead head);

    /** Some octets of its body, lent until the method returns. */
    void onContent(ByteBuffer data);

    /** The response is whole. */
    void onComplete();

    /** There will be no response, or not the rest of it; the connection is of no more use. */
    void onFailure(String why);
}
