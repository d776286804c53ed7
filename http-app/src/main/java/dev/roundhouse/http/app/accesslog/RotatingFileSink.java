package dev.roundhouse.http.app.accesslog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A regular file that is rotated daily and by size: renamed, with the day of its lines and a number, and compressed by
 * {@link RotatedFiles}. Days are in UTC, as in the lines.
 */
public final class RotatingFileSink implements LogSink {
    private static final Logger LOG = LoggerFactory.getLogger(RotatingFileSink.class);
    private static final Set<StandardOpenOption> APPENDING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    /** The time after a failed rotation until the next attempt. */
    private static final Duration RETRY_INTERVAL = Duration.ofMinutes(1);

    private final Path file;
    private final Rotation rotation;
    private final Clock clock;
    private final RotatedFiles rotated;
    private final LineWriter lines = new LineWriter();

    private FileChannel channel;
    private Object key;

    /** The day of the last line; today if there is none. */
    private LocalDate day;

    private Instant notBefore = Instant.MIN;

    /**
     * Opens a file for appending.
     *
     * @param file a regular file, or a path without a file
     * @param clock a clock in UTC
     * @throws IOException if the file cannot be written
     */
    RotatingFileSink(Path file, Rotation rotation, Clock clock) throws IOException {
        this.file = file;
        this.rotation = rotation;
        this.clock = clock;
        channel = FileChannel.open(file, APPENDING);
        key = keyOf(file);
        day = channel.size() == 0 ? LocalDate.now(clock) : LastDay.of(file);
        rotated = new RotatedFiles(file, rotation, clock);
        if (!rotation.isOff()) {
            rotated.tidy();
        }
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        LocalDate today = LocalDate.now(clock);
        if (isDue(today, length)) {
            rotate();
        }
        lines.append(channel, bytes, length);
        day = today;
    }

    private boolean isDue(LocalDate today, int more) throws IOException {
        long size = rotation.isOff() ? 0 : channel.size();
        return size > 0
                && (day.isBefore(today) || size + more > rotation.size())
                && !clock.instant().isBefore(notBefore);
    }

    /** Rotates the file. If that fails, no line is lost: lines are appended to the file, and rotation is tried again later. */
    private void rotate() {
        try {
            if (isOwnFile()) {
                rotateTo(rotated.next(day));
                rotated.tidy();
            } else {
                openNew();
            }
        } catch (IOException failed) {
            notBefore = clock.instant().plus(RETRY_INTERVAL);
            LOG.warn(
                    "cannot rotate the access log ({}), appending to it until the next attempt in a minute: {}",
                    file,
                    failed.toString());
        }
    }

    /** Opens the path again, after another program has moved or replaced the file. */
    private void openNew() throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("its path is no longer a regular file");
        }
        switchTo(FileChannel.open(file, APPENDING));
    }

    private void rotateTo(Path rotated) throws IOException {
        FileAttribute<?>[] permissions = permissionsOf(file);
        Files.move(file, rotated);
        try {
            switchTo(FileChannel.open(file, APPENDING, permissions));
        } catch (IOException failed) {
            Files.move(rotated, file);
            throw failed;
        }
    }

    private void switchTo(FileChannel next) throws IOException {
        FileChannel previous = channel;
        channel = next;
        key = keyOf(file);
        previous.close();
    }

    private boolean isOwnFile() throws IOException {
        try {
            return Objects.equals(key, keyOf(file));
        } catch (NoSuchFileException moved) {
            return false;
        }
    }

    /** The identity of a file; null on file systems without one, where an open file cannot be moved. */
    private static Object keyOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** The permissions of a file, for the file that replaces it, so that the same users can read both. */
    static FileAttribute<?>[] permissionsOf(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(file))};
    }

    @Override
    public void close() throws IOException {
        rotated.close();
        channel.close();
    }
}
