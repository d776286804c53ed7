package dev.roundhouse.http.handlers.files;

import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metadata by which a few system calls show that a path still leads to the same version of a file: of the directories on its
 * path, and of the file. Directories that are the same, and no links, lead to the same place. A last directory that was not
 * changed has the same names for the same files, so nothing has appeared that takes precedence, and no precompressed sidecar.
 */
public final class PathSnapshot {
    /** Returned by {@link #unchangedAt} when a full lookup is needed. */
    public static final long CHANGED = Long.MIN_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(PathSnapshot.class);
    private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

    private final DirectorySnapshot directory;
    private final Path file;
    private final FileMetadata fileMetadata;

    /** The directory of the file with those above it, and the path and the metadata of the file at the time of the lookup. */
    private PathSnapshot(DirectorySnapshot directory, Path file, FileMetadata fileMetadata) {
        this.directory = directory;
        this.file = file;
        this.fileMetadata = fileMetadata;
    }

    /**
     * Takes a snapshot. There is none where it could miss a change: after links, on file systems without file keys, if the last
     * directory was changed within the granularity of its timestamps, and if another path that was looked up may appear without a
     * change of that directory.
     *
     * @param root below which the file was found
     * @param segments the names of the requested path
     * @param others other paths that were looked up
     * @param beganMillis start of the lookup
     */
    static Optional<PathSnapshot> at(
            RootPath root, RegularFile regularFile, List<String> segments, List<UriPath> others, long beganMillis)
            throws IOException {
        if (!isPathOf(regularFile, segments)) {
            return Optional.empty();
        }
        Optional<DirectorySnapshot> directory = root.snapshot(segments.subList(0, segments.size() - 1), beganMillis);
        boolean enough = regularFile.metadata().fileKey().isPresent()
                && directory.isPresent()
                && isAppearanceDetectable(directory.get().path(), segments, others);
        return enough
                ? Optional.of(new PathSnapshot(
                        directory.get(),
                        directory.get().path().resolve(segments.get(segments.size() - 1)),
                        regularFile.metadata()))
                : Optional.empty();
    }

    /** Whether the real path of the file consists of the requested names: then none of them is a link. */
    private static boolean isPathOf(RegularFile regularFile, List<String> segments) {
        Path path = regularFile.root().relativize(regularFile.path());
        if (path.getNameCount() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!path.getName(i).toString().equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether none of these paths can appear without a change of the directory. A name that exists, but was not found, is a
     * dangling link or an unreadable file: both can become readable without such a change.
     */
    private static boolean isAppearanceDetectable(Path directory, List<String> segments, List<UriPath> others)
            throws IOException {
        List<String> names = segments.subList(0, segments.size() - 1);
        for (UriPath other : others) {
            List<String> tried = other.segments();
            boolean isStandard = tried.equals(segments) || tried.equals(names);
            if (!isStandard
                    && !(isIn(names, tried) && isAppearanceDetectable(directory, tried.get(tried.size() - 1)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIn(List<String> directory, List<String> name) {
        return name.size() == directory.size() + 1
                && name.subList(0, directory.size()).equals(directory);
    }

    /** A name that no file can have cannot appear either. */
    private static boolean isAppearanceDetectable(Path directory, String name) throws IOException {
        try {
            return Files.readAttributes(directory.resolve(name), BasicFileAttributes.class, NO_FOLLOW)
                    .isDirectory();
        } catch (NoSuchFileException | InvalidPathException absent) {
            return true;
        }
    }

    /**
     * Compares the snapshot with the disk, in a few system calls.
     *
     * @param nowMillis the time before this call
     * @return since when all is known to be unchanged; {@link #CHANGED} when a full lookup is needed
     */
    public long unchangedAt(long nowMillis) {
        try {
            boolean isSame = FileMetadata.at(file, NO_FOLLOW).equals(fileMetadata) && isReadable();
            return isSame ? directory.unchangedAt(nowMillis) : CHANGED;
        } catch (IOException e) {
            LOG.debug("path not found any more", e);
            return CHANGED;
        }
    }

    /** A change of permissions changes the change time; without one, they are checked. */
    private boolean isReadable() {
        return fileMetadata.changedNanos().isPresent() || Files.isReadable(file);
    }
}
