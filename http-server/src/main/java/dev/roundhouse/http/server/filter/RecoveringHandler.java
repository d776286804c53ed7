package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** Sends responses for failures of the next handler: of the call, of a later reply, and of an upload. */
record RecoveringHandler(Handler next, Function<Throwable, Optional<Response>> recovery) implements Handler {
    @Override
    public Reply handle(Request request) throws IOException {
        return Replies.recover(() -> next.handle(request), recovery);
    }
}
