package dev.roundhouse.http.connection;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** The summaries of exchanges that have ended, until they are polled. */
public final class CompletedExchanges {
    /** The oldest summaries are dropped when there are so many: the caller does not poll them. */
    private static final int CAPACITY = 1024;

    /** Null when there is none. Most connections have at most one at a time. */
    private CompletedExchange first;

    /** The summaries after the first; null until there is one. */
    private ArrayDeque<CompletedExchange> rest;

    /** Nothing has ended. */
    public CompletedExchanges() {}

    /** Adds the summary of an exchange whose response has been sent, or never will be. */
    public void add(CompletedExchange completedExchange) {
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
    public void drainTo(Consumer<? super CompletedExchange> target) {
        while (first != null) {
            CompletedExchange next = first;
            first = rest == null ? null : rest.poll();
            target.accept(next);
        }
    }
}
