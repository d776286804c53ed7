package dev.roundhouse.http.handlers.coding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The native parts of the libraries that compress. Each is unpacked into a directory of its own below {@code java.io.tmpdir}, loaded, and
 * deleted at once: the system keeps what is loaded. Left to themselves, the libraries leave a file behind in each run that ends
 * without the JVM's shutdown hooks.
 */
public final class CompressionLibraries {
    private static final int ATTEMPTS = 20;

    /** Directories that something is being loaded from. */
    private static final Set<Path> UNPACKED = ConcurrentHashMap.newKeySet();

    /** Set before files are deleted under a library that is being loaded: then its failure means nothing. */
    private static volatile boolean ending;

    private CompressionLibraries() {}

    /**
     * Loads what is needed for these codings, unless it has been loaded.
     *
     * @return for each coding whose library is there, but cannot be loaded, the reason; nothing once {@link #deleteFiles} was
     *     called
     */
    public static Map<ContentCoding, String> load(Collection<ContentCoding> codings) {
        Map<ContentCoding, String> failures = Compressors.failures(codings);
        return ending ? Map.of() : failures;
    }

    /** Deletes what is being loaded just now; for the end of the process, which may come at any time. */
    public static void deleteFiles() {
        ending = true;
        UNPACKED.forEach(CompressionLibraries::delete);
    }

    /**
     * Loads a library.
     *
     * @param loader is given the directory to unpack into
     * @throws LinkageError when it cannot be loaded
     */
    static void unpacking(Consumer<Path> loader) {
        Path directory = create();
        Thread atExit = new Thread(() -> delete(directory), "unpacked-library");
        try {
            UNPACKED.add(directory);
            Runtime.getRuntime().addShutdownHook(atExit);
            loader.accept(directory);
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            throw failure("the program ends", ending);
        } finally {
            delete(directory);
            UNPACKED.remove(directory);
        }
    }

    private static Path create() {
        try {
            return Files.createTempDirectory("roundhouse-");
        } catch (IOException failed) {
            throw failure(failed.toString(), failed);
        }
    }

    private static UnsatisfiedLinkError failure(String message, Exception cause) {
        UnsatisfiedLinkError error = new UnsatisfiedLinkError(message);
        error.initCause(cause);
        return error;
    }

    /** Several times, since another thread may be unpacking. */
    private static void delete(Path directory) {
        for (int attempt = 0; attempt < ATTEMPTS && Files.isDirectory(directory); attempt++) {
            try (Stream<Path> found = Files.walk(directory)) {
                List<Path> innermostFirst =
                        found.sorted(Comparator.reverseOrder()).toList();
                for (Path path : innermostFirst) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException filledMeanwhile) {
                Thread.onSpinWait();
            }
        }
    }
}
