package dev.roundhouse.http.handlers.content;

import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may be held in memory, and of which kind.
 *
 * @param maxFileBytes larger files stay where they are, and are opened for answers
 * @param maxCompressedBytes what is larger after compression is not kept
 * @param isDirect outside the heap: dear to get, and then sent without a copy, which pays when it is sent again
 */
public record MemoryLimits(long maxFileBytes, long maxCompressedBytes, boolean isDirect) {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryLimits.class);

    /** Larger files gain little from memory: a system call less is nothing beside their way through the socket. */
    public static final int MAX_CACHED_FILE = 256 << 10;

    /** Without a cache, files up to this size are read and closed at once: then nothing open waits for a client. */
    public static final int MAX_UNCACHED_READ = 64 << 10;

    /** Nothing may have more of the cache than this part, or a few would have it all. */
    private static final int MAX_ENTRY_FRACTION = 8;

    /** Memory beside a cache of this size, which may be 0. */
    public static MemoryLimits forCacheSize(long cacheBytes) {
        if (cacheBytes == 0) {
            return new MemoryLimits(MAX_UNCACHED_READ, 0, false);
        }
        long share = cacheBytes / MAX_ENTRY_FRACTION;
        return new MemoryLimits(Math.min(MAX_CACHED_FILE, share), Math.min(Integer.MAX_VALUE, share), true);
    }

    /** Memory for so many octets: where there is none left outside the heap, the heap has to do. */
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
