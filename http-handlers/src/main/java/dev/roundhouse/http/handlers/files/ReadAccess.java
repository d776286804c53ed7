package dev.roundhouse.http.handlers.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;

/**
 * Whether the server may read what is at a path. What it may not read is missing: a request gets 404 for it, and no listing
 * shows it.
 *
 * @param toFiles whether a file may be read
 * @param toDirectories whether what is in a directory can be found
 */
record ReadAccess(Predicate<Path> toFiles, Predicate<Path> toDirectories) {
    /**
     * Checks the permissions of the system.
     *
     * @param opensDirectories whether a directory must be opened, and so be readable, for anything in it to be found; otherwise
     *     it need only be searchable
     */
    static ReadAccess ofSystem(boolean opensDirectories) {
        return new ReadAccess(
                Files::isReadable,
                opensDirectories
                        ? directory -> Files.isExecutable(directory) && Files.isReadable(directory)
                        : Files::isExecutable);
    }

    /** Whether what has these attributes may be read. */
    boolean isGranted(Path path, BasicFileAttributes attributes) {
        return attributes.isDirectory() ? toDirectories.test(path) : toFiles.test(path);
    }
}
