package dev.roundhouse.http.server.routing;

import dev.roundhouse.http.message.Reply;
import java.io.IOException;

/** A function from a request to a reply, for one route. It is called by many threads at once, event loops among them. */
@FunctionalInterface
public interface RouteHandler {
    /**
     * Handles a request.
     *
     * @throws IOException when the request cannot be handled: the client gets 500, and the cause is logged
     */
    Reply handle(RoutedRequest request) throws IOException;
}
