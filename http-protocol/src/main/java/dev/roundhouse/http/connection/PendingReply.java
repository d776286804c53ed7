package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/**
 * The reply of an exchange, if it is completed later. The thread that completes it stores the outcome here and wakes up the
 * connection, whose thread takes it; the two threads share nothing else. At most one outcome is taken, and every other reply
 * is released.
 */
final class PendingReply implements BiConsumer<Reply, Throwable> {
    /** The outcome while {@link #start} runs: if the reply is completed meanwhile, a wake-up is not needed. */
    private static final CompletedReply STARTING = new CompletedReply(Optional.empty(), Optional.empty());

    /** The outcome when no further one is accepted. */
    private static final CompletedReply CLOSED = new CompletedReply(Optional.empty(), Optional.empty());

    private final Request request;
    private final LaterReply later;
    private final ConnectionContext context;

    /** Null until the reply is completed. */
    private final AtomicReference<CompletedReply> outcome = new AtomicReference<>(STARTING);

    /** The result: exactly one of the two is present. */
    static final class CompletedReply {
        private final Optional<Reply> reply;
        private final Optional<Throwable> failure;

        private CompletedReply(Optional<Reply> reply, Optional<Throwable> failure) {
            this.reply = reply;
            this.failure = failure;
        }

        /** The reply. */
        Optional<Reply> reply() {
            return reply;
        }

        /** Why there is no reply. */
        Optional<Throwable> failure() {
            return failure;
        }
    }

    /**
     * Creates a pending reply; {@link #start} starts to wait for it.
     *
     * @param request that it is the reply to
     * @param context of the connection that waits
     */
    PendingReply(Request request, LaterReply later, ConnectionContext context) {
        this.request = request;
        this.later = later;
        this.context = context;
    }

    /** Starts to wait. If the reply is completed already, there is an outcome at once and no wake-up. */
    void start() {
        later.stage().whenComplete(this);
        outcome.compareAndSet(STARTING, null);
    }

    /** Called by any thread when the reply is completed. */
    @Override
    public void accept(Reply reply, Throwable failure) {
        CompletedReply completed = new CompletedReply(
                Optional.ofNullable(reply), Optional.ofNullable(failure).map(LaterReply::cause));
        if (outcome.compareAndSet(STARTING, completed)) {
            return;
        }
        if (outcome.compareAndSet(null, completed)) {
            context.wakeUp();
        } else {
            release(completed);
        }
    }

    /** Whether there is an outcome. Called by the thread that uses the connection. */
    boolean isCompleted() {
        CompletedReply current = outcome.get();
        return current != null && current != STARTING;
    }

    /** Takes the outcome that is there, once. Called by the thread that uses the connection. */
    CompletedReply take() {
        return outcome.getAndSet(CLOSED);
    }

    /** The reply is not needed: cancels one that is not completed, releases one that was not taken. */
    void release() {
        CompletedReply former = outcome.getAndSet(CLOSED);
        if (former != null && former != STARTING) {
            release(former);
            return;
        }
        try {
            later.cancel();
        } catch (RuntimeException | Error mistake) {
            context.handlerFailed(request, mistake);
        }
    }

    private void release(CompletedReply untaken) {
        try {
            untaken.reply().ifPresent(Reply::release);
        } catch (RuntimeException | Error mistake) {
            context.handlerFailed(request, mistake);
        }
    }
}
