package dev.roundhouse.http.handlers.files;

import dev.roundhouse.http.handlers.files.DescriptorBudget.DescriptorPermit;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open directory. It stays the same directory if its path changes, and names are looked up in it without a path. It has a
 * reference count: the last user closes it, and closing never blocks on other users.
 */
final class OpenDirectoryHandle implements DirectoryHandle {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDirectoryHandle.class);
    private static final Set<OpenOption> READ_OPTIONS = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** A secure directory stream has a duplicate of its descriptor. */
    private static final int DESCRIPTORS = 2;

    private final Path base;
    private final Path path;
    private final SecureDirectoryStream<Path> stream;
    private final DescriptorBudget budget;
    private final DescriptorPermit permit;
    private final Object key;
    private final Path pathToBase;
    private final AtomicInteger refCount = new AtomicInteger(1);

    private OpenDirectoryHandle(
            Path base, Path path, SecureDirectoryStream<Path> stream, DescriptorBudget budget, DescriptorPermit permit)
            throws IOException {
        this.base = base;
        this.path = path;
        this.stream = stream;
        this.budget = budget;
        this.permit = permit;
        this.pathToBase = parentPath(depth());
        this.key = ancestorKey(0);
    }

    /**
     * Opens the directory that this path leads to; links are followed. A trailing dot makes anything but a directory fail:
     * otherwise a FIFO in its place would block.
     *
     * @param base the directory that the path starts with
     */
    static OpenDirectoryHandle open(Path base, Path path) throws IOException {
        return open(base, path, DescriptorBudget.unlimited());
    }

    /** The same; the budget also limits the files that are opened in the directory. */
    @SuppressWarnings("StreamResourceLeak") // the handle owns it now
    static OpenDirectoryHandle open(Path base, Path path, DescriptorBudget budget) throws IOException {
        DescriptorBudget.Opened<DirectoryStream<Path>> opened =
                budget.open(DESCRIPTORS, () -> Files.newDirectoryStream(path.resolve(".")));
        try {
            if (opened.value() instanceof SecureDirectoryStream<Path> stream) {
                return new OpenDirectoryHandle(base, path, stream, budget, opened.permit());
            }
        } catch (IOException e) {
            close(opened);
            throw e;
        }
        close(opened);
        throw new NotDirectoryException("the file system of " + path + " does not support directory handles");
    }

    private static void close(DescriptorBudget.Opened<DirectoryStream<Path>> opened) throws IOException {
        opened.permit().close();
        opened.value().close();
    }

    /** The directory that its path starts with. */
    Path base() {
        return base;
    }

    /** The path that it was opened with. */
    Path path() {
        return path;
    }

    /** The number of names in its path after the base. */
    int depth() {
        return path.getNameCount() - base.getNameCount();
    }

    /** The file key of this directory. */
    Object key() {
        return key;
    }

    /** The file key of the directory so many levels above, wherever this one is now. */
    Object ancestorKey(int steps) throws IOException {
        return DirectoryResolver.fileKey(attributes(steps == depth() ? pathToBase : parentPath(steps)));
    }

    private Path parentPath(int steps) {
        return path.getFileSystem()
                .getPath(".", Collections.nCopies(steps, "..").toArray(String[]::new));
    }

    /** Adds a reference. The caller must have one. */
    OpenDirectoryHandle retain() {
        refCount.incrementAndGet();
        return this;
    }

    @Override
    public BasicFileAttributes attributes(Path name) throws IOException {
        return stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    @Override
    public FileContent openFile(Path name) throws IOException {
        return FileContent.of(budget.open(1, () -> openChannel(name)));
    }

    private FileChannel openChannel(Path name) throws IOException {
        SeekableByteChannel opened = stream.newByteChannel(name, READ_OPTIONS);
        if (opened instanceof FileChannel file) {
            return file;
        }
        opened.close();
        throw new IOException("a file opened through its directory is no FileChannel on this platform");
    }

    @Override
    public void forEachName(Consumer<String> taker) throws IOException {
        DirectoryResolver.forEachName(stream, taker);
    }

    @Override
    public void close() {
        if (refCount.decrementAndGet() == 0) {
            try {
                stream.close();
            } catch (IOException e) {
                LOG.debug("cannot close a directory handle", e);
            } finally {
                permit.close();
            }
        }
    }
}
