package dev.roundhouse.http.handlers.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the file descriptors of the files and directories of a site, so that some are left for sockets, logs and the Java
 * virtual machine. Before a request fails, everything that is only kept open for later requests is closed. Thread-safe.
 */
public final class DescriptorBudget {
    private final int max;
    private final AtomicInteger inUse = new AtomicInteger();
    private final List<Runnable> caches = new CopyOnWriteArrayList<>();

    /** Opens a file or directory. */
    @FunctionalInterface
    interface Opening<T> {
        T open() throws IOException;
    }

    /** The result of opening. */
    record Opened<T>(T value, DescriptorPermit permit) {}

    /** Permit for some open descriptors, until it is closed. */
    final class DescriptorPermit implements AutoCloseable {
        private final AtomicInteger count;

        private DescriptorPermit(int count) {
            this.count = new AtomicInteger(count);
        }

        /** Returns the descriptors to the budget. Further calls have no effect. */
        @Override
        public void close() {
            inUse.addAndGet(-count.getAndSet(0));
        }
    }

    /** @param max how many descriptors; {@code Integer.MAX_VALUE} for any number */
    public DescriptorBudget(int max) {
        this.max = max;
    }

    /** A budget without a limit. Caches are still cleared when the system has no descriptor left. */
    static DescriptorBudget unlimited() {
        return new DescriptorBudget(Integer.MAX_VALUE);
    }

    /** Adds a cache of open files or directories: the given action closes those that are not in use. */
    public void addCache(Runnable clear) {
        caches.add(clear);
    }

    /** Removes a cache that was added. */
    public void removeCache(Runnable clear) {
        caches.remove(clear);
    }

    /** The number of descriptors in use. */
    int inUse() {
        return inUse.get();
    }

    /**
     * Opens a file or directory that takes so many descriptors.
     *
     * @throws TooManyOpenFilesException when they are not available, even after the caches were cleared
     */
    <T> Opened<T> open(int descriptors, Opening<T> opening) throws IOException {
        DescriptorPermit permit = permit(descriptors);
        boolean opened = false;
        try {
            T value = openOrRetry(opening);
            opened = true;
            return new Opened<>(value, permit);
        } finally {
            if (!opened) {
                permit.close();
            }
        }
    }

    private DescriptorPermit permit(int descriptors) throws TooManyOpenFilesException {
        if (!take(descriptors)) {
            closeCaches();
            if (!take(descriptors)) {
                throw new TooManyOpenFilesException(max + " files and directories are open, and no more may be");
            }
        }
        return new DescriptorPermit(descriptors);
    }

    private boolean take(int descriptors) {
        // Not a plain addition: two threads that fail at the same time must not make a third one fail.
        int before = inUse.getAndUpdate(used -> used <= max - descriptors ? used + descriptors : used);
        return before <= max - descriptors;
    }

    private <T> T openOrRetry(Opening<T> opening) throws IOException {
        try {
            return opening.open();
        } catch (FileSystemException failure) {
            if (!TooManyOpenFilesException.isReasonOf(failure)) {
                throw failure;
            }
            closeCaches();
        }
        try {
            return opening.open();
        } catch (FileSystemException failure) {
            if (!TooManyOpenFilesException.isReasonOf(failure)) {
                throw failure;
            }
            throw new TooManyOpenFilesException(failure.getReason());
        }
    }

    private void closeCaches() {
        caches.forEach(Runnable::run);
    }
}
