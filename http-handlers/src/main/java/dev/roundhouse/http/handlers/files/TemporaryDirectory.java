package dev.roundhouse.http.handlers.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new directory below {@code java.io.tmpdir}, deleted with its content when it is closed. */
public final class TemporaryDirectory implements AutoCloseable {
    private static final int MAX_ATTEMPTS = 20;

    private final Path path;

    private TemporaryDirectory(Path path) {
        this.path = path;
    }

    /** Creates a directory whose name starts with the prefix. */
    public static TemporaryDirectory create(String prefix) throws IOException {
        return new TemporaryDirectory(Files.createTempDirectory(prefix));
    }

    /** The path of the directory. */
    public Path path() {
        return path;
    }

    /** Copies the content into a new file of that name, and returns its path. */
    public Path copy(InputStream content, String fileName) throws IOException {
        Path target = path.resolve(fileName);
        Files.copy(content, target);
        return target;
    }

    /** Deletes it. Repeated while another thread creates files in it; further calls have no effect. */
    @Override
    public void close() {
        for (int attempt = 0; attempt < MAX_ATTEMPTS && Files.isDirectory(path); attempt++) {
            try (Stream<Path> found = Files.walk(path)) {
                List<Path> innermostFirst =
                        found.sorted(Comparator.reverseOrder()).toList();
                for (Path file : innermostFirst) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException e) {
                Thread.onSpinWait();
            }
        }
    }
}
