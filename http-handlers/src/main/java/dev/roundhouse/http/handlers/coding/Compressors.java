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
 * The compressors that this program can use: gzip is the JDK's; the others are there when their library and its native part
 * are. Each is looked for once, when first asked.
 */
public final class Compressors {
    private static final Logger LOG = LoggerFactory.getLogger(Compressors.class);

    private Compressors() {}

    /**
     * What came of looking for a library.
     *
     * @param compressor the compressor, when it has been loaded
     * @param failure why not, when the library is there all the same
     */
    private record LoadResult(Optional<Compressor> compressor, Optional<String> failure) {}

    private static final class Gzip {
        private static final Compressor COMPRESSOR = new GzipCompressor();
    }

    private static final class Brotli {
        private static final LoadResult OUTCOME = lookFor(ContentCoding.BROTLI, BrotliCompressor::new);
    }

    private static final class Zstd {
        private static final LoadResult OUTCOME = lookFor(ContentCoding.ZSTD, ZstdCompressor::new);
    }

    /** Those for these codings, in addition to gzip. */
    public static Map<ContentCoding, Compressor> available(Collection<ContentCoding> requested) {
        Map<ContentCoding, Compressor> available = new EnumMap<>(ContentCoding.class);
        available.put(ContentCoding.GZIP, Gzip.COMPRESSOR);
        outcomes(requested)
                .forEach((coding, outcome) ->
                        outcome.compressor().ifPresent(compressor -> available.put(coding, compressor)));
        return Collections.unmodifiableMap(available);
    }

    /** Why those for these codings are missing whose library is there. */
    static Map<ContentCoding, String> failures(Collection<ContentCoding> requested) {
        Map<ContentCoding, String> failures = new EnumMap<>(ContentCoding.class);
        outcomes(requested)
                .forEach((coding, outcome) -> outcome.failure().ifPresent(reason -> failures.put(coding, reason)));
        return failures;
    }

    private static Map<ContentCoding, LoadResult> outcomes(Collection<ContentCoding> requested) {
        Map<ContentCoding, LoadResult> outcomes = new EnumMap<>(ContentCoding.class);
        if (requested.contains(ContentCoding.BROTLI)) {
            outcomes.put(ContentCoding.BROTLI, Brotli.OUTCOME);
        }
        if (requested.contains(ContentCoding.ZSTD)) {
            outcomes.put(ContentCoding.ZSTD, Zstd.OUTCOME);
        }
        return outcomes;
    }

    /** A library that is not there fails to link, and so does one whose native part does not load. */
    public static Optional<Compressor> load(ContentCoding coding, Supplier<Compressor> library) {
        return lookFor(coding, library).compressor();
    }

    private static LoadResult lookFor(ContentCoding coding, Supplier<Compressor> library) {
        try {
            return new LoadResult(Optional.of(library.get()), Optional.empty());
        } catch (NoClassDefFoundError absent) {
            LOG.debug("Nothing is compressed by {}: its library is not there.", coding.token(), absent);
            return new LoadResult(Optional.empty(), Optional.empty());
        } catch (LinkageError failed) {
            LOG.debug("compressor {} is not available: library not loaded", coding.token(), failed);
            return new LoadResult(Optional.empty(), reason(failed));
        }
    }

    /** A library that is not built for this platform cannot be repaired by the operator. */
    private static Optional<String> reason(LinkageError failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = String.valueOf(root.getMessage());
        boolean forAnotherMachine = root instanceof UnsupportedOperationException
                || reason.startsWith("Failed to find Brotli native library")
                || reason.startsWith("Unsupported OS/arch");
        return forAnotherMachine ? Optional.empty() : Optional.of(reason);
    }
}
