package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.coding.CompressionDecision;
import dev.roundhouse.http.handlers.coding.Compressor;
import dev.roundhouse.http.handlers.coding.Compressors;
import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.content.Lookup.CachedAbsence;
import dev.roundhouse.http.handlers.content.Lookup.CachedLookup;
import dev.roundhouse.http.handlers.content.Representation.RepresentationMetadata;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.headers.MediaTypes;
import dev.roundhouse.http.handlers.mapping.MappingResult.ServeFile;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Caches the results of lookups by path: a file with its representations, or the absence of one. A path has one result at most.
 *
 * <p>The keys are canonical paths without a query, so a file is cached once, however it is requested. A result is used for a
 * second ({@link Freshness}); then the next lookup replaces it. If the file was not changed, its representations stay.
 *
 * <p>Memory outside the heap of a file that is evicted is released by the garbage collector: responses in progress may use
 * more than what is counted here.
 */
public final class FileCache implements AutoCloseable {
    /** Files up to this size are compressed while the request waits, which takes one or two milliseconds. */
    static final int MAX_INLINE_COMPRESSION = 64 << 10;

    /** Approximate weight of an entry without the content of its file. */
    private static final int ENTRY_OVERHEAD = 2 << 10;

    /** For missing paths: enough for those that are requested repeatedly, such as favicon.ico, and little for random ones. */
    private static final int MISSING_BYTES = 128 << 10;

    private static final int MISSING_OVERHEAD = 128;
    private static final int MAX_MISSING_LENGTH = 256;

    private final FileOptions options;
    private final RepresentationFactory representations;
    private final Executor background;
    private final SieveCache<CachedLookup> results;

    /**
     * A cache of the configured size.
     *
     * @param background where compression runs that takes long
     */
    FileCache(FileOptions options, RepresentationFactory representationFactory, Executor background) {
        this.options = options;
        this.representations = representationFactory;
        this.background = background;
        this.results = new SieveCache<>(options.cacheBytes(), options.cacheBytes() == 0 ? 0 : MISSING_BYTES);
    }

    /**
     * An empty cache for the files of a site.
     *
     * @param root of the site
     * @param clock the time of day
     * @param background runs the hashing and compression of large files
     */
    public static FileCache create(DocumentRoot root, FileOptions options, InstantSource clock, Executor background) {
        MemoryLimits memoryLimits = MemoryLimits.forCacheSize(options.cacheBytes());
        return new FileCache(
                options,
                new RepresentationFactory(root, options.entityTags(), memoryLimits, clock, background),
                background);
    }

    /**
     * Removes everything, closes the files that are kept open, and holds nothing from then on. Responses in progress keep their
     * bytes and files.
     */
    @Override
    public void close() {
        results.close();
        representations.close();
    }

    /** The result for this canonical path, fresh or not. */
    public Optional<CachedLookup> get(String path) {
        return results.get(path);
    }

    /** Whether this very result is cached for this canonical path. */
    public boolean isKnown(String path, CachedLookup result) {
        return results.contains(path, result);
    }

    /** The cached file, if it is the version that a lookup has found that began then; otherwise a new one. */
    public CachedFile getOrPut(String path, FileSnapshot fileSnapshot, long beganMillis) {
        Optional<CachedFile> cached = getFresh(path).filter(file -> file.matches(fileSnapshot));
        cached.ifPresent(file -> file.freshness().renew(beganMillis));
        return cached.orElseGet(() -> put(path, fileSnapshot, beganMillis));
    }

    private Optional<CachedFile> getFresh(String path) {
        return results.get(path).filter(CachedFile.class::isInstance).map(CachedFile.class::cast);
    }

    /** Caches that a lookup that began then has found nothing. */
    public CachedAbsence putMissing(String path, long beganMillis) {
        CachedAbsence absence = new CachedAbsence(new Freshness(beganMillis));
        if (path.length() <= MAX_MISSING_LENGTH) {
            results.putOther(path, absence, MISSING_OVERHEAD + path.length());
        } else {
            results.remove(path);
        }
        return absence;
    }

    /** Removes the result for a path. */
    public void remove(String path) {
        results.remove(path);
    }

    /** Removes this result, if it is still cached. */
    public void remove(String path, CachedLookup result) {
        results.remove(path, result);
    }

    /** The weight of all files. */
    long weight() {
        return results.weight();
    }

