package dev.roundhouse.http.handlers.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What validators and a cache want to know of a file, seen in one look at it. Equal facts about one path mean that nobody
 * changed the file in between, as far as the file system's clock can tell. The time of modification alone does not say so:
 * {@code rsync -t}, {@code tar} and {@code touch} set it to what they like. The change time cannot be set.
 *
 * @param size in octets
 * @param modifiedNanos when the content was last changed, in nanoseconds since 1970; times before 1677 and after 2262 become
 *     the nearest that a {@code long} can say
 * @param changedNanos when the file was last changed in any way ({@code st_ctime}), in nanoseconds since 1970, where the file
 *     system tells it and it was asked by path
 * @param fileKey tells this file from one that takes its name later, where the file system has such a thing (device and inode)
 */
public record FileMetadata(long size, long modifiedNanos, OptionalLong changedNanos, Optional<Object> fileKey) {
    /**
     * A file system's clock moves in steps: by a few milliseconds where it is good, by two seconds on FAT. Within one step
     * a file may change twice, and its time once.
     */
    private static final long TIMESTAMP_GRANULARITY_MILLIS = 2_000;

    /**
     * What builders write who want the same image twice: the epoch (OSTree), a second later (Nix, Jib), the first second of
     * 1980 (zip files) and the one after it (buildpacks). Every version of a file has that time.
     */
    private static final Set<Long> PLACEHOLDER_TIMES = Set.of(0L, 1L, 315_532_800L, 315_532_801L);

    private static final String UNIX = "unix";

    /** Facts without a change time. */
    public FileMetadata(long size, long modifiedNanos, Optional<Object> key) {
        this(size, modifiedNanos, OptionalLong.empty(), key);
    }

    /**
     * The facts of what has this path, in one system call, with the change time where there is one.
     *
     * @throws IOException when nothing has this path, or it cannot be reached
     */
    static FileMetadata at(Path path, LinkOption... options) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
            return of(Files.readAttributes(path, BasicFileAttributes.class, options));
        }
        Map<String, Object> found = Files.readAttributes(path, UNIX + ":size,lastModifiedTime,ctime,fileKey", options);
        return new FileMetadata(
                (Long) found.get("size"),
                nanos(found.get("lastModifiedTime")),
                OptionalLong.of(nanos(found.get("ctime"))),
                Optional.ofNullable(found.get("fileKey")));
    }

    private static long nanos(Object time) {
        return ((FileTime) time).to(TimeUnit.NANOSECONDS);
    }

    static FileMetadata of(BasicFileAttributes attributes) {
        return new FileMetadata(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                Optional.ofNullable(attributes.fileKey()));
    }

    /** When the content was last changed, in whole seconds since 1970, rounded down. */
    public long modifiedEpochSecond() {
        return Math.floorDiv(modifiedNanos, TimeUnit.SECONDS.toNanos(1));
    }

    /**
     * Whether the time of the last change is one, and not a constant of whoever built an image, nor the nearest to one that
     * a {@code long} cannot say.
     */
    public boolean hasRealTimestamp() {
        return modifiedNanos != Long.MAX_VALUE
                && modifiedNanos != Long.MIN_VALUE
                && !PLACEHOLDER_TIMES.contains(modifiedEpochSecond());
    }

    /** Whether the file would have other times if it changed now: only then do equal facts mean equal octets. */
    public boolean isStable(long nowMillis) {
        return isDateSettled(nowMillis) && (changedNanos.isEmpty() || isPast(changedNanos.getAsLong(), nowMillis));
    }

    /** Whether the file would have another time of modification if it were written to now. */
    public boolean isDateSettled(long nowMillis) {
        return isPast(modifiedNanos, nowMillis);
    }

    /** Whether it was changed later than now, as its date claims: then its Last-Modified is always now (RFC 9110 §8.8.2.1). */
    public boolean isAhead(long nowMillis) {
        return TimeUnit.NANOSECONDS.toMillis(modifiedNanos) > nowMillis;
    }

    private static boolean isPast(long nanos, long nowMillis) {
        return Math.abs(nowMillis - TimeUnit.NANOSECONDS.toMillis(nanos)) >= TIMESTAMP_GRANULARITY_MILLIS;
    }

    /** Whether these are the facts of the same version, as far as both tell. */
    boolean agreesWith(FileMetadata other) {
        return size == other.size
                && modifiedNanos == other.modifiedNanos
                && fileKey.equals(other.fileKey)
                && (changedNanos.isEmpty() || other.changedNanos.isEmpty() || changedNanos.equals(other.changedNanos));
    }

    /**
     * By hand, as {@link #hashCode()}: what a record gets by itself is put together at its first use, which a first answer would
     * wait for.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof FileMetadata facts
                && size == facts.size
                && modifiedNanos == facts.modifiedNanos
                && changedNanos.equals(facts.changedNanos)
                && fileKey.equals(facts.fileKey);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(size) + Long.hashCode(modifiedNanos)) + fileKey.hashCode();
    }
}
