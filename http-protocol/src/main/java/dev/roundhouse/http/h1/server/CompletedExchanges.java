package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.message.Request;
import java.util.ArrayDeque;
import java.util.Optional;

/** What became of requests, until somebody asks. */
final class CompletedExchanges {
    /** Nobody may be asking; then the oldest are forgotten. */
    private static final int CAPACITY = 256;

    /** Null when there is none. On most connections there is one at times, and seldom another. */
    private CompletedExchange first;

    /** Those behind the first; null as long as there was never one. */
    private ArrayDeque<CompletedExchange> rest;

    private long bytesCounted;

    /**
     * An answer has left, or never will.
     *
     * @param total octets that ever left on this connection
     */
    void add(Http1Exchange excess, boolean complete, long total, long now) {
        Optional<Request> request = excess.head() == null ? Optional.empty() : Optional.of(excess.request());
        long bytes = total - bytesCounted;
        enqueue(new CompletedExchange(
                request,
                excess.line(),
                excess.response().status(),
                excess.protocolError(),
                bytes,
                excess.bodyBytes(bytes, complete),
                complete,
                excess.startedNanos(),
                now));
        bytesCounted = total;
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

    Optional<CompletedExchange> poll() {
        CompletedExchange next = first;
        first = rest == null ? null : rest.poll();
        return Optional.ofNullable(next);
    }
}
