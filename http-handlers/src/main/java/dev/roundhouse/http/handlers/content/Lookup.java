package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.mapping.MappingResult;

/** Result of mapping the path of a request and looking up the file it leads to. */
public sealed interface Lookup {
    /**
     * A result that is the same for all clients and may be cached. The cache holds one result per path, and each lookup
     * replaces it completely, so that no outdated result remains.
     */
    sealed interface CachedLookup extends Lookup permits CachedFile, CachedAbsence {
        /** How long the result may be used. */
        Freshness freshness();
    }

    /** No client can see a file of this path. */
    record CachedAbsence(Freshness freshness) implements CachedLookup {}

    /**
     * A result for one request: a redirect has its query, a listing is read for it, a fallback depends on what it accepts.
     *
     * @param result anything but a file
     */
    record UncachedLookup(MappingResult result) implements Lookup {}
}
