package dev.roundhouse.http.handlers.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of a directory below a root at the time of a lookup, and of the directories of its path. The files in it share it, so
 * that a directory with many files is not read once for each of them. Used by many threads.
 */
final class DirectorySnapshot {
    /**
     * How long the result of a comparison is used for all files of the directory. Its age counts from the comparison, so that it
     * delays the detection of no change.
     */
    private static final long SHARED_MILLIS = 100;

    private static final LinkOption[] FOLLOW = {};
    private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

    private final List<Ancestor> way;
    private final Path path;
    private final boolean isRoot;
    private final FileMetadata facts;
    private volatile long comparedMillis;

    /**
     * A directory between the root and the last one.
     *
     * @param key distinguishes it from one that takes its name later
     */
    private record Ancestor(Path path, Object key) {}

    private DirectorySnapshot(List<Ancestor> way, Path path, boolean isRoot, FileMetadata facts, long comparedMillis) {
        this.way = way;
        this.path = path;
        this.isRoot = isRoot;
        this.facts = facts;
        this.comparedMillis = comparedMillis;
    }

    /**
     * The directory of these names; nothing where directories have no keys, or when it was changed so lately that it could change
     * again within one step of the clock.
     *
     * @param root as it was configured, possibly a link
     * @param beganMillis a time before this
     * @throws IOException when it is not there any more, or a name is that of a link, which has just been put there
     */
    static Optional<DirectorySnapshot> of(Path root, List<String> names, long beganMillis) throws IOException {
        List<Ancestor> way = new ArrayList<>();
        Path directory = root;
        for (String name : names) {
            directory = directory.resolve(name);
            BasicFileAttributes attributes = Files.readAttributes(directory, BasicFileAttributes.class, NO_FOLLOW);
            if (!attributes.isDirectory()) {
                throw new NotDirectoryException(directory.toString());
            }
            way.add(new Ancestor(directory, DirectoryResolver.fileKey(attributes)));
        }
        boolean isRoot = names.isEmpty();
        FileMetadata facts = FileMetadata.at(directory, isRoot ? FOLLOW : NO_FOLLOW);
        boolean isSame = facts.fileKey().isPresent()
                && (isRoot
                        || way.get(way.size() - 1).key().equals(facts.fileKey().get()));
        if (!isSame || !facts.isStable(beganMillis)) {
            return Optional.empty();
        }
        List<Ancestor> above = List.copyOf(way.subList(0, Math.max(0, way.size() - 1)));
        return Optional.of(new DirectorySnapshot(above, directory, isRoot, facts, beganMillis));
    }

    Path path() {
        return path;
    }

    /** Whether both are of the same state of the same directories. */
    boolean isSameVersion(DirectorySnapshot other) {
        return path.equals(other.path) && way.equals(other.way) && facts.equals(other.facts);
    }

    /**
     * When the last comparison was made that found the directories as they were; a few system calls, unless that was just now.
     *
     * @return {@link PathSnapshot#CHANGED} when they are not
     */
    long unchangedAt(long nowMillis) throws IOException {
        long compared = comparedMillis;
        long age = nowMillis - compared;
        if (age >= 0 && age < SHARED_MILLIS) {
            return compared;
        }
        if (!FileMetadata.at(path, isRoot ? FOLLOW : NO_FOLLOW).equals(facts) || !isSameWay()) {
            return PathSnapshot.CHANGED;
        }
        comparedMillis = nowMillis;
        return nowMillis;
    }

    private boolean isSameWay() throws IOException {
        for (Ancestor ancestor : way) {
            // A full lookup opens each directory, which needs permission to read it.
            if (!DirectoryResolver.fileKey(ancestor.path()).equals(ancestor.key())
                    || !Files.isReadable(ancestor.path())) {
                return false;
            }
        }
        return true;
    }
}
