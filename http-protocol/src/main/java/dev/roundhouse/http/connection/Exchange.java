package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;

/** A request that waits for its reply. There is one reply, given by the thread that uses the connection. */
public interface Exchange {
    /** The request. */
    Request request();

    /**
     * Replies to the request. The connection owns the reply from now on, and closes its body or upload, also when the
     * connection has been closed in the meantime. For a {@link dev.roundhouse.http.message.LaterReply} the connection waits
     * itself; it cancels the stage when the reply is no longer needed.
     *
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
