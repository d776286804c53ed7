package dev.roundhouse.http.h1;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.message.Request;
import java.util.ArrayDeque;
import java.util.Optional;

/** What became of requests, until somebody asks. */
final class CompletedExchanges {
    /** Nobody may be asking; then the oldest are forgotten. */
    private static final int KEPT = 256;

    /** Null when there is none. On most connections there is one at times, and seldom another. */
    private CompletedExchange first;

    /** Those behind the first; null as long as there was never one. */
    private ArrayDeque<CompletedExchange> others;

    private long counted;

    /**
     * An answer has left, or never will.
     *
     * @param total octets that ever left on this connection
     */
    void add(Http1Exchange over, boolean whole, long total, long now) {
        Optional<Request> request = over.head() == null ? Optional.empty() : Optional.of(over.request());
        long bytes = total - counted;
        keep(new CompletedExchange(
                request,
                over.line(),
                over.response().status(),
                over.refusal(),
                bytes,
                over.bodyBytes(bytes, whole),
                whole,
                over.started(),
                now));
        counted = total;
    }

    private void keep(CompletedExchange served) {
        if (first == null) {
            first = served;
            return;
        }
        if (others == null) {
            others = new ArrayDeque<>();
        }
        others.add(served);
        if (others.size() == KEPT) {
            first = others.remove();
        }
    }

    Optional<CompletedExchange> next() {
        CompletedExchange next = first;
        first = others == null ? null : others.poll();
        return Optional.ofNullable(next);
    }
}
