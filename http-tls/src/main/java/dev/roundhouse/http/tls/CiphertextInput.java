package dev.roundhouse.http.tls;

import java.nio.ByteBuffer;

/** Received bytes that have not been decrypted: a part of a record, or records that nothing can receive yet. */
final class CiphertextInput {
    private static final byte[] NONE = {};

    /** The type, the version and the length of a record. RFC 8446 §5.1 */
    private static final int RECORD_HEADER = 5;

    private byte[] kept = NONE;
    private int start;
    private int end;

    boolean isEmpty() {
        return start == end;
    }

    /** Whether there is at least one complete record. */
    boolean hasRecord() {
        return end - start >= RECORD_HEADER && end - start >= recordLength();
    }

    private int recordLength() {
        return RECORD_HEADER + (((kept[start + 3] & 0xFF) << 8) | (kept[start + 4] & 0xFF));
    }

    /** Keeps all bytes. */
    void append(ByteBuffer bytes) {
        int count = bytes.remaining();
        if (kept.length - end < count) {
            byte[] target = kept.length - (end - start) >= count ? kept : new byte[capacity(end - start + count)];
            System.arraycopy(kept, start, target, 0, end - start);
            kept = target;
            end -= start;
            start = 0;
        }
        bytes.get(kept, end, count);
        end += count;
    }

    private static int capacity(int bytes) {
        return Math.max(512, Integer.highestOneBit(bytes - 1) << 1);
    }

    /** A view of the bytes. */
    ByteBuffer view() {
        return ByteBuffer.wrap(kept, start, end - start);
    }

    /** Removes bytes from the beginning. */
    void remove(int count) {
        start += count;
        if (start == end) {
            clear();
        }
    }

    /** Drops all bytes, and the memory. */
    void clear() {
        kept = NONE;
        start = 0;
        end = 0;
    }
}
