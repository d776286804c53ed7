package dev.roundhouse.http.handlers.files;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a bounded number of directories open: the most recently used ones. */
final class DirectoryHandleCache {
    private final int capacity;
    private boolean isClosed;
    private final Map<Path, OpenDirectoryHandle> byPath = new LinkedHashMap<>(16, 0.75f, true);

    DirectoryHandleCache(int limit) {
        this.capacity = limit;
    }

    /** The directory that had this path; the caller closes it. */
    synchronized Optional<OpenDirectoryHandle> get(Path path) {
        OpenDirectoryHandle cached = byPath.get(path);
        return cached == null ? Optional.empty() : Optional.of(cached.retain());
    }

    /** Whether the directory that had this path is held, as a directory below this base. */
    synchronized boolean contains(Path base, Path path) {
        OpenDirectoryHandle cached = byPath.get(path);
        return cached != null && cached.base().equals(base);
    }

    /** Retains a directory, in place of another of the same path, or of the least recently used one. */
    synchronized void put(OpenDirectoryHandle directory) {
        if (isClosed) {
            return;
        }
        OpenDirectoryHandle former = byPath.put(directory.path(), directory.retain());
        if (former != null) {
            former.close();
        } else if (byPath.size() > capacity) {
            remove(byPath.values().iterator().next());
        }
    }

    /** Releases this directory. */
    synchronized void remove(OpenDirectoryHandle directory) {
        if (byPath.remove(directory.path(), directory)) {
            directory.close();
        }
    }

    /** Releases all directories. */
    synchronized void clear() {
        List.copyOf(byPath.values()).forEach(this::remove);
    }

    /** Releases all directories, and retains none from then on. */
    synchronized void close() {
        isClosed = true;
        clear();
    }

    synchronized int size() {
        return byPath.size();
    }
}
