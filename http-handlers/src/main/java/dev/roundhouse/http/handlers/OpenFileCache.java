package dev.roundhouse.http.handlers;

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
final class OpenFileCache {
    /** Whoever fetches more files at the same time does it at the cost of openings, as without all this. */
    static final int AT_MOST = 16;

    private static final long LOOK_SECONDS = 1;

    private final Executor later;
    private final List<ReferenceCountedContent> kept = new ArrayList<>();
    private boolean looking;

    /** Files that are closed by a thread of the common pool. */
    OpenFileCache() {
        this(CompletableFuture.delayedExecutor(LOOK_SECONDS, TimeUnit.SECONDS));
    }

    /** @param later runs what it is given after a moment */
    OpenFileCache(Executor later) {
        this.later = later;
    }

    /** Is one more user of this content, as long as there are others now and then. */
    synchronized void keep(ReferenceCountedContent content) {
        if (kept.size() == AT_MOST || !content.enter()) {
            return;
        }
        kept.add(content);
        if (!looking) {
            looking = true;
            later.execute(this::look);
        }
    }

    /** Keeps none of them any longer: their descriptors are needed for others. */
    synchronized void clear() {
        kept.forEach(ReferenceCountedContent::leave);
        kept.clear();
    }

    private synchronized void look() {
        kept.removeIf(OpenFileCache::leftAlone);
        looking = !kept.isEmpty();
        if (looking) {
            later.execute(this::look);
        }
    }

    private static boolean leftAlone(ReferenceCountedContent content) {
        if (content.enteredSince()) {
            return false;
        }
        content.leave();
        return true;
    }
}
