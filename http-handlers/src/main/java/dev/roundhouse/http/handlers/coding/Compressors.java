package dev.roundhouse.http.handlers.coding;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The available compressors: gzip is part of the JDK; the others need their library and its native part. Each library is loaded
 * once, when it is first needed.
 */
public final class Compressors {
    private static final Logger LOG = LoggerFactory.getLogger(Compressors.class);

    private Compressors() {}

    /**
     * The result of loading a library.
     *
     * @param compressor the compressor, if it was loaded
     * @param failure the reason, if the library exists but cannot be loaded
     */
    private record LoadResult(Optional<Compressor> compressor, Optional<String> failure) {}

    private static final class Gzip {
        private static final Compressor COMPRESSOR = new GzipCompressor();
    }

    private static final class Brotli {
        private static final LoadResult RESULT = tryLoad(ContentCoding.BROTLI, BrotliCompressor::new);
    }

    private static final class Zstd {
        private static final LoadResult RESULT = tryLoad(ContentCoding.ZSTD, ZstdCompressor::new);
    }

    /** The available compressors for these codings, and for gzip. */
    public static Map<ContentCoding, Compressor> available(Collection<ContentCoding> requested) {
        Map<ContentCoding, Compressor> available = new EnumMap<>(ContentCoding.class);
        available.put(ContentCoding.GZIP, Gzip.COMPRESSOR);
        results(requested)
                .forEach((coding, result) ->
                        result.compressor().ifPresent(compressor -> available.put(coding, compressor)));
        return Collections.unmodifiableMap(available);
    }

    /** The reason for each of these codings whose library exists, but cannot be loaded. */
    static Map<ContentCoding, String> failures(Collection<ContentCoding> requested) {
        Map<ContentCoding, String> failures = new EnumMap<>(ContentCoding.class);
        results(requested)
                .forEach((coding, result) -> result.failure().ifPresent(reason -> failures.put(coding, reason)));
        return failures;
    }

    private static Map<ContentCoding, LoadResult> results(Collection<ContentCoding> requested) {
        Map<ContentCoding, LoadResult> results = new EnumMap<>(ContentCoding.class);
        if (requested.contains(ContentCoding.BROTLI)) {
            results.put(ContentCoding.BROTLI, Brotli.RESULT);
        }
        if (requested.contains(ContentCoding.ZSTD)) {
            results.put(ContentCoding.ZSTD, Zstd.RESULT);
        }
        return results;
    }

    /** Loads a compressor; nothing if its library does not exist, or its native part cannot be loaded. */
    static Optional<Compressor> load(ContentCoding coding, Supplier<Compressor> library) {
        return tryLoad(coding, library).compressor();
    }

    private static LoadResult tryLoad(ContentCoding coding, Supplier<Compressor> library) {
        try {
            return new LoadResult(Optional.of(library.get()), Optional.empty());
        } catch (NoClassDefFoundError e) {
            LOG.debug("compressor {} is not available: library not found", coding.token(), e);
            return new LoadResult(Optional.empty(), Optional.empty());
        } catch (LinkageError e) {
            LOG.debug("compressor {} is not available: library not loaded", coding.token(), e);
            return new LoadResult(Optional.empty(), reason(e));
        }
    }

    /** The reason of a failure; nothing if the library does not support this machine, which no configuration can change. */
    private static Optional<String> reason(LinkageError failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = String.valueOf(root.getMessage());
        boolean isUnsupportedMachine = root instanceof UnsupportedOperationException
                || reason.startsWith("Failed to find Brotli native library")
                || reason.startsWith("Unsupported OS/arch");
        return isUnsupportedMachine ? Optional.empty() : Optional.of(reason);
    }
}
