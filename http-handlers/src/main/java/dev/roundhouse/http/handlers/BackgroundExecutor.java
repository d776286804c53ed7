package dev.roundhouse.http.handlers;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread for what takes long and for which nobody waits. It ends by itself when there is nothing to do. */
final class BackgroundExecutor {
    private static final int QUEUE_CAPACITY = 1024;
    private static final int BUILDS_AT_MOST = 256;
    private static final long IDLE_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundExecutor.class);

    private BackgroundExecutor() {}

    /** An executor that refuses work when too much is waiting. */
    static Executor create() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE_CAPACITY),
                work -> newThread(work, "files-aside"));
        executor.allowCoreThreadTimeOut(true);
        return work -> executor.execute(logFailures(work));
    }

    /**
     * An executor for the few things that take long and for which requests do wait: with so few threads that others have a
     * core, and with so little work waiting that what is taken on is done soon. What fails is its tasks' to tell.
     */
    static Executor builders() {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(BUILDS_AT_MOST),
                work -> newThread(work, "listings"));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** What fails here fails nobody's request, and must not end the thread as something that nobody caught. */
    private static Runnable logFailures(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException mistake) {
                LOG.error("background task failed", mistake);
            }
        };
    }

    private static Thread newThread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
