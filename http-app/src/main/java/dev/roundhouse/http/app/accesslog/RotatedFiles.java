package dev.roundhouse.http.app.accesslog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rotated files of a log, such as {@code access.log.2026-11-22.0.gz}. They are compressed in the background, and deleted if
 * they are too old or too many. A file that is still uncompressed at shutdown is compressed after the next start. Files with
 * other names are not changed.
 */
final class RotatedFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RotatingFileSink.class);
    private static final String COMPRESSED = ".gz";
    private static final String UNFINISHED = ".gz.part";
    private static final int BUFFER = 64 << 10;
    private static final int CLOSE_TIMEOUT_SECONDS = 5;

    private final Path file;
    private final Rotation rotation;
    private final Clock clock;
    private final Pattern names;
    private final ExecutorService background = Executors.newSingleThreadExecutor(RotatedFiles::daemon);
    private final AtomicBoolean isScheduled = new AtomicBoolean();

    /**
     * The last number of a day, for the writer. A search among files that are being compressed could miss one of them, and a
     * number used twice would overwrite a file.
     */
    private final Map<LocalDate, Long> numbers = new HashMap<>();

    private volatile boolean closing;

    /** A rotated file. */
    private record RotatedFile(Path path, LocalDate day, long number, String suffix, long size) {
        private static final Comparator<RotatedFile> OLDEST_FIRST =
                Comparator.comparing(RotatedFile::day).thenComparingLong(RotatedFile::number);
    }

    /** @param file the file that the log is written to */
    RotatedFiles(Path file, Rotation rotation, Clock clock) {
        this.file = file;
        this.rotation = rotation;
        this.clock = clock;
        this.names = Pattern.compile(Pattern.quote(file.getFileName().toString())
                + "\\.(\\d{4}-\\d{2}-\\d{2})\\.(\\d{1,9})(\\.gz|\\.gz\\.part|)");
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "access-log-rotator");
        thread.setDaemon(true);
        return thread;
    }

    /** The name of the next file with lines of a day. Its number has not been used before. */
    Path next(LocalDate day) throws IOException {
        long number = numbers.containsKey(day) ? numbers.get(day) : highest(day);
        Path next;
        do {
            number++;
            next = file.resolveSibling(file.getFileName() + "." + day + "." + number);
        } while (Files.exists(next, LinkOption.NOFOLLOW_LINKS)
                || Files.exists(next.resolveSibling(next.getFileName() + COMPRESSED), LinkOption.NOFOLLOW_LINKS));
        numbers.clear();
        numbers.put(day, number);
        return next;
    }

    private long highest(LocalDate day) throws IOException {
        return all().stream()
                .filter(rotated -> rotated.day().equals(day))
                .mapToLong(RotatedFile::number)
                .max()
                .orElse(-1);
    }

    /** Starts compressing and deleting files in the background. */
    void tidy() {
        if (isScheduled.compareAndSet(false, true)) {
            background.execute(this::tidyUp);
        }
    }

    private void tidyUp() {
        isScheduled.set(false);
        try {
            compressAll();
            deleteOutdated();
        } catch (IOException failed) {
            LOG.warn(
                    "cannot compress or delete rotated access logs, next attempt at the next rotation: {}",
                    failed.toString());
        }
    }

    private List<RotatedFile> all() throws IOException {
        List<RotatedFile> found = new ArrayList<>();
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(file.getParent())) {
            for (Path sibling : siblings) {
                Matcher name = names.matcher(sibling.getFileName().toString());
                if (name.matches() && Files.isRegularFile(sibling, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(rotatedFile(sibling, name));
                }
            }
        } catch (DateTimeException | DirectoryIteratorException failed) {
            throw new IOException(failed);
        }
        found.sort(RotatedFile.OLDEST_FIRST);
        return found;
    }

    private static RotatedFile rotatedFile(Path path, Matcher name) {
        return new RotatedFile(
                path,
                LocalDate.parse(name.group(1)),
                Long.parseLong(name.group(2)),
                name.group(3),
                path.toFile().length());
    }

    private void compressAll() throws IOException {
        for (RotatedFile rotated : all()) {
            if (rotated.suffix().equals(UNFINISHED)) {
                Files.deleteIfExists(rotated.path());
            } else if (rotated.suffix().isEmpty() && !closing) {
                compress(rotated.path());
            }
        }
    }

    /** Compresses a file, under a temporary name until it is complete, so that a crash loses no lines. */
    private void compress(Path plain) throws IOException {
        Path unfinished = plain.resolveSibling(plain.getFileName() + UNFINISHED);
        try {
            if (copy(plain, unfinished)) {
                Files.move(unfinished, plain.resolveSibling(plain.getFileName() + COMPRESSED));
                Files.delete(plain);
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Copies the compressed content. Returns whether the copy is complete; it is not if the log is being closed. */
    private boolean copy(Path plain, Path unfinished) throws IOException {
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (InputStream in = Files.newInputStream(plain);
                FileChannel channel = FileChannel.open(unfinished, fresh, RotatingFileSink.permissionsOf(plain));
                OutputStream out = new GZIPOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (closing) {
                    return false;
                }
                out.write(buffer, 0, count);
            }
        }
        return true;
    }

    private void deleteOutdated() throws IOException {
        LocalDate oldest = LocalDate.now(clock).minusDays(rotation.days());
        List<RotatedFile> newestFirst = all();
        newestFirst.sort(RotatedFile.OLDEST_FIRST.reversed());
        long left = rotation.total();
        for (RotatedFile rotated : newestFirst) {
            left = rotated.size() > left ? -1 : left - rotated.size();
            if (left < 0 || rotated.day().isBefore(oldest)) {
                left = -1;
                Files.deleteIfExists(rotated.path());
            }
        }
    }

    /** Stops the background work; the next start continues it, so that shutdown does not wait for it. */
    @Override
    public void close() {
        closing = true;
        background.shutdown();
        try {
            if (!background.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("access log shutdown timed out; some rotated files are not compressed until the next start");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
