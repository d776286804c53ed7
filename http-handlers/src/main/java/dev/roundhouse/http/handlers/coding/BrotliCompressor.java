package dev.roundhouse.http.handlers.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import dev.roundhouse.http.handlers.files.TemporaryDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Compresses with Brotli, by the optional library brotli4j. */
final class BrotliCompressor implements Compressor {
    /** Smaller than the best gzip level, faster than the default gzip level; the best quality takes seventy times as long. */
    private static final Encoder.Parameters QUALITY = Encoder.Parameters.create(5);

    /** System property with the path of a library; takes precedence over the library in the jar. */
    private static final String LIBRARY = "brotli4j.library.path";

    private static final String FILE_NAME = System.mapLibraryName("brotli");

    /** @throws LinkageError when the library, or its native part for this machine, is missing */
    BrotliCompressor() {
        Optional<InputStream> library = System.getProperty(LIBRARY) == null ? openFromJar() : Optional.empty();
        if (library.isPresent()) {
            CompressionLibraries.loadExtracted(directory -> load(library.get(), directory));
        } else {
            Brotli4jLoader.ensureAvailability();
        }
    }

    /** The library for this machine in the jars of brotli4j; nothing if there is none. */
    private static Optional<InputStream> openFromJar() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "osx" : name;
        String architecture = System.getProperty("os.arch").replace("amd64", "x86_64");
        String resource = "lib/" + system + "-" + architecture + "/" + FILE_NAME;
        return Optional.ofNullable(Brotli4jLoader.class.getClassLoader().getResourceAsStream(resource));
    }

    /** brotli4j would extract its library into a directory that it deletes at a regular end of the process only. */
    private static void load(InputStream library, TemporaryDirectory directory) {
        Path extracted;
        try (library) {
            extracted = directory.copy(library, FILE_NAME);
        } catch (IOException failed) {
            throw CompressionLibraries.failure("cannot extract " + FILE_NAME + ": " + failed, failed);
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
