package dev.roundhouse.http.transport;

import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * An exchange whose reply is completed later. The thread that completes it stores the outcome here and wakes the thread of
 * the connection, which takes it; the two threads share nothing else. At most one outcome is taken, and every other reply is
 * released.
 */
final class PendingReply implements BiConsumer<Reply, Throwable> {
    /** No further outcome is accepted. */
    private static final CompletedReply CLOSED = new CompletedReply(Optional.empty(), Optional.empty());

    private final Exchange exchange;
    private final LaterReply later;
    private final Runnable wakeUp;
    private final Consumer<Throwable> unreleased;

    /** Null until the reply is completed. */
    private final AtomicReference<CompletedReply> outcome = new AtomicReference<>();

    /** The thread that is in {@link #await}, or null. */
    private Thread registering;

    /** The result: exactly one of the two is present. */
    record CompletedReply(Optional<Reply> reply, Optional<Throwable> failure) {}

    /**
     * A pending reply; {@link #await} starts to wait for it.
     *
     * @param wakeUp called by the completing thread when there is an outcome to take
     * @param unreleased called if a reply that was not taken could not be released
     */
    PendingReply(Exchange exchange, LaterReply later, Runnable wakeUp, Consumer<Throwable> unreleased) {
        this.exchange = exchange;
        this.later = later;
        this.wakeUp = wakeUp;
        this.unreleased = unreleased;
    }

    Exchange exchange() {
        return exchange;
    }

    /** Starts to wait. If the reply is completed already, there is an outcome at once and no wake-up. */
    void await() {
        registering = Thread.currentThread();
        later.stage().whenComplete(this);
        registering = null;
    }

    /** Called from any thread when the reply is completed. */
    @Override
    public void accept(Reply reply, Throwable failure) {
        CompletedReply completed = new CompletedReply(
                Optional.ofNullable(reply), Optional.ofNullable(failure).map(LaterReply::cause));
        if (outcome.compareAndSet(null, completed)) {
            wake();
        } else {
            release(completed);
        }
    }

    /** The field is not volatile: whatever another thread reads there, it is not that thread itself. */
    private void wake() {
        if (registering != Thread.currentThread()) {
            wakeUp.run();
        }
    }

    /** Whether there is an outcome. Called by the thread of the connection. */
    boolean isCompleted() {
        return outcome.get() != null;
    }

    /** Takes the outcome, once. Called by the thread of the connection. */
    Optional<CompletedReply> take() {
        if (outcome.get() == null) {
            return Optional.empty();
        }
        return Optional.of(outcome.getAndSet(CLOSED));
    }

    /** The connection is closed: cancels a reply that is not completed, releases one that was not taken. */
    void release() {
        CompletedReply former = outcome.getAndSet(CLOSED);
        if (former != null) {
            release(former);
            return;
        }
        try {
            later.cancel();
        } catch (RuntimeException mistake) {
            unreleased.accept(mistake);
        }
    }

    private void release(CompletedReply untaken) {
        try {
            untaken.reply().ifPresent(Reply::release);
        } catch (RuntimeException | Error mistake) {
            unreleased.accept(mistake);
        }
    }
}
