package dev.roundhouse.http.handlers.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves by directory handles. A directory is opened by its path; then its ancestors are checked from the open directory by
 * {@code ..}, which contains no links and cannot be redirected by changing links. If they lead to the root, and are the
 * directories whose names make up the path, then the open directory is the right one, and everything looked up in it is inside
 * the root. It cannot be replaced afterwards.
 *
 * <p>The most recently used directories are held open. A cached handle is used after four checks, however deep it is: its path
 * still leads to it, its parents still lead to the root, and it is still readable.
 */
final class SecureDirectoryResolver implements DirectoryResolver {
    private static final Logger LOG = LoggerFactory.getLogger(SecureDirectoryResolver.class);

    private final DirectoryHandleCache cache;
    private final DescriptorBudget budget;
    private final Runnable clearCache;

    /** @param heldOpen how many directories are held open; each takes two descriptors */
    SecureDirectoryResolver(int heldOpen) {
        this(heldOpen, DescriptorBudget.unlimited());
    }

    /** @param budget limits all file descriptors of this resolver */
    SecureDirectoryResolver(int heldOpen, DescriptorBudget budget) {
        this.budget = budget;
        cache = new DirectoryHandleCache(heldOpen);
        clearCache = cache::clear;
        budget.addCache(clearCache);
    }

    @Override
    public Optional<OpenDirectoryHandle> open(Path base, Path directory) throws IOException {
        Optional<OpenDirectoryHandle> cached = cache.get(directory);
        if (cached.isPresent()) {
            if (isCurrent(base, cached.get())) {
                return cached;
            }
            cache.remove(cached.get());
            cached.get().close();
        }
        Optional<OpenDirectoryHandle> opened = openExclusive(base, directory);
        opened.ifPresent(cache::put);
        return opened;
    }

    @Override
    public void close() {
        budget.removeCache(clearCache);
        cache.close();
    }

    @Override
    public boolean isCached(Path base, Path directory) {
        return cache.contains(base, directory);
    }

    @Override
    public Optional<OpenDirectoryHandle> openCached(Path base, Path directory) throws IOException {
        Optional<OpenDirectoryHandle> cached = cache.get(directory);
        if (cached.isPresent() && cached.get().base().equals(base)) {
            return cached;
        }
        cached.ifPresent(OpenDirectoryHandle::close);
        return open(base, directory);
    }

    @Override
    public Optional<OpenDirectoryHandle> openExclusive(Path base, Path directory) throws IOException {
        if (!directory.startsWith(base)) {
            return Optional.empty();
        }
        try {
            OpenDirectoryHandle opened = OpenDirectoryHandle.open(base, directory, budget);
            if (isBelow(opened)) {
                return Optional.of(opened);
            }
            opened.close();
        } catch (AccessDeniedException e) {
            LOG.debug("cannot open directory (permission denied)", e);
        } catch (FileSystemException e) {
            // The directory exists, but cannot be opened, for example for lack of a descriptor: it must not count as
            // missing.
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            LOG.debug("directory not found", e);
        }
        return Optional.empty();
    }

    private static boolean isCurrent(Path base, OpenDirectoryHandle directory) {
        try {
            return directory.base().equals(base)
                    && directory.key().equals(DirectoryResolver.fileKey(directory.path()))
                    && directory.ancestorKey(directory.depth()).equals(DirectoryResolver.fileKey(base))
                    && Files.isReadable(directory.path());
        } catch (IOException e) {
            LOG.debug("directory disappeared during lookup", e);
            return false;
        }
    }

    /** Compares every ancestor of the open directory with the one that has its path, which must not be a link. */
    private static boolean isBelow(OpenDirectoryHandle directory) {
        Path at = directory.path();
        try {
            for (int steps = 0; steps <= directory.depth(); steps++) {
                if (!directory.ancestorKey(steps).equals(DirectoryResolver.fileKey(at))) {
                    return false;
                }
                at = at.getParent();
            }
            return true;
        } catch (IOException e) {
            LOG.debug("directory was moved during lookup", e);
            return false;
        }
    }
}
