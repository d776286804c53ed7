package dev.roundhouse.http.handlers.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Opens directories below a root. All paths are real paths: if one contains a symbolic link, it was just created.
 */
sealed interface DirectoryResolver extends AutoCloseable permits SecureDirectoryResolver, PathDirectoryResolver {
    /**
     * The safest resolver that the file system of this directory supports; the directory has to be readable.
     *
     * @param heldOpen how many directories may be held open
     */
    static DirectoryResolver forRoot(Path root, int heldOpen) throws IOException {
        return forRoot(root, heldOpen, DescriptorBudget.unlimited());
    }

    /** The same, with a budget for file descriptors. */
    static DirectoryResolver forRoot(Path root, int heldOpen, DescriptorBudget budget) throws IOException {
        try (DirectoryStream<Path> probe = Files.newDirectoryStream(root)) {
            return probe instanceof SecureDirectoryStream
                    ? new SecureDirectoryResolver(heldOpen, budget)
                    : new PathDirectoryResolver(budget);
        }
    }

    /**
     * Opens the directory that has this path now. The caller closes it.
     *
     * @return nothing when there is none, or none below the base
     * @throws IOException when that fails for a temporary reason, such as too many open files
     */
    Optional<? extends DirectoryHandle> open(Path base, Path directory) throws IOException;

    /** Whether a handle of the directory is cached, so that this was a real path when it was opened. */
    boolean isCached(Path base, Path directory);

    /** The cached handle of the directory that had this path when it was opened; without one, as {@link #open}. */
    Optional<? extends DirectoryHandle> openCached(Path base, Path directory) throws IOException;

    /** As {@link #open}, with a handle that is not shared, for a caller that reads all names. */
    Optional<? extends DirectoryHandle> openExclusive(Path base, Path directory) throws IOException;

    /** Releases the directories that are held open, and holds none from then on. Further calls have no effect. */
    @Override
    void close();

    /** The key of what has this path, which nothing else has; of a symbolic link, the key of the link. */
    static Object fileKey(Path path) throws IOException {
        return fileKey(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    /** Device and inode, where the file system has such a thing. */
    static Object fileKey(BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey();
        if (key == null) {
            throw new IOException("directories have no keys on this file system");
        }
        return key;
    }

    /** Hands out the names of a directory. */
    static void forEachName(DirectoryStream<Path> names, Consumer<String> taker) throws IOException {
        try {
            names.forEach(entry -> taker.accept(entry.getFileName().toString()));
        } catch (DirectoryIteratorException interrupted) {
            throw interrupted.getCause();
        }
    }
}
