package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.h1.codec.RequestHead;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A cache of parsed request heads, keyed by their bytes: a client sends the same fields with each request, and the result of
 * parsing depends on the bytes alone. May be shared by any number of connections and threads.
 *
 * <p>A table without locks: entries are immutable, and a thread that loses a race parses a head again. Its memory is bounded,
 * whatever clients send.
 */
public final class RequestHeadCache {
    /** Longer heads are not cached: they are rare, and would use much memory. */
    private static final int MAX_CACHED_BYTES = 1 << 10;

    private final CachedHead[] table;

    /** The bytes of a head, and its parsed form. */
    static final class CachedHead {
        /** Matches no bytes. */
        static final CachedHead EMPTY = new CachedHead(new byte[0], Optional.empty());

        private final byte[] bytes;
        private final ByteBuffer view;

        /** An {@code Optional}, so that none is created for each request. */
        private final Optional<RequestHead> head;

        private CachedHead(byte[] bytes, Optional<RequestHead> head) {
            this.bytes = bytes;
            this.view = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
            this.head = head;
        }

        /** Whether these bytes begin with this head. A head ends with its first empty line, so there is no longer one. */
        boolean isPrefixOf(ByteBuffer input) {
            if (bytes.length == 0 || input.remaining() < bytes.length) {
                return false;
            }
            int mismatch = view.mismatch(input);
            return mismatch < 0 || mismatch == bytes.length;
        }

        /** The parsed head; empty for {@link #EMPTY}. */
        Optional<RequestHead> head() {
            return head;
        }

        /** Consumes this head from bytes that begin with it. */
        Optional<RequestHead> consumeFrom(ByteBuffer input) {
            input.position(input.position() + bytes.length);
            return head;
        }
    }

    /**
     * Creates a cache.
     *
     * @param slots maximum number of heads; a power of two
     */
    public RequestHeadCache(int slots) {
        if (Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException("slots must be a power of two: " + slots);
        }
        this.table = new CachedHead[slots];
        Arrays.fill(table, CachedHead.EMPTY);
    }

    /** The entry of these bytes, or {@link CachedHead#EMPTY}. */
    CachedHead get(byte[] bytes) {
        CachedHead cachedHead = table[slot(bytes)];
        return Arrays.equals(cachedHead.bytes, bytes) ? cachedHead : CachedHead.EMPTY;
    }

    /** Caches a head, in place of another one. Returns the new entry, or {@link CachedHead#EMPTY} for a long head. */
    CachedHead put(byte[] bytes, RequestHead.Accepted head) {
        if (bytes.length > MAX_CACHED_BYTES) {
            return CachedHead.EMPTY;
        }
        CachedHead cachedHead = new CachedHead(bytes, Optional.of(head));
        table[slot(bytes)] = cachedHead;
        return cachedHead;
    }

    private int slot(byte[] bytes) {
        int hash = Arrays.hashCode(bytes);
        return (hash ^ hash >>> 16) & (table.length - 1);
    }
}
