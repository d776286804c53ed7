package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.transport.IoBuffers;
import java.util.concurrent.ArrayBlockingQueue;

/** Keeps the buffers of closed connections for new ones, since direct memory is expensive to allocate and released late. */
final class IoBufferPool {
    private static final int INPUT_SIZE = 8 << 10;
    private static final int OUTPUT_SIZE = 16 << 10;
    private static final int CAPACITY = 256;

    private final ArrayBlockingQueue<IoBuffers> available = new ArrayBlockingQueue<>(CAPACITY);

    IoBuffers acquire() {
        IoBuffers ioBuffers = available.poll();
        return ioBuffers == null ? new IoBuffers(INPUT_SIZE, OUTPUT_SIZE) : ioBuffers;
    }

    void release(IoBuffers ioBuffers) {
        // If the pool is full, the garbage collector gets these buffers.
        boolean pooled = available.offer(ioBuffers);
        assert pooled || !available.isEmpty();
    }
}
