package dev.roundhouse.http.app.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a log is rotated, the name of the rotated file, and which files are deleted. */
class RotationTest {
    private static final byte[] LINE = "a line\n".getBytes(StandardCharsets.US_ASCII);
    private static final long LARGE = 1 << 20;
    private static final String COMMON = "::1 - - [%s/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 3";

    @TempDir
    Path tempDirectory;

    private Instant now = Instant.parse("2026-11-22T23:59:59Z");

    /** Clock that returns {@link #now}. */
    private final class Hand extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private RotatingFileSink open(long size, int days, long total) throws IOException {
        return new RotatingFileSink(tempDirectory.resolve("access.log"), new Rotation(size, days, total), new Hand());
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(tempDirectory.resolve(name), text);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(tempDirectory)) {
            return all.map(path -> path.getFileName().toString().replaceFirst("\\.gz$", ""))
                    .sorted()
                    .toList();
        }
    }

    private void at(String time) {
        now = Instant.parse(time);
    }

    @Test
    void file_is_rotated_at_the_start_of_a_day() throws IOException {
        try (LogSink log = open(LARGE, 30, Rotation.OFF)) {
            log.write(LINE, LINE.length);
            at("2026-11-23T00:00:00Z");
            log.write(LINE, LINE.length);
            at("2026-11-25T12:00:00Z");
            log.write(LINE, LINE.length);
        }

        assertEquals(List.of("access.log", "access.log.2026-11-22.0", "access.log.2026-11-23.0"), names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"22/Nov", "{"})
    void day_is_that_of_the_last_line(String day) throws IOException {
        String line =
                day.equals("{") ? "{\"time\":\"2026-11-22T10:00:00.000Z\",\"remote_addr\"" : COMMON.replace("%s", day);
        file("access.log", COMMON.replace("%s", "20/Nov") + "\n" + line + " \"[01/Jan/1999:\"\n");
        Files.setLastModifiedTime(
                tempDirectory.resolve("access.log"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        try (LogSink log = open(LARGE, 30, Rotation.OFF)) {
            log.write(LINE, LINE.length);
        }
        assertEquals(List.of("access.log"), names());

        at("2026-11-23T00:00:00Z");
        file("access.log", line + "\n");
        try (LogSink log = open(LARGE, 30, Rotation.OFF)) {
            log.write(LINE, LINE.length);
        }
        assertEquals(List.of("access.log", "access.log.2026-11-22.0"), names());
    }

    @Test
    void day_without_a_dated_line_is_that_of_mtime() throws IOException {
        file("access.log", "no date\n");
        Files.setLastModifiedTime(
                tempDirectory.resolve("access.log"), FileTime.from(Instant.parse("2026-11-20T23:00:00Z")));
        try (LogSink log = open(LARGE, 30, Rotation.OFF)) {
            log.write(LINE, LINE.length);
        }

        assertEquals(List.of("access.log", "access.log.2026-11-20.0"), names());
    }

    @Test
    void empty_file_is_not_rotated() throws IOException {
        file("access.log", "");
        Files.setLastModifiedTime(
                tempDirectory.resolve("access.log"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        try (LogSink log = open(LARGE, 30, Rotation.OFF)) {
            log.write(LINE, LINE.length);
        }

        assertEquals(List.of("access.log"), names());
    }

    @Test
    void external_rotation_disables_own_rotation() throws IOException {
        file("access.log", COMMON.replace("%s", "01/Jan") + "\n");
        file("access.log.2026-11-20.0", "of another program");
        file("access.log.2020-11-20.0.gz", "of another program");
        try (LogSink log = open(Rotation.OFF, 1, 1)) {
            log.write(LINE, LINE.length);
        }

        assertEquals(List.of("access.log", "access.log.2020-11-20.0", "access.log.2026-11-20.0"), names());
        assertTrue(Files.exists(tempDirectory.resolve("access.log.2026-11-20.0")));
    }

    @Test
    void expired_files_are_deleted_and_other_names_are_kept() throws IOException {
        file("access.log.2026-11-19.0.gz", "x");
        file("access.log.2026-11-20.7.gz", "x");
        file("access.log.2026-11-20", "of another program");
        file("access.log.2020-01-01.x.gz", "of another program");
        file("other.log.2020-01-01.0.gz", "of another program");
        file("access.log.2020-13-41.0.gz", "no date");
        Files.delete(tempDirectory.resolve("access.log.2020-13-41.0.gz"));
        open(LARGE, 2, Rotation.OFF).close();

        assertEquals(
                List.of(
                        "access.log",
                        "access.log.2020-01-01.x",
                        "access.log.2026-11-20",
                        "access.log.2026-11-20.7",
                        "other.log.2020-01-01.0"),
                names());
    }

    @Test
    void oldest_files_above_the_total_size_are_deleted() throws IOException {
        file("access.log.2026-11-19.0.gz", "x".repeat(10));
        file("access.log.2026-11-20.2.gz", "x".repeat(10));
        file("access.log.2026-11-20.10.gz", "x".repeat(10));
        file("access.log.2026-11-21.0.gz", "x".repeat(10));
        open(LARGE, 30, 25).close();

        assertEquals(List.of("access.log", "access.log.2026-11-20.10", "access.log.2026-11-21.0"), names());
    }

    @Test
    void total_size_limit_holds_during_rotation() throws IOException {
        try (LogSink log = open(LINE.length, 30, 100)) {
            for (int i = 0; i < 50; i++) {
                log.write(LINE, LINE.length);
            }
        }
        open(LARGE, 30, 100).close();
        long size = 0;
        try (Stream<Path> all = Files.list(tempDirectory)) {
            for (Path path :
                    all.filter(path -> path.toString().contains("2026")).toList()) {
                size += Files.size(path);
            }
        }

        assertTrue(size > 20 && size <= 100, "the rotated files have " + size + " bytes");
        assertTrue(names().contains("access.log.2026-11-22.48"), names().toString());
    }

    @Test
    void interrupted_rotation_is_completed_after_restart() throws IOException {
        file("access.log.2026-11-21.0", "lines\n");
        file("access.log.2026-11-21.0.gz.part", "half");
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        // A background thread compresses while the log is open.
        try (LogSink log = open(LARGE, 30, Rotation.OFF)) {
            log.write(LINE, LINE.length);
            while (Files.exists(tempDirectory.resolve("access.log.2026-11-21.0")) && System.nanoTime() < giveUp) {
                Thread.onSpinWait();
            }
        }

        assertTrue(Files.exists(tempDirectory.resolve("access.log.2026-11-21.0.gz")));
        assertFalse(Files.exists(tempDirectory.resolve("access.log.2026-11-21.0.gz.part")));
    }

    @Test
    void numbers_continue_after_existing_files() throws IOException {
        file("access.log.2026-11-22.9.gz", "x");
        try (LogSink log = open(LINE.length, 30, Rotation.OFF)) {
            log.write(LINE, LINE.length);
            log.write(LINE, LINE.length);
        }

        assertTrue(names().contains("access.log.2026-11-22.10"), names().toString());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void rotated_files_keep_the_permissions() throws IOException {
        file("access.log", COMMON.replace("%s", "21/Nov") + "\n");
        Files.setPosixFilePermissions(
                tempDirectory.resolve("access.log"), PosixFilePermissions.fromString("rw-r-----"));
        try (LogSink log = open(LARGE, 30, Rotation.OFF)) {
            log.write(LINE, LINE.length);
        }

        try (Stream<Path> all = Files.list(tempDirectory)) {
            for (Path path : all.toList()) {
                assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void file_replaced_by_another_process_is_not_renamed() throws IOException {
        Path file = tempDirectory.resolve("access.log");
        try (LogSink log = open(LARGE, 30, Rotation.OFF)) {
            log.write(LINE, LINE.length);
            Files.move(file, tempDirectory.resolve("moved"));
            file("access.log", "of another program\n");
            at("2026-11-23T00:00:00Z");
            log.write(LINE, LINE.length);
        }

        assertEquals(List.of("access.log", "moved"), names());
        assertEquals("of another program\na line\n", Files.readString(file));
    }
}
