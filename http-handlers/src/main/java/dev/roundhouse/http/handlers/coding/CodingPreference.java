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
 * Which codings a client gets if they are there, best first. Browsers send a handful of values, so that the answers to
 * them are remembered.
 */
public final class CodingPreference {
    private static final int MAX_CACHED = 64;
    private static final int MAX_CACHED_LENGTH = 128;

    private final List<String> offered;
    private final Map<String, List<ContentCoding>> cache = new ConcurrentHashMap<>();

    /** A preference for these codings, best first, where a client likes several alike. */
    public CodingPreference(List<ContentCoding> offered) {
        this.offered = offered.stream().map(ContentCoding::token).toList();
    }

    /** The codings in the order in which they are tried; if none is available, the client gets the unencoded content. */
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

    /** Takes the best away until the best is none: what {@link AcceptEncoding} would choose of any selection. */
    private List<ContentCoding> order(AcceptEncoding accepted) {
        List<String> left = new ArrayList<>(offered);
        List<ContentCoding> order = new ArrayList<>();
        Optional<ContentCoding> best = best(accepted, left);
        while (best.isPresent()) {
            order.add(best.get());
            left.remove(best.get().token());
            best = best(accepted, left);
        }
        return List.copyOf(order);
    }

    private static Optional<ContentCoding> best(AcceptEncoding accepted, List<String> available) {
        return accepted.choose(available).flatMap(ContentCoding::of);
    }
}
