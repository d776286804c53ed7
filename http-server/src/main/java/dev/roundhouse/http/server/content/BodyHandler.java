package dev.roundhouse.http.server.content;

import dev.roundhouse.http.message.Reply;
import java.io.IOException;

/**
 * A function from a received body to a reply.
 *
 * @param <T> what the body was received into
 */
@FunctionalInterface
public interface BodyHandler<T> {
    /**
     * Handles a body that has been received completely.
     *
     * @return a response, or a later reply; no upload
     * @throws IOException when it cannot be handled: the client gets 500
     */
    Reply handle(T body) throws IOException;
}
