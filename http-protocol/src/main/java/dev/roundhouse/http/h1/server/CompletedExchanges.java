package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.CompletedExchange;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/** The summaries of exchanges that have ended, until they are polled. */
final class CompletedExchanges {
    /** The oldest summaries are dropped when there are so many: the caller does not poll them. */
    private static final int CAPACITY = 256;

    /** Null when there is none. Most connections have at most one at a time. */
    private CompletedExchange first;

    /** The summaries after the first; null until there is one. */
    private ArrayDeque<CompletedExchange> rest;

    private long bytesCounted;

    /**
     * Adds the summary of an exchange whose response has been sent, or never will be.
     *
     * @param totalSent bytes sent on this connection so far
     */
    void add(Http1Exchange exchange, boolean complete, long totalSent, long nowNanos) {
        enqueue(exchange.summary(totalSent - bytesCounted, complete, nowNanos));
        bytesCounted = totalSent;
    }

    private void enqueue(CompletedExchange completedExchange) {
        if (first == null) {
            first = completedExchange;
            return;
        }
        if (rest == null) {
            rest = new ArrayDeque<>();
        }
        rest.add(completedExchange);
        if (rest.size() == CAPACITY) {
            first = rest.remove();
        }
    }

    /** Removes all summaries, in order. */
    void drainTo(Consumer<? super CompletedExchange> target) {
        while (first != null) {
            CompletedExchange next = first;
            first = rest == null ? null : rest.poll();
            target.accept(next);
        }
    }
}
