package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Mapped.Serve;
import dev.roundhouse.http.handlers.Representation.Description;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What is known about paths that were asked for: files, with as much of their content as memory allows, and for a moment
 * also that there is none.
 *
 * <p>Paths are kept in their canonical spelling only, and without a query: however many ways there are to ask for a file,
 * it is held once. A path is believed for a second ({@link Freshness}); then one request looks again.
 *
 * <p>The memory of a file that is forgotten outside the heap is free when the collector finds so: some of it may be on its
 * way out besides what is counted here.
 */
final class FileCache {
    /** A request waits for the compression of files up to this size: one or two milliseconds. */
    static final int COMPRESSED_AT_ONCE = 64 << 10;

    /** About what an entry weighs besides the octets of its file. */
    private static final int OVERHEAD = 2 << 10;

    /** Names that lead nowhere: as many as are asked for again and again, as favicon.ico, and no room for invented ones. */
    private static final int MISSING_BYTES = 128 << 10;

    private static final int MISSING_OVERHEAD = 128;
    private static final int LONGEST_MISSING = 256;

    private final FileOptions options;
    private final Representations representations;
    private final Executor aside;
    private final Sieve<KnownFile> files;
    private final Sieve<Freshness> missing;

    /**
     * A cache of the size that the options say.
     *
     * @param aside where compression runs that takes long
     */
    FileCache(FileOptions options, Representations representations, Executor aside) {
        this.options = options;
        this.representations = representations;
        this.aside = aside;
        this.files = new Sieve<>(options.cacheBytes());
        this.missing = new Sieve<>(options.cacheBytes() == 0 ? 0 : MISSING_BYTES);
    }

    /** The file of this canonical path, if it was looked at within a second. */
    Optional<KnownFile> file(String path, long nowMillis) {
        Optional<KnownFile> known = files.get(path);
        return known.isPresent() && known.get().freshness().holds(nowMillis) ? known : Optional.empty();
    }

    /** The file of this canonical path, if a glance shows that it is still what was known. */
    Optional<KnownFile> unchanged(String path, long nowMillis) {
        Optional<KnownFile> known = files.get(path).filter(KnownFile::isUnchanged);
        known.ifPresent(file -> file.freshness().renew(nowMillis));
        return known;
    }

    /** Whether nothing was at this canonical path within a second. */
    boolean isMissing(String path, long nowMillis) {
        Optional<Freshness> known = missing.get(path);
        return known.isPresent() && known.get().holds(nowMillis);
    }

    /** What is known about a file that was seen now: as before, if it is unchanged. */
    KnownFile seen(String path, Seen seen, long nowMillis) {
        Optional<KnownFile> known = files.get(path).filter(file -> file.isStill(seen));
        known.ifPresent(file -> file.freshness().renew(nowMillis));
        return known.orElseGet(() -> remember(path, seen, nowMillis));
    }

    /** Nothing is at this canonical path now. */
    void seenNothing(String path, long nowMillis) {
        files.get(path).ifPresent(gone -> files.remove(path, gone));
        if (path.length() <= LONGEST_MISSING) {
            missing.put(path, new Freshness(nowMillis), MISSING_OVERHEAD + path.length());
        }
    }

    /** The file turned out not to be what it was. */
    void forget(String path, KnownFile file) {
        files.remove(path, file);
    }

    /** What all files together weigh. */
    long weight() {
        return files.weight();
    }

    private KnownFile remember(String path, Seen seen, long nowMillis) {
        Growing growing = new Growing(path);
        Description description = describe(seen);
        Map<ContentCoding, Variant> variants = variants(seen, description, growing);
        KnownFile file = new KnownFile(seen, description, representations, variants, growing, nowMillis);
        growing.file = Optional.of(file);
        files.put(path, file, OVERHEAD + path.length());
        missing.get(path).ifPresent(wrong -> missing.remove(path, wrong));
        return file;
    }

    /** Tells the cache that one of its files got heavier. */
    private final class Growing implements Consumer<Representation> {
        private final String path;
        private Optional<KnownFile> file = Optional.empty();

        private Growing(String path) {
            this.path = path;
        }

        @Override
        public void accept(Representation made) {
            if (made.source() instanceof Source.Held held) {
                file.ifPresent(grown -> files.grew(path, grown, held.length() + OVERHEAD));
            }
        }
    }

    private Description describe(Seen seen) {
        Serve<DocumentRoot> served = seen.served();
        String contentType = options.types().ofFileName(served.name());
        boolean varies = !seen.twins().isEmpty() || compression(seen) == Compression.MADE_HERE;
        Headers fields = options.fields().of(served.path(), contentType);
        // A client that does not like HTML would have got 404 instead.
        return new Description(contentType, varies, served.fallback() ? fields.with(FieldName.VARY, "Accept") : fields);
    }

    /** Whether a file is compressed here, and why. */
    Compression compression(Seen seen) {
        String contentType = options.types().ofFileName(seen.served().name());
        long size = seen.served().file().facts().size();
        return Compression.of(compresses(), !seen.twins().isEmpty(), contentType, size);
    }

    /** Whether anything is. To find out whether a library loads takes time, and gzip needs none. */
    private boolean compresses() {
        return options.cacheBytes() > 0
                && (options.compressed().contains(ContentCoding.GZIP)
                        || !compressors().isEmpty());
    }

    /** Those that are wanted and there. */
    private Map<ContentCoding, Compressor> compressors() {
        Map<ContentCoding, Compressor> wanted = new EnumMap<>(Compressors.available(options.compressed()));
        wanted.keySet().retainAll(options.compressed());
        return wanted;
    }

    private Map<ContentCoding, Variant> variants(Seen seen, Description description, Growing growing) {
        Map<ContentCoding, Variant> variants = new EnumMap<>(ContentCoding.class);
        seen.twins()
                .forEach((coding, twin) -> variants.put(
                        coding,
                        new Variant(
                                () -> representations.of(twin, Optional.of(coding), description),
                                Runnable::run,
                                growing)));
        if (compression(seen) == Compression.MADE_HERE) {
            compressors()
                    .forEach((coding, compressor) -> variants.put(
                            coding,
                            new Variant(
                                    () -> representations.compressed(
                                            seen.served().file(), coding, compressor, description),
                                    maker(seen),
                                    growing)));
        }
        return variants;
    }

    private Executor maker(Seen seen) {
        return seen.served().file().facts().size() <= COMPRESSED_AT_ONCE ? Runnable::run : aside;
    }
}
