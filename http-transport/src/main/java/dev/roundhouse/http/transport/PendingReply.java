package dev.roundhouse.http.transport;

import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * An exchange whose reply comes later. Whoever completes it leaves the outcome here and wakes the connection, whose thread
 * takes it; nothing else is shared between the two. Of all that is ever left here, one outcome at most is taken, and every
 * other reply is released.
 */
final class PendingReply implements BiConsumer<Reply, Throwable> {
    /** Nothing more is taken. */
    private static final Outcome OVER = new Outcome(Optional.empty(), Optional.empty());

    private final Exchange exchange;
    private final LaterReply later;
    private final Runnable wakeUp;
    private final Consumer<Throwable> unreleased;

    /** Null until there is one. */
    private final AtomicReference<Outcome> outcome = new AtomicReference<>();

    /** The thread that begins to wait, while it does. */
    private Thread waking;

    /** How it came out: one of the two is there. */
    record Outcome(Optional<Reply> reply, Optional<Throwable> failure) {}

    /**
     * A reply that nobody waits for yet.
     *
     * @param wakeUp called by the completing thread when there is something to be taken
     * @param unreleased is told when a reply that nobody took could not be released
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

    /** Begins to wait. It may be over at once: then nobody is woken. */
    void await() {
        waking = Thread.currentThread();
        later.stage().whenComplete(this);
        waking = null;
    }

    /** The reply has been completed. From any thread. */
    @Override
    public void accept(Reply reply, Throwable failure) {
        Outcome arrived = new Outcome(
                Optional.ofNullable(reply), Optional.ofNullable(failure).map(LaterReply::cause));
        if (outcome.compareAndSet(null, arrived)) {
            wake();
        } else {
            release(arrived);
        }
    }

    /** Any other thread sees another value than itself, whichever it is. */
    private void wake() {
        if (waking != Thread.currentThread()) {
            wakeUp.run();
        }
    }

    /** What there is to be taken, once. For the connection's thread. */
    Optional<Outcome> take() {
        if (outcome.get() == null) {
            return Optional.empty();
        }
        return Optional.of(outcome.getAndSet(OVER));
    }

    /** The connection is over: cancels what has not been completed, releases what has not been taken. */
    void release() {
        Outcome former = outcome.getAndSet(OVER);
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

    private void release(Outcome untaken) {
        try {
            untaken.reply().ifPresent(Reply::release);
        } catch (RuntimeException | Error mistake) {
            unreleased.accept(mistake);
        }
    }
}
