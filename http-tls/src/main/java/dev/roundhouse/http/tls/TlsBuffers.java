package dev.roundhouse.http.tls;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Buffers that connections borrow while they encrypt, decrypt or send, so that an idle one has none. */
final class TlsBuffers {
    /** A record of TLS 1.3 takes 16,367 bytes of plain text: blocks of 16,384 would become two records. */
    static final int PLAIN_BYTES = 4 * 16_367;

    /** What {@code SSLEngine.wrap} needs in each call, whatever it produces. */
    static final int RECORD_BYTES = 16_709;

    /** The ciphertext of a full plain-text buffer, and records of the handshake. */
    static final int CIPHER_BYTES = PLAIN_BYTES + 4 * RECORD_BYTES;

    private static final int MAX_POOLED = 64;

    private final ConcurrentLinkedQueue<ByteBuffer> pool = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pooled = new AtomicInteger();
    private final int capacity;

    /** @param capacity of each buffer, in bytes */
    TlsBuffers(int capacity) {
        this.capacity = capacity;
    }

    /** Borrows a cleared heap buffer: some versions of Java decrypt direct ones incorrectly (JDK-8357268). */
    ByteBuffer acquire() {
        ByteBuffer buffer = pool.poll();
        if (buffer == null) {
            return ByteBuffer.allocate(capacity);
        }
        pooled.decrementAndGet();
        return buffer.clear();
    }

    void release(ByteBuffer buffer) {
        if (pooled.incrementAndGet() <= MAX_POOLED) {
            pool.add(buffer);
        } else {
            pooled.decrementAndGet();
        }
    }
}
