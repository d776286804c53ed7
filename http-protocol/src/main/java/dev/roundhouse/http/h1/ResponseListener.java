package dev.roundhouse.http.h1;

import dev.roundhouse.http.message.ResponseHead;
import java.nio.ByteBuffer;

/** Takes a response as it comes. After {@link #end} or {@link #failed} nothing more is told. */
public interface ResponseListener {
    /** An interim response, as 100 (Continue); the final one is still to come. RFC 9110 §15.2 */
    default void interim(ResponseHead head) {}

    /** The head of the final response. */
    void head(ResponseHead head);

    /** Some octets of its body, lent until the method returns. */
    void body(ByteBuffer data);

    /** The response is whole. */
    void end();

    /** There will be no response, or not the rest of it; the connection is of no more use. */
    void failed(String why);
}
