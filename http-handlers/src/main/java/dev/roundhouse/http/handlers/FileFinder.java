package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.content.CachedFile;
import dev.roundhouse.http.handlers.content.FileCache;
import dev.roundhouse.http.handlers.content.FileSnapshot;
import dev.roundhouse.http.handlers.content.Lookup;
import dev.roundhouse.http.handlers.content.Lookup.CachedLookup;
import dev.roundhouse.http.handlers.content.Lookup.UncachedLookup;
import dev.roundhouse.http.handlers.content.PrecompressedSidecars;
import dev.roundhouse.http.handlers.files.PathSnapshot;
import dev.roundhouse.http.handlers.mapping.MappingResult;
import dev.roundhouse.http.handlers.mapping.MappingResult.ServeFile;
import dev.roundhouse.http.handlers.mapping.PathMapper;
import dev.roundhouse.http.handlers.mapping.TargetPath;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The first two steps of a request: maps its path, and looks up the file, in the cache or on disk. A result of the disk is used
 * for less than a second; then one thread repeats the lookup, and requests that arrive meanwhile wait for it.
 */
final class FileFinder {
    private final PathMapper mapper;
    private final FileOptions options;
    private final FileCache cache;
    private final InstantSource clock;

    FileFinder(PathMapper pathMapper, FileOptions options, FileCache fileCache, InstantSource clock) {
        this.mapper = pathMapper;
        this.options = options;
        this.cache = fileCache;
        this.clock = clock;
    }

    /**
     * Finds what the path of a request leads to. The cache has the raw path of the target as its key: it is canonical, or no
     * entry has it.
     */
    Lookup find(Request request, long nowMillis) throws IOException {
        Optional<CachedLookup> cached = cache.get(request.target().path());
        if (cached.isEmpty()) {
            return lookUp(request, nowMillis);
        }
        return cached.get().freshness().isFresh(nowMillis) ? cached.get() : revalidate(request, cached.get());
    }

    private Lookup revalidate(Request request, CachedLookup old) throws IOException {
        String path = request.target().path();
        long nowMillis;
        synchronized (old.freshness()) {
            nowMillis = clock.millis();
            if (cache.isKnown(path, old) && !old.freshness().isFresh(nowMillis)) {
                long unchangedAt = old instanceof CachedFile file ? file.unchangedAt(nowMillis) : PathSnapshot.CHANGED;
                if (unchangedAt == PathSnapshot.CHANGED) {
                    lookUp(request, nowMillis);
                } else {
                    old.freshness().renew(unchangedAt);
                }
            }
        }
        Optional<CachedLookup> cached = cache.get(path);
        return cached.isPresent() && cached.get().freshness().isFresh(nowMillis)
                ? cached.get()
                : lookUp(request, nowMillis);
    }

    /** Maps and looks up on disk. It removes any earlier result of this path from the cache, even if it fails. */
    private Lookup lookUp(Request request, long began) throws IOException {
        Optional<String> key = cacheKey(request);
        boolean isCached = false;
        try {
            TriedPaths triedPaths = new TriedPaths();
            MappingResult result = mapper.map(request, triedPaths);
            Optional<CachedLookup> cached = cache(result, key, triedPaths, began);
            isCached = cached.isPresent() && !isFallback(result);
            return cached.isPresent() ? cached.get() : new UncachedLookup(result);
        } finally {
            if (!isCached) {
                key.ifPresent(cache::remove);
            }
        }
    }

    private Optional<CachedLookup> cache(MappingResult result, Optional<String> key, TriedPaths triedPaths, long began)
            throws IOException {
        if (result instanceof ServeFile served) {
            PrecompressedSidecars sidecars = sidecars(served);
            CachedFile file = cached(served, sidecars, began);
            file.setPathSnapshot(snapshot(served, sidecars, triedPaths, began));
            return Optional.of(file);
        }
        // With a single-page application, another client may get the fallback for this path.
        boolean isMissingForAll = result instanceof MappingResult.NotFound
                && mapper.options().spa().isEmpty();
        return isMissingForAll ? key.map(path -> cache.putMissing(path, began)) : Optional.empty();
    }

    /** The cached form of a file that was found by a lookup that began then. */
    CachedFile cached(ServeFile served, PrecompressedSidecars sidecars, long began) {
        return cache.getOrPut(cacheKey(served), new FileSnapshot(served, sidecars.usable()), began);
    }

    /** The precompressed sidecars of a file; none for a file that is in a content coding itself. */
    PrecompressedSidecars sidecars(ServeFile served) throws IOException {
        boolean isCoded =
                options.mediaTypes().describe(served.fileName()).coding().isPresent();
        return PrecompressedSidecars.find(served.root(), served.file(), isCoded ? List.of() : options.precompressed());
    }

    /** Removes a file from the cache that turned out to be changed on disk. */
    void remove(CachedFile file) {
        cache.remove(cacheKey(file.served()), file);
    }

    /** A snapshot does not show that a sidecar was changed in place. */
    private Optional<PathSnapshot> snapshot(
            ServeFile served, PrecompressedSidecars sidecars, TriedPaths triedPaths, long began) {
        return options.cacheBytes() == 0 || served.isFallback() || !sidecars.isEmpty()
                ? Optional.empty()
                : served.root()
                        .snapshot(
                                served.file(),
                                served.sitePath().segments(),
                                triedPaths.with(served.sitePath(), sidecars),
                                began);
    }

    /** The cache key of a request; nothing if its path is not canonical: such a path is redirected at best. */
    private static Optional<String> cacheKey(Request request) {
        return TargetPath.of(request.target()) instanceof TargetPath.FilePath target && target.isCanonical()
                ? Optional.of(target.path().encoded())
                : Optional.empty();
    }

    /** A fallback depends on the Accept header, so its key is no path: it does not start with a slash. */
    private static String cacheKey(ServeFile served) {
        String path = served.requestPath().encoded();
        return served.isFallback() ? "fallback " + path : path;
    }

    private static boolean isFallback(MappingResult result) {
        return result instanceof ServeFile served && served.isFallback();
    }
}
