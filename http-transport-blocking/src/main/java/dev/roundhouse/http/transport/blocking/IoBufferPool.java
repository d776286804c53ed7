package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.transport.IoBuffers;
import java.util.concurrent.ArrayBlockingQueue;

/** Keeps the buffers of connections that have ended for those that begin: direct memory is dear to get and late to go. */
final class IoBufferPool {
    private static final int INPUT = 8 << 10;
    private static final int OUTPUT = 16 << 10;
    private static final int KEPT = 256;

    private final ArrayBlockingQueue<IoBuffers> kept = new ArrayBlockingQueue<>(KEPT);

    IoBuffers take() {
        IoBuffers scratch = kept.poll();
        return scratch == null ? new IoBuffers(INPUT, OUTPUT) : scratch;
    }

    void giveBack(IoBuffers scratch) {
        // When enough are kept, this one is the collector's.
        boolean unused = kept.offer(scratch);
        assert unused || !kept.isEmpty();
    }
}
