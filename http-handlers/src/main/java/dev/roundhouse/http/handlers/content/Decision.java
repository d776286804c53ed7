package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.mapping.MappingResult;

/**
 * What one look at a path came to. A cache holds one decision for a path or none, and each look replaces it as a whole,
 * whatever it finds: so no outcome can leave an older one in force.
 */
public sealed interface Decision {
    /** A decision that is the same for everybody who asks for this path within a second, and may be remembered. */
    sealed interface Lasting extends Decision permits CachedFile, Nothing {
        /** How long to believe it. */
        Freshness freshness();
    }

    /** Nothing is there that may be seen, for nobody. */
    record Nothing(Freshness freshness) implements Lasting {}

    /**
     * A decision for one request, which leaves nothing to be remembered: a redirect carries its query, a listing is read for
     * it, a fallback depends on what it accepts.
     *
     * @param mapped no file of this path
     */
    record Passing(MappingResult mapped) implements Decision {}
}
