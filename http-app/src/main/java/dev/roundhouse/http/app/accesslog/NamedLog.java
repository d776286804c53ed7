package dev.roundhouse.http.app.accesslog;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.Optional;

/**
 * The log at a path that the operator has named. Only a regular file is rotated. Symbolic links are followed and kept: the
 * target is rotated, in its own directory. A path in {@code /dev} or {@code /proc} belongs to another process; it is only
 * written to.
 */
public final class NamedLog implements LogSink {
    /** The maximum number of symbolic links, as in Linux. */
    private static final int MAX_LINKS = 40;

    private static final int TYPE_BITS = 0170000;
    private static final int FIFO = 0010000;
    private static final int CHARACTER_DEVICE = 0020000;
    private static final int BLOCK_DEVICE = 0060000;
    private static final int SOCKET = 0140000;
    private static final int REGULAR = 0100000;

    private final Path name;
    private final Rotation rotation;
    private LogSink current;

    /**
     * Opens the log, in a directory that exists.
     *
     * @throws IOException if it cannot be written; the message is the reason
     */
    public NamedLog(Path name, Rotation rotation) throws IOException {
        this.name = name;
        this.rotation = rotation;
        this.current = open(name, rotation);
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        current.write(bytes, length);
    }

    /** Opens the path again, also if it is now a file of another kind. */
    @Override
    public boolean reopen() throws IOException {
        LogSink next = open(name, rotation);
        LogSink previous = current;
        current = next;
        previous.close();
        return true;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }

    private static LogSink open(Path name, Rotation rotation) throws IOException {
        Path path = name.toAbsolutePath();
        for (int links = 0; links <= MAX_LINKS; links++) {
            Optional<FileDescriptor> stream = standardStream(path.normalize());
            if (stream.isPresent()) {
                return new StandardOutputSink(stream.get());
            }
            path = inRealDirectory(path);
            if (isOfSystem(path) && standardStream(path).isEmpty()) {
                return openStream(path);
            }
            if (!Files.isSymbolicLink(path)) {
                return openFound(path, rotation);
            }
            path = standardStream(path).isPresent() ? path : path.resolveSibling(Files.readSymbolicLink(path));
        }
        throw new FileSystemLoopException(name.toString());
    }

    /** The path with its directory resolved, so that {@code ..} has the same meaning as for the operating system. */
    private static Path inRealDirectory(Path path) throws IOException {
        Path directory = path.getParent();
        if (directory == null) {
            throw new IOException("it is a directory");
        }
        if (!Files.isDirectory(directory)) {
            // As in nginx, where a mistyped path is an error and does not leave a new directory behind.
            throw new IOException("there is no directory " + directory);
        }
        return directory.toRealPath().resolve(path.getFileName());
    }

    /** The standard stream at this path, if it is one of the names of such a stream. */
    private static Optional<FileDescriptor> standardStream(Path path) {
        String own = "/proc/" + ProcessHandle.current().pid() + "/fd/";
        return switch (path.toString().replace(own, "/dev/fd/").replace("/proc/self/fd/", "/dev/fd/")) {
            case "/dev/stdout", "/dev/fd/1" -> Optional.of(FileDescriptor.out);
            case "/dev/stderr", "/dev/fd/2" -> Optional.of(FileDescriptor.err);
            default -> Optional.empty();
        };
    }

    private static boolean isOfSystem(Path path) {
        return path.startsWith("/proc") || (path.startsWith("/dev") && !isDirectoryOfFiles(path));
    }

    /** The only directory below {@code /dev} with regular files. */
    private static boolean isDirectoryOfFiles(Path path) {
        return path.startsWith("/dev/shm");
    }

    private static LogSink openFound(Path path, Rotation rotation) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) || type(path) == REGULAR) {
            return new RotatingFileSink(path, rotation, Clock.systemUTC());
        }
        return openStream(path);
    }

    private static LogSink openStream(Path path) throws IOException {
        return switch (type(path)) {
            // Opening it only for writing would wait for a reader. Open for reading too, it does not fail when a reader
            // closes it.
            case FIFO ->
                new StreamFile(() -> FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
            case SOCKET -> new StreamFile(() -> connect(path));
            case BLOCK_DEVICE -> throw new IOException("it is a block device, whose content would be overwritten");
            case CHARACTER_DEVICE, REGULAR ->
                new StreamFile(() -> FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
            default -> throw new IOException("it is a directory");
        };
    }

    private static SocketChannel connect(Path path) throws IOException {
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            socket.connect(UnixDomainSocketAddress.of(path));
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private static int type(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return (Integer) Files.getAttribute(path, "unix:mode") & TYPE_BITS;
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return attributes.isRegularFile() ? REGULAR : attributes.isDirectory() ? 0 : CHARACTER_DEVICE;
    }
}
