package dev.roundhouse.http.handlers;

import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may be held in memory, and of which kind.
 *
 * @param fileAtMost larger files stay where they are, and are opened for answers
 * @param compressedAtMost what is larger after compression is not kept
 * @param direct outside the heap: dear to get, and then sent without a copy, which pays when it is sent again
 */
record MemoryLimits(long fileAtMost, long compressedAtMost, boolean direct) {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryLimits.class);

    /** Larger files gain little from memory: a system call less is nothing beside their way through the socket. */
    static final int FILE_AT_MOST = 256 << 10;

    /** Without a cache, files up to this size are read and closed at once: then nothing open waits for a client. */
    static final int READ_AT_ONCE = 64 << 10;

    /** Nothing may have more of the cache than this part, or a few would have it all. */
    private static final int LARGEST_SHARE = 8;

    /** Memory beside a cache of this size, which may be 0. */
    static MemoryLimits beside(long cacheBytes) {
        if (cacheBytes == 0) {
            return new MemoryLimits(READ_AT_ONCE, 0, false);
        }
        long share = cacheBytes / LARGEST_SHARE;
        return new MemoryLimits(Math.min(FILE_AT_MOST, share), Math.min(Integer.MAX_VALUE, share), true);
    }

    /** Memory for so many octets: where there is none left outside the heap, the heap has to do. */
    ByteBuffer allocate(int octets) {
        if (direct) {
            try {
                return ByteBuffer.allocateDirect(octets);
            } catch (OutOfMemoryError outsideTheHeap) {
                LOG.debug("No memory is left outside the heap.", outsideTheHeap);
            }
        }
        return ByteBuffer.allocate(octets);
    }
}
