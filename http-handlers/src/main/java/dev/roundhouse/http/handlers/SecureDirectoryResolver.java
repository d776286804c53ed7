package dev.roundhouse.http.handlers;

import java.io.IOException;
import java.lang.ref.Cleaner;
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
    private static final Cleaner CLEANER = Cleaner.create();

    private final DirectoryHandleCache held;
    private final DescriptorBudget budget;

    /** @param heldOpen each costs two descriptors, and leaves them to be closed by the collector when the root is forgotten */
    SecureDirectoryResolver(int heldOpen) {
        this(heldOpen, DescriptorBudget.unlimited());
    }

    /** @param budget of which those descriptors are taken, and all others here */
    SecureDirectoryResolver(int heldOpen, DescriptorBudget budget) {
        this.budget = budget;
        held = new DirectoryHandleCache(heldOpen);
        budget.closesFirst(held::clear);
        CLEANER.register(this, held::clear);
    }

    @Override
    public Optional<OpenDirectoryHandle> enter(Path base, Path directory) throws IOException {
        Optional<OpenDirectoryHandle> known = held.get(directory);
        if (known.isPresent()) {
            if (isStillThere(base, known.get())) {
                return known;
            }
            held.remove(known.get());
            known.get().close();
        }
        Optional<OpenDirectoryHandle> opened = enterAlone(base, directory);
        opened.ifPresent(held::put);
        return opened;
    }

    @Override
    public boolean remembers(Path base, Path directory) {
        return held.holds(base, directory);
    }

    @Override
    public Optional<OpenDirectoryHandle> enterAgain(Path base, Path directory) throws IOException {
        Optional<OpenDirectoryHandle> known = held.get(directory);
        if (known.isPresent() && known.get().base().equals(base)) {
            return known;
        }
        known.ifPresent(OpenDirectoryHandle::close);
        return enter(base, directory);
    }

    @Override
    public Optional<OpenDirectoryHandle> enterAlone(Path base, Path directory) throws IOException {
        if (!directory.startsWith(base)) {
            return Optional.empty();
        }
        try {
            OpenDirectoryHandle opened = OpenDirectoryHandle.at(base, directory, budget);
            if (isBelow(opened)) {
                return Optional.of(opened);
            }
            opened.close();
        } catch (AccessDeniedException unreadable) {
            LOG.debug("A directory may not be read, and so not be entered.", unreadable);
        } catch (FileSystemException perhapsMissing) {
            // There, and not to be opened: no descriptor is left, or worse. To call that missing would be a lie.
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw perhapsMissing;
            }
            LOG.debug("A directory is not there.", perhapsMissing);
        }
        return Optional.empty();
    }

    private static boolean isStillThere(Path base, OpenDirectoryHandle folder) {
        try {
            return folder.base().equals(base)
                    && folder.key().equals(DirectoryResolver.key(folder.path()))
                    && folder.keyAbove(folder.depth()).equals(DirectoryResolver.key(base))
                    && Files.isReadable(folder.path());
        } catch (IOException gone) {
            LOG.debug("A directory went away.", gone);
            return false;
        }
    }

    /** Compares every directory on the way up with what stands under its path, which must not be a link. */
    private static boolean isBelow(OpenDirectoryHandle folder) {
        Path at = folder.path();
        try {
            for (int steps = 0; steps <= folder.depth(); steps++) {
                if (!folder.keyAbove(steps).equals(DirectoryResolver.key(at))) {
                    return false;
                }
                at = at.getParent();
            }
            return true;
        } catch (IOException gone) {
            LOG.debug("A directory was moved while it was entered.", gone);
            return false;
        }
    }
}