    /** Of several lookups at the same time, one adds the file and the others share it. */
    private CachedFile put(String path, FileSnapshot fileSnapshot, long beganMillis) {
        WeightUpdater weightUpdater = new WeightUpdater(path);
        CompressionDecision compression = compressionDecision(fileSnapshot);
        RepresentationMetadata representationMetadata = metadata(fileSnapshot, compression);
        Map<ContentCoding, LazyVariant> variants =
                variants(fileSnapshot, representationMetadata, compression, weightUpdater);
        CachedFile file = new CachedFile(
                fileSnapshot,
                representationMetadata,
                compression,
                representations,
                variants,
                weightUpdater,
                beganMillis);
        weightUpdater.file = Optional.of(file);
        return (CachedFile) results.putUnless(
                other -> other instanceof CachedFile cached && cached.isUsableFor(fileSnapshot, beganMillis),
                path,
                file,
                ENTRY_OVERHEAD + path.length());
    }

    /** Adds the weight of new representations to that of their file. */
    private final class WeightUpdater implements Consumer<Representation> {
        private final String path;
        private Optional<CachedFile> file = Optional.empty();

        private WeightUpdater(String path) {
            this.path = path;
        }

        @Override
        public void accept(Representation made) {
            if (made.source() instanceof RepresentationData.InMemory inMemory) {
                file.ifPresent(grown -> results.addWeight(path, grown, inMemory.length() + ENTRY_OVERHEAD));
            }
        }
    }

    private RepresentationMetadata metadata(FileSnapshot fileSnapshot, CompressionDecision compression) {
        ServeFile served = fileSnapshot.file();
        MediaTypes.Described described = options.mediaTypes().describe(served.fileName());
        String contentType = described.type();
        boolean varies = !fileSnapshot.sidecars().isEmpty() || compression == CompressionDecision.COMPRESS;
        Headers fields = options.headers().headers(served.sitePath(), contentType);
        // A client that does not accept HTML gets 404 instead of a fallback.
        return new RepresentationMetadata(
                contentType,
                varies,
                described.coding(),
                served.isFallback() ? fields.with(FieldName.VARY, "Accept") : fields);
    }

    /** Whether a file is compressed on the fly, and why. */
    private CompressionDecision compressionDecision(FileSnapshot fileSnapshot) {
        MediaTypes.Described described =
                options.mediaTypes().describe(fileSnapshot.file().fileName());
        long size = fileSnapshot.file().file().metadata().size();
        return described.coding().isPresent()
                ? CompressionDecision.CODED
                : CompressionDecision.of(
                        isCompressionEnabled(), !fileSnapshot.sidecars().isEmpty(), described.type(), size);
    }

    /** Loads the compression libraries now, while file descriptors are available. */
    public void loadCompressors() {
        if (options.cacheBytes() > 0 && !options.compressed().isEmpty()) {
            compressors();
        }
    }

    /** Whether anything is compressed on the fly. Gzip needs no library, so none is loaded to find out. */
    private boolean isCompressionEnabled() {
        return options.cacheBytes() > 0
                && (options.compressed().contains(ContentCoding.GZIP)
                        || !compressors().isEmpty());
    }

    /** The compressors that are configured and available. */
    private Map<ContentCoding, Compressor> compressors() {
        Map<ContentCoding, Compressor> requested = new EnumMap<>(Compressors.available(options.compressed()));
        requested.keySet().retainAll(options.compressed());
        return requested;
    }

    private Map<ContentCoding, LazyVariant> variants(
            FileSnapshot fileSnapshot,
            RepresentationMetadata representationMetadata,
            CompressionDecision compression,
            WeightUpdater weightUpdater) {
        Map<ContentCoding, LazyVariant> variants = new EnumMap<>(ContentCoding.class);
        fileSnapshot
                .sidecars()
                .forEach((coding, sidecar) -> variants.put(
                        coding,
                        new LazyVariant(
                                () -> representations.create(sidecar, Optional.of(coding), representationMetadata),
                                Runnable::run,
                                weightUpdater)));
        if (compression == CompressionDecision.COMPRESS) {
            compressors()
                    .forEach((coding, compressor) -> variants.put(
                            coding,
                            new LazyVariant(
                                    () -> representations.createCompressed(
                                            fileSnapshot.file().file(), coding, compressor, representationMetadata),
                                    compressionExecutor(fileSnapshot),
                                    weightUpdater)));
        }
        return variants;
    }

    private Executor compressionExecutor(FileSnapshot fileSnapshot) {
        return fileSnapshot.file().file().metadata().size() <= MAX_INLINE_COMPRESSION ? Runnable::run : background;
    }
}
