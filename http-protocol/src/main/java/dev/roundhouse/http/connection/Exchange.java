package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;

/** A request that waits for its answer. It is answered once, by the thread that uses the connection. */
public interface Exchange {
    /** What is asked. */
    Request request();

    /**
     * Answers it. The reply's body or upload belongs to the connection from now on, also when the peer is gone already.
     *
     * @throws IllegalArgumentException for a {@link dev.roundhouse.http.message.LaterReply}: the machine has no threads, so
     *     whoever drives it waits, and hands over what that reply becomes
     * @throws IllegalStateException when it has been answered before
     */
    void reply(Reply reply, long now);

    /** Answers that the handler failed: 500. */
    void fail(long now);
}
