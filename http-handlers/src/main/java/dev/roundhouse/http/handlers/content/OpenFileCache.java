package dev.roundhouse.http.handlers.content;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps files open for a moment after their last use: who fetches a large file in parts asks for the next part at once. A
 * file that nobody asked for is closed after two seconds at the latest, so that one that was deleted gives its room back.
 *
 * <p>Few are kept, and nobody waits for a lock unless a file is opened.
 */
final class OpenFileCache implements AutoCloseable {
    /** Whoever fetches more files at the same time does it at the cost of openings, as without all this. */
    static final int CAPACITY = 16;

    private static final long CHECK_SECONDS = 1;

    private final Executor delayedExecutor;
    private final List<ReferenceCountedContent> files = new ArrayList<>();
    private boolean looking;
    private boolean isClosed;

    /** Files that are closed by a thread of the common pool. */
    OpenFileCache() {
        this(CompletableFuture.delayedExecutor(CHECK_SECONDS, TimeUnit.SECONDS));
    }

    /** @param later runs what it is given after a moment */
    OpenFileCache(Executor later) {
        this.delayedExecutor = later;
    }

    /** Is one more user of this content, as long as there are others now and then. */
    synchronized void retain(ReferenceCountedContent content) {
        if (isClosed || files.size() == CAPACITY || !content.retain()) {
            return;
        }
        files.add(content);
        if (!looking) {
            looking = true;
            delayedExecutor.execute(this::closeUnused);
        }
    }

    /** Keeps none of them any longer: their descriptors are needed for others. */
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
        looking = !files.isEmpty();
        if (looking) {
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
