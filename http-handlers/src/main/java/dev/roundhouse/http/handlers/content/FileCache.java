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
 * What was decided about paths that were asked for: which file is served, with as much of its content as memory allows, or
 * that nothing is there. One decision for a path at most.
 *
 * <p>Paths are kept in their canonical spelling only, and without a query: however many ways there are to ask for a file,
 * it is held once. A decision is believed for a second ({@link Freshness}); then somebody looks again, and puts what was found
 * in its place. Of a file that is found as it was, all that was read and made of it stays.
 *
 * <p>The memory of a file that is forgotten outside the heap is free when the collector finds so: some of it may be on its
 * way out besides what is counted here.
 */
public final class FileCache implements AutoCloseable {
    /** A request waits for the compression of files up to this size: one or two milliseconds. */
    static final int MAX_INLINE_COMPRESSION = 64 << 10;

    /** About what an entry weighs besides the octets of its file. */
    private static final int ENTRY_OVERHEAD = 2 << 10;

    /** Names that lead nowhere: as many as are asked for again and again, as favicon.ico, and no room for invented ones. */
    private static final int MISSING_BYTES = 128 << 10;

    private static final int MISSING_OVERHEAD = 128;
    private static final int MAX_MISSING_LENGTH = 256;

    private final FileOptions options;
    private final RepresentationFactory representations;
    private final Executor background;
    private final SieveCache<CachedLookup> decisions;

    /**
     * A cache of the size that the options say.
     *
     * @param background where compression runs that takes long
     */
    FileCache(FileOptions options, RepresentationFactory representationFactory, Executor background) {
        this.options = options;
        this.representations = representationFactory;
        this.background = background;
        this.decisions = new SieveCache<>(options.cacheBytes(), options.cacheBytes() == 0 ? 0 : MISSING_BYTES);
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
        decisions.close();
        representations.close();
    }

    /** What was decided about this canonical path, however long ago. */
    public Optional<CachedLookup> get(String path) {
        return decisions.get(path);
    }

    /** Whether this is what is known about this canonical path. */
    public boolean isKnown(String path, CachedLookup decision) {
        return decisions.holds(path, decision);
    }

    /** A look that began then has found this file: what is known of it, if it is as it was. */
    public CachedFile getOrPut(String path, FileSnapshot fileSnapshot, long beganMillis) {
        Optional<CachedFile> cached = getFresh(path).filter(file -> file.matches(fileSnapshot));
        cached.ifPresent(file -> file.freshness().renew(beganMillis));
        return cached.orElseGet(() -> put(path, fileSnapshot, beganMillis));
    }

    private Optional<CachedFile> getFresh(String path) {
        return decisions.get(path).filter(CachedFile.class::isInstance).map(CachedFile.class::cast);
    }

    /** A look that began then has found nothing. */
    public CachedAbsence putMissing(String path, long beganMillis) {
        CachedAbsence absence = new CachedAbsence(new Freshness(beganMillis));
        if (path.length() <= MAX_MISSING_LENGTH) {
            decisions.putOther(path, absence, MISSING_OVERHEAD + path.length());
        } else {
            decisions.remove(path);
        }
        return absence;
    }

    /** A look has found what is not remembered. */
    public void remove(String path) {
        decisions.remove(path);
    }

    /** The decision turned out to be true no more. */
    public void remove(String path, CachedLookup decision) {
        decisions.remove(path, decision);
    }

    /** What all files together weigh. */
    long weight() {
        return decisions.weight();
    }

    /** Of several who look at the same time, one remembers and the others share what that one reads. */
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
        return (CachedFile) decisions.putUnless(
                other -> other instanceof CachedFile cached && cached.serves(fileSnapshot, beganMillis),
                path,
                file,
                ENTRY_OVERHEAD + path.length());
    }

    /** Tells the cache that one of its files got heavier. */
    private final class WeightUpdater implements Consumer<Representation> {
        private final String path;
        private Optional<CachedFile> file = Optional.empty();

        private WeightUpdater(String path) {
            this.path = path;
        }

        @Override
        public void accept(Representation made) {
            if (made.source() instanceof RepresentationData.InMemory inMemory) {
                file.ifPresent(grown -> decisions.addWeight(path, grown, inMemory.length() + ENTRY_OVERHEAD));
            }
        }
    }

    private RepresentationMetadata metadata(FileSnapshot fileSnapshot, CompressionDecision compression) {
        ServeFile served = fileSnapshot.file();
        MediaTypes.Described described = options.mediaTypes().describe(served.fileName());
        String contentType = described.type();
        boolean varies = !fileSnapshot.sidecars().isEmpty() || compression == CompressionDecision.COMPRESS;
        Headers fields = options.headers().headers(served.sitePath(), contentType);
        // A client that does not like HTML would have got 404 instead.
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

    /** Loads those that are wanted, before there is no descriptor to load them with. */
    public void loadCompressors() {
        if (options.cacheBytes() > 0 && !options.compressed().isEmpty()) {
            compressors();
        }
    }

    /** Whether anything is. To find out whether a library loads takes time, and gzip needs none. */
    private boolean isCompressionEnabled() {
        return options.cacheBytes() > 0
                && (options.compressed().contains(ContentCoding.GZIP)
                        || !compressors().isEmpty());
    }

    /** Those that are wanted and there. */
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
