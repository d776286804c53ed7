package dev.roundhouse.http.handlers.files;

import dev.roundhouse.http.message.Content;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The octets of an open file. They go from the file to a socket inside the operating system where it can do that.
 *
 * <p>The file is the one that was opened, whatever happens to its name. It may still grow, which nobody notices, or shrink,
 * which {@link #read} and {@link #transferTo} tell.
 */
public final class FileContent implements Content {
    private static final Logger LOG = LoggerFactory.getLogger(FileContent.class);

    private static final Path PROBE = Path.of("/dev/null");

    private final FileChannel file;
    private final Optional<DescriptorBudget.DescriptorPermit> permit;

    /** The content of this file, which is closed with it. */
    public FileContent(FileChannel file) {
        this(file, Optional.empty());
    }

    private FileContent(FileChannel file, Optional<DescriptorBudget.DescriptorPermit> permit) {
        this.file = file;
        this.permit = permit;
    }

    /** The content of a file that was opened within a budget. */
    static FileContent of(DescriptorBudget.Opened<FileChannel> opened) {
        return new FileContent(opened.value(), Optional.of(opened.permit()));
    }

    /** Opens a file to read it, within a budget; a name that is a symbolic link is refused. */
    static FileContent open(Path file, DescriptorBudget budget) throws IOException {
        return of(budget.open(1, () -> FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }

    /** Opens a file to read it; a name that is a symbolic link is refused. */
    static FileContent open(Path file) throws IOException {
        return new FileContent(FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /** Whether even a file that can always be opened cannot be now. */
    static boolean nothingCanBeOpened() {
        try {
            FileChannel.open(PROBE, StandardOpenOption.READ).close();
            return false;
        } catch (NoSuchFileException anotherSystem) {
            return false;
        } catch (IOException none) {
            return true;
        }
    }

    @Override
    public long length() throws IOException {
        return file.size();
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        return file.read(target, position);
    }

    /**
     * Sends octets, inside the operating system if the target is a socket's own channel: a wrapped one would quietly get
     * copies of 8 KiB instead.
     *
     * @return how many went; 0 means "not now" and nothing else
     * @throws EOFException when the file has shrunk, so that there is nothing at that position. The operating system says 0
     *     to that as well, and who took it for "not now" would wait for ever.
     */
    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        long sent = file.transferTo(position, count, target);
        if (sent == 0 && count > 0 && position >= file.size()) {
            throw new EOFException("file ends at " + file.size() + ", expected at least " + position + " bytes");
        }
        return sent;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException unclosed) {
            LOG.debug("cannot close a file opened for reading", unclosed);
        } finally {
            permit.ifPresent(DescriptorBudget.DescriptorPermit::close);
        }
    }
}
