package dev.roundhouse.http.handlers;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks on daemon threads that terminate when idle. Rejects tasks when its queue is full, and after it was closed. */
final class BackgroundExecutor implements Executor, AutoCloseable {
    private static final int MAX_QUEUED_FILES = 1024;
    private static final int MAX_QUEUED_LISTINGS = 256;
    private static final long IDLE_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundExecutor.class);

    private final ThreadPoolExecutor executor;

    private BackgroundExecutor(int threads, int maxQueued, String name) {
        executor = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(maxQueued), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** One thread, for hashing and compression of large files, which no request waits for. */
    static BackgroundExecutor forFiles() {
        return new BackgroundExecutor(1, MAX_QUEUED_FILES, "file-background");
    }

    /**
     * Half as many threads as processors, for listings, which requests wait for: other work still gets a processor, and what is
     * accepted is done soon.
     */
    static BackgroundExecutor forListings() {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new BackgroundExecutor(threads, MAX_QUEUED_LISTINGS, "listings");
    }

    /** A task that fails is logged; its exception does not reach the uncaught exception handler. */
    @Override
    public void execute(Runnable task) {
        executor.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("background task failed", e);
            }
        });
    }

    /** Accepts no further tasks; the threads end when those that were accepted are done. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
