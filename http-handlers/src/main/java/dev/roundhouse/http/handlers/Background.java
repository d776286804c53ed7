package dev.roundhouse.http.handlers;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread for what takes long and for which nobody waits. It ends by itself when there is nothing to do. */
final class Background {
    private static final int WAITING_AT_MOST = 1024;
    private static final long IDLE_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private Background() {}

    /** An executor that refuses work when too much is waiting. */
    static Executor thread() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_AT_MOST), Background::named);
        executor.allowCoreThreadTimeOut(true);
        return work -> executor.execute(caught(work));
    }

    /** What fails here fails nobody's request, and must not end the thread as something that nobody caught. */
    private static Runnable caught(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException mistake) {
                LOG.error("Work for later requests failed.", mistake);
            }
        };
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "files-aside");
        thread.setDaemon(true);
        return thread;
    }
}
