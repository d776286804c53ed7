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
 * What is enough to see that a path still leads to the same version of a file: the directories on the way to it, and the file.
 * Directories that are still the same, and no links, lead to the same place. A last directory that was not changed has the same
 * names for the same files; so what was not there is still not there: nothing with precedence, and no precompressed form.
 *
 * @param directory with the file in it, and those on the way to it
 * @param file in that directory, by the last name
 * @param fileMetadata as they were found
 */
public record PathSnapshot(DirectorySnapshot directory, Path file, FileMetadata fileMetadata) {
    /** What {@link #unchangedAt} returns when a whole look is needed. */
    public static final long CHANGED = Long.MIN_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(PathSnapshot.class);
    private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

    /**
     * What to glance at from now on; nothing where that would not be enough: behind links, where the file system has no keys,
     * when the last directory was changed so lately that it could change again within one step of the clock, and where
     * something else that was looked for may appear without a change of that directory.
     *
     * @param root below which it was found
     * @param segments the names that were asked for
     * @param others what else was looked for
     * @param beganMillis when the look began
     */
    static Optional<PathSnapshot> at(
            RootPath root, RegularFile regularFile, List<String> segments, List<UriPath> others, long beganMillis)
            throws IOException {
        if (!isWayOf(regularFile, segments)) {
            return Optional.empty();
        }
        Optional<DirectorySnapshot> directory = root.snapshot(segments.subList(0, segments.size() - 1), beganMillis);
        boolean enough = regularFile.metadata().fileKey().isPresent()
                && directory.isPresent()
                && staysAway(directory.get().path(), segments, others);
        return enough
                ? Optional.of(new PathSnapshot(
                        directory.get(),
                        directory.get().path().resolve(segments.get(segments.size() - 1)),
                        regularFile.metadata()))
                : Optional.empty();
    }

    /** Whether the real path of the file has just the names that were asked for: then none of them is a link. */
    private static boolean isWayOf(RegularFile regularFile, List<String> segments) {
        Path way = regularFile.root().relativize(regularFile.path());
        if (way.getNameCount() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!way.getName(i).toString().equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether nothing of this can come to be without a change of the directory. A name that is there, and was not found, is
     * that of a link without a target, or of a file that may not be read: both can become readable where they are.
     */
    private static boolean staysAway(Path directory, List<String> segments, List<UriPath> others) throws IOException {
        List<String> names = segments.subList(0, segments.size() - 1);
        for (UriPath other : others) {
            List<String> asked = other.segments();
            boolean isStandard = asked.equals(segments) || asked.equals(names);
            if (!isStandard && !(isIn(names, asked) && staysAway(directory, asked.get(asked.size() - 1)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIn(List<String> directory, List<String> name) {
        return name.size() == directory.size() + 1
                && name.subList(0, directory.size()).equals(directory);
    }

    /** Names that no file can have stay away, too. */
    private static boolean staysAway(Path directory, String name) throws IOException {
        try {
            return Files.readAttributes(directory.resolve(name), BasicFileAttributes.class, NO_FOLLOW)
                    .isDirectory();
        } catch (NoSuchFileException | InvalidPathException absent) {
            return true;
        }
    }

    /**
     * Since when it is known that all is as it was at the last whole look; a few system calls.
     *
     * @param nowMillis the time before this glance
     * @return that time, or one a little before it; {@link #CHANGED} when a whole look is needed
     */
    public long unchangedAt(long nowMillis) {
        try {
            boolean isSame = FileMetadata.at(file, NO_FOLLOW).equals(fileMetadata) && isReadable();
            return isSame ? directory.unchangedAt(nowMillis) : CHANGED;
        } catch (IOException gone) {
            LOG.debug("A path leads nowhere any more.", gone);
            return CHANGED;
        }
    }

    /** Permissions are not given or taken without a change of the file, where its change time is known. */
    private boolean isReadable() {
        return fileMetadata.changedNanos().isPresent() || Files.isReadable(file);
    }
}
