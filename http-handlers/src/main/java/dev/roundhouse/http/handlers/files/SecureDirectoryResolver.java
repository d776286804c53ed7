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
 * By open directories. A directory is opened by its path, and then asked itself where it is: the way from it upwards, by
 * {@code ..}, holds no links and cannot be turned by whoever turns links. If it leads to the root, and passes the directories
 * whose names make up the path, then the open directory is the right one, and what is looked up in it is inside. Nobody can
 * exchange it afterwards.
 *
 * <p>The directories used last are held open. One of them is entered again after four looks, however deep it is: does its
 * path still lead to it, its way up still to the root, and may it still be read, as it must be to be opened.
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

    /** @param budget of which those descriptors are taken, and all others here */
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
        } catch (AccessDeniedException unreadable) {
            LOG.debug("cannot open directory (permission denied)", unreadable);
        } catch (FileSystemException perhapsMissing) {
            // There, and not to be opened: no descriptor is left, or worse. To call that missing would be a lie.
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw perhapsMissing;
            }
            LOG.debug("directory not found", perhapsMissing);
        }
        return Optional.empty();
    }

    private static boolean isCurrent(Path base, OpenDirectoryHandle directory) {
        try {
            return directory.base().equals(base)
                    && directory.key().equals(DirectoryResolver.fileKey(directory.path()))
                    && directory.ancestorKey(directory.depth()).equals(DirectoryResolver.fileKey(base))
                    && Files.isReadable(directory.path());
        } catch (IOException gone) {
            LOG.debug("directory disappeared during lookup", gone);
            return false;
        }
    }

    /** Compares every directory on the way up with what stands under its path, which must not be a link. */
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
        } catch (IOException gone) {
            LOG.debug("directory was moved during lookup", gone);
            return false;
        }
    }
}
