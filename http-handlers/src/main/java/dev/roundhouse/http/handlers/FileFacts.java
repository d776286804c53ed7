package dev.roundhouse.http.handlers;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What validators and a cache want to know of a file, seen in one look at it. Equal facts about one path mean that nobody
 * changed the file in between, as far as the file system's clock can tell.
 *
 * @param size in octets
 * @param modifiedNanos when the content was last changed, in nanoseconds since 1970; times before 1677 and after 2262 become
 *     the nearest that a {@code long} can say
 * @param key tells this file from one that takes its name later, where the file system has such a thing (device and inode)
 */
public record FileFacts(long size, long modifiedNanos, Optional<Object> key) {
    /**
     * A file system's clock moves in steps: by a few milliseconds where it is good, by two seconds on FAT. Within one step
     * a file may change twice, and its time once.
     */
    private static final long CLOCK_STEP_MILLIS = 2_000;

    /**
     * What builders write who want the same image twice: the epoch (OSTree), a second later (Nix, Jib), the first second of
     * 1980 (zip files) and the one after it (buildpacks). Every version of a file has that time.
     */
    private static final Set<Long> NO_TIMES = Set.of(0L, 1L, 315_532_800L, 315_532_801L);

    static FileFacts of(BasicFileAttributes attributes) {
        return new FileFacts(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                Optional.ofNullable(attributes.fileKey()));
    }

    /** When the content was last changed, in whole seconds since 1970, rounded down. */
    public long modifiedSecond() {
        return Math.floorDiv(modifiedNanos, TimeUnit.SECONDS.toNanos(1));
    }

    /**
     * Whether the time of the last change is one, and not a constant of whoever built an image, nor the nearest to one that
     * a {@code long} cannot say.
     */
    boolean isDated() {
        return modifiedNanos != Long.MAX_VALUE
                && modifiedNanos != Long.MIN_VALUE
                && !NO_TIMES.contains(modifiedSecond());
    }

    /** Whether the file would have another time if it changed now: only then do equal facts mean equal octets. */
    boolean isSettled(long nowMillis) {
        return Math.abs(nowMillis - TimeUnit.NANOSECONDS.toMillis(modifiedNanos)) >= CLOCK_STEP_MILLIS;
    }

    /**
     * By hand, as {@link #hashCode()}: what a record gets by itself is put together at its first use, which a first answer would
     * wait for.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof FileFacts facts
                && size == facts.size
                && modifiedNanos == facts.modifiedNanos
                && key.equals(facts.key);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(size) + Long.hashCode(modifiedNanos)) + key.hashCode();
    }
}
