package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.coding.CompressionDecision;
import dev.roundhouse.http.handlers.coding.Compressor;
import dev.roundhouse.http.handlers.coding.Compressors;
import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.content.Decision.Lasting;
import dev.roundhouse.http.handlers.content.Decision.Nothing;
import dev.roundhouse.http.handlers.content.Representation.RepresentationMetadata;
import dev.roundhouse.http.handlers.headers.MediaTypes;
import dev.roundhouse.http.handlers.mapping.MappingResult.ServeFile;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
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
public final class FileCache {
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
    private final SieveCache<Lasting> decisions;

    /**
     * A cache of the size that the options say.
     *
     * @param background where compression runs that takes long
     */
    public FileCache(FileOptions options, RepresentationFactory representationFactory, Executor background) {
        this.options = options;
        this.representations = representationFactory;
        this.background = background;
        this.decisions = new SieveCache<>(options.cacheBytes(), options.cacheBytes() == 0 ? 0 : MISSING_BYTES);
    }

    /** What was decided about this canonical path, however long ago. */
    public Optional<Lasting> get(String path) {
        return decisions.get(path);
    }

    /** Whether this is what is known about this canonical path. */
    public boolean isKnown(String path, Lasting decision) {
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
    public Nothing putMissing(String path, long beganMillis) {
        Nothing nothing = new Nothing(new Freshness(beganMillis));
        if (path.length() <= MAX_MISSING_LENGTH) {
            decisions.putOther(path, nothing, MISSING_OVERHEAD + path.length());
        } else {
            decisions.remove(path);
        }
        return nothing;
    }

    /** A look has found what is not remembered. */
    public void remove(String path) {
        decisions.remove(path);
    }

    /** The decision turned out to be true no more. */
    public void remove(String path, Lasting decision) {
        decisions.remove(path, decision);
    }

    /** What all files together weigh. */
    long weight() {
        return decisions.weight();
    }

    /** Of several who look at the same time, one remembers and the others share what that one reads. */
    private CachedFile put(String path, FileSnapshot fileSnapshot, long beganMillis) {
        WeightUpdater weightUpdater = new WeightUpdater(path);
        RepresentationMetadata representationMetadata = metadata(fileSnapshot);
        Map<ContentCoding, LazyVariant> variants = variants(fileSnapshot, representationMetadata, weightUpdater);
        CachedFile file = new CachedFile(
                fileSnapshot, representationMetadata, representations, variants, weightUpdater, beganMillis);
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

    private RepresentationMetadata metadata(FileSnapshot fileSnapshot) {
        ServeFile served = fileSnapshot.file();
        MediaTypes.Described described = options.mediaTypes().describe(served.fileName());
        String contentType = described.type();
        boolean varies =
                !fileSnapshot.sidecars().isEmpty() || compressionDecision(fileSnapshot) == CompressionDecision.COMPRESS;
        Headers fields = options.headers().headers(served.sitePath(), contentType);
        // A client that does not like HTML would have got 404 instead.
        return new RepresentationMetadata(
                contentType,
                varies,
                described.coding(),
                served.isFallback() ? fields.with(FieldName.VARY, "Accept") : fields);
    }

    /** Whether a file is compressed here, and why. */
    public CompressionDecision compressionDecision(FileSnapshot fileSnapshot) {
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
            FileSnapshot fileSnapshot, RepresentationMetadata representationMetadata, WeightUpdater weightUpdater) {
        Map<ContentCoding, LazyVariant> variants = new EnumMap<>(ContentCoding.class);
        fileSnapshot
                .sidecars()
                .forEach((coding, sidecar) -> variants.put(
                        coding,
                        new LazyVariant(
                                () -> representations.create(sidecar, Optional.of(coding), representationMetadata),
                                Runnable::run,
                                weightUpdater)));
        if (compressionDecision(fileSnapshot) == CompressionDecision.COMPRESS) {
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
