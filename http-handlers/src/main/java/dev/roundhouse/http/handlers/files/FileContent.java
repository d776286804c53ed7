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
 * The bytes of an open file. Where possible, the operating system sends them to a socket (sendfile).
 *
 * <p>The file is the one that was opened, whatever happens to its name. It may still grow, which has no effect, or shrink,
 * which {@link #read} and {@link #transferTo} report.
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

    /** Opens a file to read it, within a budget; fails for a symbolic link. */
    static FileContent open(Path file, DescriptorBudget budget) throws IOException {
        return of(budget.open(1, () -> FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }

    /** Opens a file to read it; fails for a symbolic link. */
    static FileContent open(Path file) throws IOException {
        return new FileContent(FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /** Whether no file at all can be opened now. */
    static boolean isOutOfDescriptors() {
        try {
            FileChannel.open(PROBE, StandardOpenOption.READ).close();
            return false;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
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
     * Sends bytes, with sendfile if the target is the channel of a socket: for a wrapped channel the JDK copies 8 KiB at a time.
     *
     * @return the number of bytes sent; 0 means that the socket accepts none now
     * @throws EOFException when the file has shrunk and ends before that position: the operating system returns 0 then as well,
     *     and a caller that took it for a full socket would wait forever
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
        } catch (IOException e) {
            LOG.debug("cannot close a file opened for reading", e);
        } finally {
            permit.ifPresent(DescriptorBudget.DescriptorPermit::close);
        }
    }
}
