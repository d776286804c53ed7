package dev.roundhouse.http.message;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * The result of a handler: a {@link Response}, an {@link Upload} that receives the request body first, or a
 * {@link LaterReply}, which is completed with one of them.
 *
 * <pre>{@code
 * Handler slow = request -> Reply.later(CompletableFuture.supplyAsync(() -> Response.plain(Status.OK, "done")));
 * Handler marked = request -> slow.handle(request).map(response -> response.with("X-Mark", "1"));
 * }</pre>
 */
public sealed interface Reply permits Response, Upload, LaterReply {
    /**
     * Returns a reply that is completed later, from any thread, without blocking an event loop. A stage that fails is treated
     * as a handler that throws. When the client disconnects first, a stage that is a {@link java.util.concurrent.Future} is
     * cancelled, and a reply with which it is completed nevertheless is released. A transport with event loops notices a client
     * that resets its connection within a second, also behind requests that are not read yet if the system is Linux; a transport
     * with threads notices it when the response is sent.
     *
     * @param stage completed once, with any kind of reply; not shared, since it may be cancelled
     */
    static Reply later(CompletionStage<? extends Reply> stage) {
        return new LaterReply(stage);
    }

    /**
     * Returns this reply with its response changed as soon as there is one, to decorate the reply of another handler.
     *
     * @param change applied once, by the thread that completes the response; when it throws, the response is released
     */
    Reply map(UnaryOperator<Response> change);

    /** Releases a reply that will not be sent. Called instead of passing it to the connection, never in addition. */
    void release();

    /**
     * Returns this reply, or waits for the reply with which a later one is completed. For a thread per connection.
     *
     * @return a response or an upload
     * @throws IOException when the reply failed with it; other exceptions are thrown as they are
     */
    default Reply await() throws IOException {
        return this;
    }
}
