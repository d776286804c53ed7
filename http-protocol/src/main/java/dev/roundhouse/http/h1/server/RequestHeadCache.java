package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.h1.codec.RequestHead;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Heads that were read lately, to be recognised by their octets rather than read again: a client says the same thing with
 * each of its requests, and what a head means follows from its octets alone. Shared by as many connections and threads as
 * one likes.
 *
 * <p>A plain table without locks: an entry is immutable, and whoever loses a race reads a head once more. What it can hold
 * is bounded, so nobody fills memory by never saying the same thing twice.
 */
public final class RequestHeadCache {
    /** Longer heads are read each time: they are rare, and would let clients keep much memory. */
    private static final int MAX_CACHED_BYTES = 1 << 10;

    private final CachedHead[] table;

    /** A head and what it means. */
    static final class CachedHead {
        /** Matches no octets. */
        static final CachedHead EMPTY = new CachedHead(new byte[0], null);

        private final byte[] bytes;
        private final ByteBuffer view;
        private final RequestHead.Accepted head;

        private CachedHead(byte[] bytes, RequestHead.Accepted head) {
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

        /** What it means; null for {@link #EMPTY}. */
        RequestHead.Accepted head() {
            return head;
        }

        /** Takes this head from bytes that begin with it. */
        RequestHead.Accepted consumeFrom(ByteBuffer input) {
            input.position(input.position() + bytes.length);
            return head;
        }
    }

    /**
     * A memory for so many heads.
     *
     * @param slots a power of two
     */
    public RequestHeadCache(int slots) {
        if (Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException("slots must be a power of two: " + slots);
        }
        this.table = new CachedHead[slots];
        Arrays.fill(table, CachedHead.EMPTY);
    }

    /** The entry of these octets, or {@link CachedHead#EMPTY}. */
    CachedHead get(byte[] bytes) {
        CachedHead cachedHead = table[slot(bytes)];
        return Arrays.equals(cachedHead.bytes, bytes) ? cachedHead : CachedHead.EMPTY;
    }

    /** Remembers a head in the place of another; gives back what is to be looked for first the next time. */
    CachedHead put(byte[] bytes, RequestHead.Accepted head) {
        if (bytes.length > MAX_CACHED_BYTES) {
            return CachedHead.EMPTY;
        }
        CachedHead cachedHead = new CachedHead(bytes, head);
        table[slot(bytes)] = cachedHead;
        return cachedHead;
    }

    private int slot(byte[] bytes) {
        int hash = Arrays.hashCode(bytes);
        return (hash ^ hash >>> 16) & (table.length - 1);
    }
}
