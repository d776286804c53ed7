package dev.roundhouse.http.handlers.coding;

import dev.roundhouse.http.handlers.files.TemporaryDirectory;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Loads the native code of the compression libraries. Each library is extracted into a temporary directory, loaded, and deleted
 * at once: the operating system keeps what is loaded. Without this, the libraries leave a file behind in each process that ends
 * without the shutdown hooks of the JVM.
 */
public final class CompressionLibraries {
    /** Directories that a library is being loaded from. */
    private static final Set<TemporaryDirectory> DIRECTORIES = ConcurrentHashMap.newKeySet();

    /** Set before files are deleted that a library is being loaded from: its failure is to be expected then. */
    private static volatile boolean isProcessEnding;

    private CompressionLibraries() {}

    /**
     * Loads the libraries for these codings, unless they have been loaded.
     *
     * @return the reason for each coding whose library exists, but cannot be loaded; empty after {@link #deleteFiles}
     */
    public static Map<ContentCoding, String> load(Collection<ContentCoding> codings) {
        Map<ContentCoding, String> failures = Compressors.failures(codings);
        return isProcessEnding ? Map.of() : failures;
    }

    /**
     * Deletes the files of libraries that are being loaded now. To be called at the end of the process, which may come at any
     * time.
     */
    public static void deleteFiles() {
        isProcessEnding = true;
        DIRECTORIES.forEach(TemporaryDirectory::close);
    }

    /**
     * Loads a library.
     *
     * @param loader extracts the library into a directory, and loads it
     * @throws LinkageError when it cannot be loaded
     */
    static void loadExtracted(Consumer<TemporaryDirectory> loader) {
        TemporaryDirectory directory = create();
        Thread deleteAtExit = new Thread(directory::close, "delete-extracted-library");
        try {
            DIRECTORIES.add(directory);
            Runtime.getRuntime().addShutdownHook(deleteAtExit);
            loader.accept(directory);
            Runtime.getRuntime().removeShutdownHook(deleteAtExit);
        } catch (IllegalStateException e) {
            throw failure("the process is ending", e);
        } finally {
            directory.close();
            DIRECTORIES.remove(directory);
        }
    }

    private static TemporaryDirectory create() {
        try {
            return TemporaryDirectory.create("roundhouse-");
        } catch (IOException e) {
            throw failure(e.toString(), e);
        }
    }

    /** The error of a library that cannot be loaded. */
    static UnsatisfiedLinkError failure(String message, Exception cause) {
        UnsatisfiedLinkError error = new UnsatisfiedLinkError(message);
        error.initCause(cause);
        return error;
    }
}
