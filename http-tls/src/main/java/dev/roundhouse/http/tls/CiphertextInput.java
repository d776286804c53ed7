package dev.roundhouse.http.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLProtocolException;

/**
 * Received bytes that have not been decrypted. While they are processed they are in a borrowed buffer; what is left after that, a
 * part of a record or records that nothing can receive yet, is in an array of its own.
 */
final class CiphertextInput {
    private static final byte[] NONE = {};
    private static final int MIN_CAPACITY = 512;

    /** The type, the version and the length of a record. RFC 8446 §5.1 */
    private static final int RECORD_HEADER = 5;

    /** The maximum length of a record of TLS 1.2, which is larger than that of TLS 1.3. RFC 5246 §6.2.3 */
    private static final int MAX_LENGTH = (16 << 10) + 2048;

    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int APPLICATION_DATA = 23;

    private byte[] kept = NONE;
    private int start;
    private int end;

    /** Borrowed from {@link TlsBuffers} between {@link #append} and {@link #release}; null otherwise. */
    private ByteBuffer borrowed;

    boolean isEmpty() {
        return borrowed == null ? start == end : !borrowed.hasRemaining();
    }

    /** The number of bytes. */
    int length() {
        return borrowed == null ? end - start : borrowed.remaining();
    }

    /** The size of the array of its own, and of the borrowed buffer. */
    int bufferBytes() {
        return kept.length + (borrowed == null ? 0 : borrowed.capacity());
    }

    /** The byte at an index, from 0 to {@link #length} - 1. */
    int byteAt(int index) {
        return 0xFF & (borrowed == null ? kept[start + index] : borrowed.get(borrowed.position() + index));
    }

    /**
     * Whether there is at least one complete record.
     *
     * @throws SSLProtocolException when the next bytes are not the header of a record
     */
    boolean hasRecord() throws SSLProtocolException {
        if (length() < RECORD_HEADER) {
            return false;
        }
        int type = byteAt(0);
        int recordLength = (byteAt(3) << 8) | byteAt(4);
        if (type < CHANGE_CIPHER_SPEC || type > APPLICATION_DATA || byteAt(1) != 3 || recordLength > MAX_LENGTH) {
            throw new SSLProtocolException("not the header of a TLS record");
        }
        return length() >= RECORD_HEADER + recordLength;
    }

    /** Whether the next record is an alert. Since TLS 1.3, the types of encrypted records cannot be seen. */
    boolean startsWithAlert() {
        return byteAt(0) == ALERT;
    }

    /** Adds all bytes. They are kept in any case; {@link #release} is due when they have been processed. */
    void append(ByteBuffer bytes) {
        int count = bytes.remaining();
        if (borrowed == null && start < end && kept.length - end >= count) {
            // Bytes that come one by one are not copied back and forth.
            bytes.get(kept, end, count);
            end += count;
            return;
        }
        ByteBuffer target = borrow(count);
        target.compact().put(bytes).flip();
    }

    private ByteBuffer borrow(int additional) {
        if (borrowed == null) {
            ByteBuffer buffer = length() + additional <= TlsBuffers.INPUT_BYTES
                    ? TlsBuffers.INPUT.acquire()
                    : ByteBuffer.allocate(length() + additional);
            borrowed = buffer.put(kept, start, end - start).flip();
            start = 0;
            end = 0;
        }
        return borrowed;
    }

    /** The bytes, to be read from the position of the buffer on: reading removes them. */
    ByteBuffer bytes() {
        return borrow(0);
    }

    /** Returns the borrowed buffer, and keeps what is left in it. */
    void release() {
        if (borrowed == null) {
            return;
        }
        int left = borrowed.remaining();
        if (left == 0) {
            kept = NONE;
        } else {
            if (kept.length < left || kept.length > 4 * left) {
                kept = new byte[Math.max(MIN_CAPACITY, left + (left >> 2))];
            }
            borrowed.get(kept, 0, left);
        }
        start = 0;
        end = left;
        if (borrowed.capacity() == TlsBuffers.INPUT_BYTES) {
            TlsBuffers.INPUT.release(borrowed);
        }
        borrowed = null;
    }

    /** Drops all bytes, and the memory. */
    void clear() {
        if (borrowed != null) {
            borrowed.position(borrowed.limit());
            release();
        }
        kept = NONE;
        start = 0;
        end = 0;
    }
}
