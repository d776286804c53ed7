package dev.roundhouse.http.handlers.coding;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.semantics.AcceptEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The content codings that a client accepts, best first. Browsers send only a few different values of Accept-Encoding, so the
 * results are cached.
 */
public final class CodingPreference {
    private static final int MAX_CACHED = 64;
    private static final int MAX_CACHED_LENGTH = 128;

    private final List<String> offered;
    private final Map<String, List<ContentCoding>> cache = new ConcurrentHashMap<>();

    /** A preference among these codings, best first, for clients that prefer none of them. */
    public CodingPreference(List<ContentCoding> offered) {
        this.offered = offered.stream().map(ContentCoding::token).toList();
    }

    /** The codings to try, in this order; if none of them is available, the client gets the content without a coding. */
    public List<ContentCoding> of(Headers headers) {
        Optional<String> value = headers.combined(FieldName.ACCEPT_ENCODING);
        if (value.isEmpty()) {
            return List.of();
        }
        List<ContentCoding> cached = cache.get(value.get());
        return cached == null ? cache(value.get(), order(AcceptEncoding.of(headers))) : cached;
    }

    private List<ContentCoding> cache(String value, List<ContentCoding> order) {
        if (value.length() <= MAX_CACHED_LENGTH && cache.size() < MAX_CACHED) {
            cache.put(value, order);
        }
        return order;
    }

    /** Removes the best coding repeatedly: the order in which {@link AcceptEncoding} would choose. */
    private List<ContentCoding> order(AcceptEncoding accepted) {
        List<String> remaining = new ArrayList<>(offered);
        List<ContentCoding> order = new ArrayList<>();
        Optional<ContentCoding> best = best(accepted, remaining);
        while (best.isPresent()) {
            order.add(best.get());
            remaining.remove(best.get().token());
            best = best(accepted, remaining);
        }
        return List.copyOf(order);
    }

    private static Optional<ContentCoding> best(AcceptEncoding accepted, List<String> available) {
        return accepted.choose(available).flatMap(ContentCoding::of);
    }
}
