package dev.roundhouse.http.handlers.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;
import java.nio.file.Path;

/** Compresses with Brotli, by the optional library brotli4j. */
final class BrotliCompressor implements Compressor {
    /** Smaller than the best gzip level, faster than the default gzip level; the best quality takes seventy times as long. */
    private static final Encoder.Parameters QUALITY = Encoder.Parameters.create(5);

    /** System properties with the path of a library, or of a directory to extract it to; they take precedence. */
    private static final String LIBRARY = "brotli4j.library.path";

    private static final String DIRECTORY = "com.aayushatharva.brotli4j.native.workdir";

    /** @throws LinkageError when the library, or its native part for this machine, is missing */
    BrotliCompressor() {
        if (System.getProperty(LIBRARY) != null || System.getProperty(DIRECTORY) != null) {
            Brotli4jLoader.ensureAvailability();
        } else {
            CompressionLibraries.loadExtracted(BrotliCompressor::loadFrom);
        }
    }

    private static void loadFrom(Path directory) {
        System.setProperty(DIRECTORY, directory.toString());
        try {
            Brotli4jLoader.ensureAvailability();
        } finally {
            System.clearProperty(DIRECTORY);
        }
    }

    @Override
    public byte[] compress(byte[] bytes) throws IOException {
        return Encoder.compress(bytes, QUALITY);
    }
}
