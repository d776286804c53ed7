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
 * The way to a directory below a root. Paths are real paths here, base and directory alike: where one holds a symbolic link
 * after all, somebody has just put it there.
 */
sealed interface DirectoryResolver extends AutoCloseable permits SecureDirectoryResolver, PathDirectoryResolver {
    /**
     * The safest way that the file system of this directory has; the directory has to be readable.
     *
     * @param heldOpen how many directories may be held open
     */
    static DirectoryResolver forRoot(Path root, int heldOpen) throws IOException {
        return forRoot(root, heldOpen, DescriptorBudget.unlimited());
    }

    /** The same, with descriptors of a budget. */
    static DirectoryResolver forRoot(Path root, int heldOpen, DescriptorBudget budget) throws IOException {
        try (DirectoryStream<Path> probe = Files.newDirectoryStream(root)) {
            return probe instanceof SecureDirectoryStream
                    ? new SecureDirectoryResolver(heldOpen, budget)
                    : new PathDirectoryResolver(budget);
        }
    }

    /**
     * The directory that has this path now.
     *
     * @return nothing when there is none, or none below the base; whoever asked closes it
     * @throws IOException when that cannot be told for a reason that may pass, as too many open files
     */
    Optional<? extends DirectoryHandle> open(Path base, Path directory) throws IOException;

    /** Whether the directory was entered lately, so that this was a real path then. */
    boolean isCached(Path base, Path directory);

    /** The directory that had this path when it was last entered, as long as it is remembered; then as {@link #open}. */
    Optional<? extends DirectoryHandle> openCached(Path base, Path directory) throws IOException;

    /** As {@link #open}, for somebody who wants to read all names and shares the directory with nobody. */
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
