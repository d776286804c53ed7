package dev.roundhouse.http.handlers.content;

import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits for content in memory, and the kind of memory.
 *
 * @param maxFileBytes larger files are not read into memory, but opened for each response
 * @param maxCompressedBytes larger results of compression are discarded
 * @param isDirect whether memory outside the heap is used: expensive to allocate, but sent without a copy, which pays off when it
 *     is sent again
 */
record MemoryLimits(long maxFileBytes, long maxCompressedBytes, boolean isDirect) {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryLimits.class);

    /** Larger files gain little from memory: the system call that is saved is small compared to the transfer. */
    static final int MAX_CACHED_FILE = 256 << 10;

    /** Without a cache, files up to this size are read and closed at once, so that no file is open while a slow client reads. */
    static final int MAX_UNCACHED_READ = 64 << 10;

    /** A single entry may have this fraction of the cache at most. */
    private static final int MAX_ENTRY_FRACTION = 8;

    /** The limits for a cache of this size, which may be 0. */
    static MemoryLimits forCacheSize(long cacheBytes) {
        if (cacheBytes == 0) {
            return new MemoryLimits(MAX_UNCACHED_READ, 0, false);
        }
        long share = cacheBytes / MAX_ENTRY_FRACTION;
        return new MemoryLimits(Math.min(MAX_CACHED_FILE, share), Math.min(Integer.MAX_VALUE, share), true);
    }

    /** Allocates memory for so many bytes: on the heap when no direct memory is available. */
    ByteBuffer allocate(int bytes) {
        if (isDirect) {
            try {
                return ByteBuffer.allocateDirect(bytes);
            } catch (OutOfMemoryError outsideTheHeap) {
                LOG.debug("direct memory exhausted, falling back to the heap", outsideTheHeap);
            }
        }
        return ByteBuffer.allocate(bytes);
    }
}
