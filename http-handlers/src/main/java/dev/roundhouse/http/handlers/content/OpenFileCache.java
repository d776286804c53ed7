package dev.roundhouse.http.handlers.content;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps files open for a short time after their last use: a client that fetches a large file in parts requests the next part at
 * once. An unused file is closed after two seconds at the latest, so that the space of a deleted file is freed.
 *
 * <p>The number of files is small, and the lock is taken only when a file is opened.
 */
final class OpenFileCache implements AutoCloseable {
    /** More files than this at the same time are opened for each request. */
    static final int CAPACITY = 16;

    private static final long CHECK_SECONDS = 1;

    private final Executor delayedExecutor;
    private final List<ReferenceCountedContent> files = new ArrayList<>();
    private boolean isScheduled;
    private boolean isClosed;

    /** A cache whose files are closed by a thread of the common pool. */
    OpenFileCache() {
        this(CompletableFuture.delayedExecutor(CHECK_SECONDS, TimeUnit.SECONDS));
    }

    /** @param later runs its tasks after a second */
    OpenFileCache(Executor later) {
        this.delayedExecutor = later;
    }

    /** Adds a reference to this content, and holds it while the content is in use. */
    synchronized void retain(ReferenceCountedContent content) {
        if (isClosed || files.size() == CAPACITY || !content.retain()) {
            return;
        }
        files.add(content);
        if (!isScheduled) {
            isScheduled = true;
            delayedExecutor.execute(this::closeUnused);
        }
    }

    /** Releases all files: their descriptors are needed for others. */
    synchronized void clear() {
        files.forEach(ReferenceCountedContent::release);
        files.clear();
    }

    /** Releases all files, and keeps none from then on. */
    @Override
    public synchronized void close() {
        isClosed = true;
        clear();
    }

    private synchronized void closeUnused() {
        files.removeIf(OpenFileCache::releaseIfUnused);
        isScheduled = !files.isEmpty();
        if (isScheduled) {
            delayedExecutor.execute(this::closeUnused);
        }
    }

    private static boolean releaseIfUnused(ReferenceCountedContent content) {
        if (content.testAndClearUsed()) {
            return false;
        }
        content.release();
        return true;
    }
}
