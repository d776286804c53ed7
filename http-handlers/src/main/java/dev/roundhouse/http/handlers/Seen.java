package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Mapped.Serve;
import dev.roundhouse.http.handlers.Resource.Found;
import java.util.Map;

/**
 * A file and its precompressed twins, as one look found them. Equal looks mean that nothing has changed.
 *
 * @param served the file as it is
 * @param twins its content in codings, none older than the file
 */
record Seen(Serve<DocumentRoot> served, Map<ContentCoding, Found> twins) {
    Seen {
        twins = Map.copyOf(twins);
    }

    /** Whether all of it would have other facts if it changed now. */
    boolean isSettled(long nowMillis) {
        return served.file().facts().isSettled(nowMillis)
                && twins.values().stream().allMatch(twin -> twin.facts().isSettled(nowMillis));
    }
}
