package dev.roundhouse.http.server.content;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read and write files for bodies, where the caller names no executor. Few platform threads: an operation on a
 * file occupies one in any case, also under a virtual thread. They end when they are idle, and do not keep the process alive.
 */
final class ContentThreads {
    private static final int MAX_THREADS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final long IDLE_SECONDS = 10;

    private ContentThreads() {}

    /** Loaded at the first use, so that a server without such bodies has no pool. */
    private static final class FileThreads {
        private static final Executor SHARED = create();
    }

    /** The shared executor. */
    static Executor shared() {
        return FileThreads.SHARED;
    }

    private static Executor create() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "http-content-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
