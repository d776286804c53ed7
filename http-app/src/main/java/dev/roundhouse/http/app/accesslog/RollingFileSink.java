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
 * A regular file that is rolled every day, and when it has grown too large: renamed, with the day of its lines and a number, and
 * compressed by {@link RolledFiles}. Days are those of UTC, as in the lines.
 */
public final class RollingFileSink implements LogSink {
    private static final Logger LOG = LoggerFactory.getLogger(RollingFileSink.class);
    private static final Set<StandardOpenOption> APPENDING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    /** After a failure the file grows on for this time. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Path file;
    private final Rolling rolling;
    private final Clock clock;
    private final RolledFiles rolled;
    private final LineWriter lines = new LineWriter();

    private FileChannel channel;
    private Object key;

    /** Of the last line; of today when there is none. */
    private LocalDate day;

    private Instant notBefore = Instant.MIN;

    /**
     * Opens a file for appending.
     *
     * @param file a regular file, or none yet
     * @param clock in UTC
     * @throws IOException when it cannot be written
     */
    RollingFileSink(Path file, Rolling rolling, Clock clock) throws IOException {
        this.file = file;
        this.rolling = rolling;
        this.clock = clock;
        channel = FileChannel.open(file, APPENDING);
        key = keyOf(file);
        day = channel.size() == 0 ? LocalDate.now(clock) : LastDay.of(file);
        rolled = new RolledFiles(file, rolling, clock);
        if (!rolling.isOff()) {
            rolled.tidy();
        }
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        LocalDate today = LocalDate.now(clock);
        if (isDue(today, length)) {
            roll();
        }
        lines.append(channel, bytes, length);
        day = today;
    }

    private boolean isDue(LocalDate today, int more) throws IOException {
        long size = rolling.isOff() ? 0 : channel.size();
        return size > 0
                && (day.isBefore(today) || size + more > rolling.size())
                && !clock.instant().isBefore(notBefore);
    }

    /** When that fails, no line is lost: the file grows on, and it is tried again later. */
    private void roll() {
        try {
            if (isMine()) {
                moveAside(rolled.next(day));
                rolled.tidy();
            } else {
                beginAnew();
            }
        } catch (IOException failed) {
            notBefore = clock.instant().plus(PAUSE);
            LOG.warn("the access log cannot be rolled and grows on: {}", failed.toString());
        }
    }

    /** Somebody has moved the file, or put another in its place. */
    private void beginAnew() throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("its name has been given to what is no regular file");
        }
        begin(FileChannel.open(file, APPENDING));
    }

    private void moveAside(Path background) throws IOException {
        FileAttribute<?>[] permissions = permissionsOf(file);
        Files.move(file, background);
        try {
            begin(FileChannel.open(file, APPENDING, permissions));
        } catch (IOException failed) {
            Files.move(background, file);
            throw failed;
        }
    }

    private void begin(FileChannel next) throws IOException {
        FileChannel last = channel;
        channel = next;
        key = keyOf(file);
        last.close();
    }

    private boolean isMine() throws IOException {
        try {
            return Objects.equals(key, keyOf(file));
        } catch (NoSuchFileException moved) {
            return false;
        }
    }

    /** Tells which file it is; null where the file system has no such thing, and nobody can move an open file. */
    private static Object keyOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** For a file that takes the place of this one: who may not read this one may not read the other. */
    static FileAttribute<?>[] permissionsOf(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(file))};
    }

    @Override
    public void close() throws IOException {
        rolled.close();
        channel.close();
    }
}
