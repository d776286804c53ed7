package dev.roundhouse.http.handlers;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
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
}
