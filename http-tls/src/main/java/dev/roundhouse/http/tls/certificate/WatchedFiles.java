package dev.roundhouse.http.tls.certificate;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Files that are replaced by other programs, and whether their contents have changed since they were used last. New contents are used
 * when they were read twice, one time after the other: so a file that is being written, or a certificate whose key is not yet in
 * place, is not used. Not safe for use by several threads.
 */
final class WatchedFiles {
    private final List<Path> paths;

    /** The contents that were used last, whether they were fit for use or not. */
    private String settledDigest;

    /** The contents at the last look. */
    private String lastDigest;

    /** @param used the contents of the files that are in use */
    WatchedFiles(Collection<Path> paths, FileContents used) {
        this.paths = List.copyOf(paths);
        this.settledDigest = used.digest();
        this.lastDigest = settledDigest;
    }

    /** Reads the files to use them, changed or not. */
    FileContents read() {
        FileContents contents = FileContents.read(paths);
        lastDigest = contents.digest();
        settledDigest = lastDigest;
        return contents;
    }

    /** Reads the files to use them if they have changed; empty if they are the same, or being written. */
    Optional<FileContents> readIfChanged() {
        FileContents contents = FileContents.read(paths);
        String digest = contents.digest();
        boolean isStable = digest.equals(lastDigest);
        lastDigest = digest;
        if (!isStable || digest.equals(settledDigest)) {
            return Optional.empty();
        }
        settledDigest = digest;
        return Optional.of(contents);
    }
}
