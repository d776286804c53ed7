package dev.roundhouse.http.transport.blocking;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Runs computations in the calling thread, as many at a time as there are processors. The other threads wait here, in their order.
 * Virtual threads that compute are scheduled in the order in which they became runnable: with a thousand handshakes in that queue, a
 * request would wait for all of them.
 */
final class LimitedComputations implements Executor {
    /** That of all transports of the process, which share its processors. */
    static final LimitedComputations OF_PROCESS =
            new LimitedComputations(Runtime.getRuntime().availableProcessors());

    private final Semaphore running;

    LimitedComputations(int max) {
        this.running = new Semaphore(max, true);
    }

    @Override
    public void execute(Runnable computation) {
        running.acquireUninterruptibly();
        try {
            computation.run();
        } finally {
            running.release();
        }
    }
}
