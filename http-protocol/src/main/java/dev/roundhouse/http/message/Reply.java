package dev.roundhouse.http.message;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * What a handler makes of a request: a {@link Response}, or the wish to see the body first, an {@link Upload}, or the promise
 * of one of them, a {@link LaterReply}.
 */
public sealed interface Reply permits Response, Upload, LaterReply {
    /**
     * A reply that is completed later, from any thread, so that no selector loop waits for it. A stage that fails is treated
     * as a handler that throws. When the client disconnects first, a stage that is a {@link java.util.concurrent.Future} is
     * cancelled, and a reply that is completed all the same is released.
     *
     * @param stage completed once, with any kind of reply; it is not shared, since it may be cancelled
     */
    static Reply later(CompletionStage<? extends Reply> stage) {
        return new LaterReply(stage);
    }

    /**
     * This reply with its response changed, whenever there is one. The way to decorate what another handler replies.
     *
     * @param change applied once, by the thread that completes the response; when it throws, the response is released
     */
    Reply map(UnaryOperator<Response> change);

    /** Lets go of a reply that will not be sent. Called instead of handing it to the engine, never besides. */
    void release();

    /**
     * This reply, or what it becomes: waits for a reply that comes later. For those who use a thread for each connection.
     *
     * @return a response or an upload
     * @throws IOException when the reply failed of it; other failures as they are
     */
    default Reply await() throws IOException {
        return this;
    }
}
