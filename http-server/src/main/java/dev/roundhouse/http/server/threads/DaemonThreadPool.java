package dev.roundhouse.http.server.threads;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates pools of platform threads that end when they are idle, and do not keep the process alive. */
public final class DaemonThreadPool {
    private static final long IDLE_SECONDS = 10;

    private DaemonThreadPool() {}

    /**
     * Returns a pool. No thread is started before the first task.
     *
     * @param name the prefix of the names of its threads
     * @param maxThreads maximum number of threads
     * @param queue what waits for a thread; when it is full, tasks are rejected
     */
    public static ThreadPoolExecutor create(String name, int maxThreads, BlockingQueue<Runnable> queue) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(maxThreads, maxThreads, IDLE_SECONDS, TimeUnit.SECONDS, queue, task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
