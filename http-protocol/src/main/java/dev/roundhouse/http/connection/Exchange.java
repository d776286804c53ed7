package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;

/** A request that waits for its reply. There is one reply, from the thread that uses the connection. */
public interface Exchange {
    /** The request. */
    Request request();

    /**
     * Replies to the request. The connection owns the reply from now on, and closes its body or upload, also when the
     * connection has been closed in the meantime.
     *
     * @throws IllegalArgumentException for a {@link dev.roundhouse.http.message.LaterReply}: a connection has no threads, so
     *     the caller awaits it and passes on its result
     * @throws IllegalStateException when there has been a reply
     */
    void reply(Reply reply, long nowNanos);

    /**
     * Responds with 500, because the handler failed.
     *
     * @throws IllegalStateException when there has been a reply
     */
    void fail(long nowNanos);
}
