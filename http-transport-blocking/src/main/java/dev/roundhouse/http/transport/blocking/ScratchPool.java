package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.transport.Scratch;
import java.util.concurrent.ArrayBlockingQueue;

/** Keeps the buffers of connections that have ended for those that begin: direct memory is dear to get and late to go. */
final class ScratchPool {
    private static final int INPUT = 8 << 10;
    private static final int OUTPUT = 16 << 10;
    private static final int KEPT = 256;

    private final ArrayBlockingQueue<Scratch> kept = new ArrayBlockingQueue<>(KEPT);

    Scratch take() {
        Scratch scratch = kept.poll();
        return scratch == null ? new Scratch(INPUT, OUTPUT) : scratch;
    }

    void giveBack(Scratch scratch) {
        // When enough are kept, this one is the collector's.
        boolean unused = kept.offer(scratch);
        assert unused || !kept.isEmpty();
    }
}
