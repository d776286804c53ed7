package dev.roundhouse.http.handlers;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compressors that this program can use: gzip is the JDK's; the others are there when their library and its native part
 * are. Looked for once, when first asked.
 */
final class Compressors {
    private static final Logger LOG = LoggerFactory.getLogger(Compressors.class);

    private Compressors() {}

    private static final class Loaded {
        private static final Map<ContentCoding, Compressor> ALL = load();
    }

    static Map<ContentCoding, Compressor> available() {
        return Loaded.ALL;
    }

    private static Map<ContentCoding, Compressor> load() {
        Map<ContentCoding, Compressor> loaded = new EnumMap<>(ContentCoding.class);
        loaded.put(ContentCoding.GZIP, new GzipCompressor());
        load(ContentCoding.BROTLI, BrotliCompressor::new).ifPresent(brotli -> loaded.put(ContentCoding.BROTLI, brotli));
        load(ContentCoding.ZSTD, ZstdCompressor::new).ifPresent(zstd -> loaded.put(ContentCoding.ZSTD, zstd));
        return Collections.unmodifiableMap(loaded);
    }

    /** A library that is not there fails to link, and so does one whose native part does not fit the machine. */
    static Optional<Compressor> load(ContentCoding coding, Supplier<Compressor> library) {
        try {
            return Optional.of(library.get());
        } catch (LinkageError absent) {
            LOG.debug("Nothing is compressed by {}: its library does not load.", coding.token(), absent);
            return Optional.empty();
        }
    }
}
