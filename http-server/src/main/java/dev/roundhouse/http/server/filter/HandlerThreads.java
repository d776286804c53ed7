package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.server.threads.DaemonThreadPool;
import dev.roundhouse.http.transport.VirtualThreads;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Threads for handlers that wait: virtual ones where this Java has them, otherwise a pool of at most {@value #MAX_THREADS} daemon
 * threads with a bounded queue, which rejects further tasks. The client gets 503 then.
 */
public final class HandlerThreads implements Executor, AutoCloseable {
    private static final int MAX_THREADS = 256;
    private static final int MAX_QUEUED = 1024;

    private final ExecutorService executor;

    private HandlerThreads(ExecutorService executor) {
        this.executor = executor;
    }

    /** Returns threads of the kind that this Java has. None is started before the first task. */
    public static HandlerThreads create() {
        return new HandlerThreads(VirtualThreads.isSupported() ? VirtualThreads.newExecutor() : newPool());
    }

    /** Returns a pool of platform threads. */
    static ThreadPoolExecutor newPool() {
        return DaemonThreadPool.create("handler", MAX_THREADS, new ArrayBlockingQueue<>(MAX_QUEUED));
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Interrupts the threads, and rejects further tasks. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
