package dev.roundhouse.http.h1;

import dev.roundhouse.http.connection.Served;
import dev.roundhouse.http.message.Request;
import java.util.ArrayDeque;
import java.util.Optional;

/** What became of requests, until somebody asks. */
final class ServedLog {
    /** Nobody may be asking; then the oldest are forgotten. */
    private static final int KEPT = 256;

    private final ArrayDeque<Served> entries = new ArrayDeque<>(1);
    private long counted;

    /**
     * An answer has left, or never will.
     *
     * @param total octets that ever left on this connection
     */
    void add(Http1Exchange over, boolean whole, long total, long now) {
        if (entries.size() == KEPT) {
            entries.remove();
        }
        Optional<Request> request = over.head() == null ? Optional.empty() : Optional.of(over.request());
        entries.add(new Served(
                request, over.response().status(), over.refusal(), total - counted, whole, over.started(), now));
        counted = total;
    }

    Optional<Served> next() {
        return Optional.ofNullable(entries.poll());
    }
}
