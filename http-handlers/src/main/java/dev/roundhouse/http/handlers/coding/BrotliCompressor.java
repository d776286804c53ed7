package dev.roundhouse.http.handlers.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Compresses with Brotli, by the optional library brotli4j. */
final class BrotliCompressor implements Compressor {
    /** Smaller than the best gzip level, faster than the default gzip level; the best quality takes seventy times as long. */
    private static final Encoder.Parameters QUALITY = Encoder.Parameters.create(5);

    /** System property with the path of a library; takes precedence over the library in the jar. */
    private static final String LIBRARY = "brotli4j.library.path";

    /** @throws LinkageError when the library, or its native part for this machine, is missing */
    BrotliCompressor() {
        URL library = System.getProperty(LIBRARY) == null ? libraryInJar() : null;
        if (library == null) {
            Brotli4jLoader.ensureAvailability();
        } else {
            CompressionLibraries.loadExtracted(directory -> loadFrom(directory, library));
        }
    }

    /** The library for this machine in the jars of brotli4j; null if there is none. */
    private static URL libraryInJar() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "osx" : name;
        String architecture = System.getProperty("os.arch").replace("amd64", "x86_64");
        return Brotli4jLoader.class
                .getClassLoader()
                .getResource("lib/" + system + "-" + architecture + "/" + System.mapLibraryName("brotli"));
    }

    /** brotli4j would extract its library into a directory that it deletes at a regular end of the process only. */
    private static void loadFrom(Path directory, URL library) {
        Path extracted = directory.resolve(System.mapLibraryName("brotli"));
        try (InputStream content = library.openStream()) {
            Files.copy(content, extracted);
        } catch (IOException e) {
            throw CompressionLibraries.failure("cannot extract " + extracted.getFileName() + ": " + e, e);
        }
        System.setProperty(LIBRARY, extracted.toString());
        try {
            Brotli4jLoader.ensureAvailability();
        } finally {
            System.clearProperty(LIBRARY);
        }
    }

    @Override
    public byte[] compress(byte[] bytes) throws IOException {
        return Encoder.compress(bytes, QUALITY);
    }
}
