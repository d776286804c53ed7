package dev.roundhouse.http.handlers.files;

import dev.roundhouse.http.handlers.logging.FailureLog;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The path of a root, and the result of lookups when it is no directory any more. The client gets 404, as for any directory that
 * was deleted; the operator gets a log line.
 */
final class RootPath {
    /** Maximum number of directories whose snapshot is shared; further ones are read for each file. */
    private static final int MAX_SNAPSHOTS = 4_096;

    private final Path path;
    private final Map<Path, DirectorySnapshot> snapshots = new ConcurrentHashMap<>();
    private final FailureLog failures = new FailureLog(DocumentRoot.class, System::nanoTime);

    RootPath(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** The configured path, which may contain links. */
    Path path() {
        return path;
    }

    /** The real path that it leads to now. */
    Path real() throws IOException {
        return path.toRealPath();
    }

    /**
     * A snapshot of the directory of these names, shared by all files that find it in the same state.
     *
     * @param beganMillis a time before this
     * @return nothing where it cannot be compared later ({@link DirectorySnapshot#of})
     */
    Optional<DirectorySnapshot> snapshot(List<String> names, long beganMillis) throws IOException {
        Optional<DirectorySnapshot> now = DirectorySnapshot.of(path, names, beganMillis);
        if (now.isEmpty()) {
            return now;
        }
        if (snapshots.size() >= MAX_SNAPSHOTS) {
            snapshots.clear();
        }
        return Optional.of(snapshots.merge(
                now.get().path(), now.get(), (cached, found) -> cached.isSameVersion(found) ? cached : found));
    }

    /**
     * The result of a lookup for which {@link #real} has failed.
     *
     * @throws IOException that failure, unless it means that there is no such directory
     */
    Resource missing(IOException failure) throws IOException {
        if (failure instanceof AccessDeniedException) {
            return missing(MissingReason.UNREADABLE, failure);
        }
        if (failure instanceof NoSuchFileException || isBelowFile() || Files.isSymbolicLink(path)) {
            return missing(MissingReason.ROOT_GONE, failure);
        }
        throw failure;
    }

    /** The result for the root directory itself. */
    Resource directory(Path real, ReadAccess access) {
        if (!Files.isDirectory(real)) {
            return missing(MissingReason.ROOT_GONE, new NotDirectoryException(real.toString()));
        }
        return access.toDirectories().test(real)
                ? new Resource.Directory(real)
                : missing(MissingReason.UNREADABLE, new AccessDeniedException(real.toString()));
    }

    private Resource missing(MissingReason reason, IOException cause) {
        failures.warn("Reaching the root " + path, cause);
        return new Resource.Missing(reason);
    }

    /** Whether a directory of this path has become a file: there is an errno for it, and no exception of Java. */
    private boolean isBelowFile() {
        Path at = path;
        while (at.getParent() != null && !Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
            at = at.getParent();
        }
        return !Files.isDirectory(at);
    }
}
