package dev.roundhouse.http.server.content;

import dev.roundhouse.http.server.threads.DaemonThreadPool;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The threads that read and write files for bodies, where the caller names no executor. Few platform threads: an operation on a
 * file occupies one in any case, also under a virtual thread. They end when they are idle, and do not keep the process alive.
 */
final class ContentThreads {
    private static final int MAX_THREADS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private ContentThreads() {}

    /** Loaded at the first use, so that a server without such bodies has no pool. */
    private static final class FileThreads {
        private static final Executor SHARED =
                DaemonThreadPool.create("http-content", MAX_THREADS, new LinkedBlockingQueue<>());
    }

    /** The shared executor. */
    static Executor shared() {
        return FileThreads.SHARED;
    }
}
