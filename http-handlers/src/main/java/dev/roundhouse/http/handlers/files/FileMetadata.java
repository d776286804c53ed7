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
 * Metadata of a file for validators and caches, read at once. Equal metadata of one path means that the file was not changed in
 * between, within the granularity of the timestamps. The modification time alone is not enough: {@code rsync -t}, {@code tar} and
 * {@code touch} set it. The change time cannot be set.
 *
 * @param size in bytes
 * @param modifiedNanos when the content was last changed, in nanoseconds since 1970; times before 1677 and after 2262 become
 *     the nearest {@code long}
 * @param changedNanos when the file was last changed in any way ({@code st_ctime}), in nanoseconds since 1970, if the file
 *     system has it and the file was read by path
 * @param fileKey distinguishes this file from a later one of the same name (device and inode), if the file system has keys
 */
public record FileMetadata(long size, long modifiedNanos, OptionalLong changedNanos, Optional<Object> fileKey) {
    /**
     * Timestamps have a granularity: a few milliseconds on most file systems, two seconds on FAT. Two changes within it may have
     * the same time.
     */
    private static final long TIMESTAMP_GRANULARITY_MILLIS = 2_000;

    /**
     * Times that reproducible builds set for every file: the epoch (OSTree), a second later (Nix, Jib), the first second of 1980
     * (zip files) and the next one (buildpacks).
     */
    private static final Set<Long> PLACEHOLDER_TIMES = Set.of(0L, 1L, 315_532_800L, 315_532_801L);

    private static final String UNIX = "unix";

    /** Metadata without a change time. */
    public FileMetadata(long size, long modifiedNanos, Optional<Object> key) {
        this(size, modifiedNanos, OptionalLong.empty(), key);
    }

    /**
     * The metadata of this path, in one system call, with the change time if the file system has one.
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

    /** When the content was last changed, in full seconds since 1970, rounded down. */
    public long modifiedEpochSecond() {
        return Math.floorDiv(modifiedNanos, TimeUnit.SECONDS.toNanos(1));
    }

    /**
     * Whether the modification time is real: no placeholder of a reproducible build, and within the range of {@code long}.
     */
    public boolean hasRealTimestamp() {
        return modifiedNanos != Long.MAX_VALUE
                && modifiedNanos != Long.MIN_VALUE
                && !PLACEHOLDER_TIMES.contains(modifiedEpochSecond());
    }

    /** Whether a change now would change a timestamp: only then does equal metadata mean equal bytes. */
    public boolean isStable(long nowMillis) {
        return isDateSettled(nowMillis) && (changedNanos.isEmpty() || isPast(changedNanos.getAsLong(), nowMillis));
    }

    /** Whether a write now would change the modification time. */
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

    /** Whether both are of the same version, compared by what both have. */
    boolean isSameVersion(FileMetadata other) {
        return size == other.size
                && modifiedNanos == other.modifiedNanos
                && fileKey.equals(other.fileKey)
                && (changedNanos.isEmpty() || other.changedNanos.isEmpty() || changedNanos.equals(other.changedNanos));
    }

    /**
     * Explicit, as {@link #hashCode()}: the generated methods of a record are linked at their first use, which would delay the
     * first response.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof FileMetadata that
                && size == that.size
                && modifiedNanos == that.modifiedNanos
                && changedNanos.equals(that.changedNanos)
                && fileKey.equals(that.fileKey);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(size) + Long.hashCode(modifiedNanos)) + fileKey.hashCode();
    }
}
