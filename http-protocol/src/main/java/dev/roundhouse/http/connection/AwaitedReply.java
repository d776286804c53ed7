package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import java.util.function.Consumer;

/** Waits for a reply that comes later, one at a time. Used by the thread that uses the connection. */
public final class AwaitedReply {
    private final ConnectionContext context;
    private final Consumer<? super Reply> replies;
    private final Consumer<? super Throwable> failures;

    /** Null when there is none. */
    private PendingReply pending;

    /**
     * Waits for nothing yet.
     *
     * @param context of the connection, which is woken up when the reply has come
     * @param replies receives the reply, once
     * @param failures receives the reason if there is no reply
     */
    public AwaitedReply(
            ConnectionContext context, Consumer<? super Reply> replies, Consumer<? super Throwable> failures) {
        this.context = context;
        this.replies = replies;
        this.failures = failures;
    }

    /** Starts to wait; passes on what has come already. */
    public void await(Request request, LaterReply later) {
        pending = new PendingReply(request, later, context);
        try {
            pending.start();
        } catch (RuntimeException | Error cause) {
            // The stage may be completed nevertheless; then its reply is released.
            release();
            failures.accept(cause);
            return;
        }
        take();
    }

    /** Passes on the reply, or the reason why there is none, if it has come. */
    public void take() {
        if (pending == null || !pending.isCompleted()) {
            return;
        }
        PendingReply.CompletedReply outcome = pending.take();
        pending = null;
        outcome.reply().ifPresent(replies);
        outcome.failure().ifPresent(failures);
    }

    /** The reply is not needed. */
    public void release() {
        if (pending != null) {
            PendingReply unneeded = pending;
            pending = null;
            unneeded.release();
        }
    }
}
