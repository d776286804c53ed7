package dev.roundhouse.http.handlers;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread for what takes long and for which nobody waits. It ends by itself when there is nothing to do. */
final class Background {
    private static final int WAITING_AT_MOST = 1024;
    private static final long IDLE_SECONDS = 5;

    private Background() {}

    /** An executor that refuses work when too much is waiting. */
    static Executor thread() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_AT_MOST), Background::named);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "files-aside");
        thread.setDaemon(true);
        return thread;
    }
}
