package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.transport.IoBuffers;
import java.util.concurrent.ArrayBlockingQueue;

/** Keeps the buffers of connections that have ended for those that begin: direct memory is dear to get and late to go. */
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
        // When enough are kept, this one is the collector's.
        boolean unused = available.offer(ioBuffers);
        assert unused || !available.isEmpty();
    }
}
