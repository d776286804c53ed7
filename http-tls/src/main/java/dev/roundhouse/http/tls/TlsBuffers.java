package dev.roundhouse.http.tls;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Heap buffers that connections borrow while they encrypt, decrypt or send, so that an idle connection has none. The last one that
 * was released is borrowed first, since it is in the caches of the processor. May be used by any thread.
 */
final class TlsBuffers {
    /** A record of TLS 1.3 takes 16,367 bytes of plain text in the JDK: blocks of 16,384 would become two records. */
    static final int PLAIN_BYTES = 4 * 16_367;

    /** What {@code SSLEngine.wrap} needs in each call, whatever it produces. */
    static final int RECORD_BYTES = 16_709;

    /** The ciphertext of a full buffer of plain text, and records of the handshake. */
    static final int CIPHER_BYTES = PLAIN_BYTES + 4 * RECORD_BYTES;

    /** As much as a transport reads at once, and the part of a record that came before. */
    static final int INPUT_BYTES = 64 << 10;

    static final TlsBuffers PLAIN = new TlsBuffers(PLAIN_BYTES);
    static final TlsBuffers CIPHER = new TlsBuffers(CIPHER_BYTES);
    static final TlsBuffers INPUT = new TlsBuffers(INPUT_BYTES);

    private static final int MAX_POOLED = 64;

    private final ArrayDeque<ByteBuffer> pool = new ArrayDeque<>();
    private final int capacity;

    /** @param capacity of each buffer, in bytes */
    private TlsBuffers(int capacity) {
        this.capacity = capacity;
    }

    /** Borrows a cleared buffer. Not a direct one: some versions of Java decrypt those incorrectly (JDK-8357268). */
    ByteBuffer acquire() {
        synchronized (pool) {
            ByteBuffer buffer = pool.pollLast();
            if (buffer != null) {
                return buffer.clear();
            }
        }
        return ByteBuffer.allocate(capacity);
    }

    /** Returns a borrowed buffer; the caller must not use it any more. */
    void release(ByteBuffer buffer) {
        synchronized (pool) {
            if (pool.size() < MAX_POOLED) {
                pool.addLast(buffer);
            }
        }
    }
}
