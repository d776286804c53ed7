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

/** When a log is rolled, what it is called then, and what is deleted. */
class RollingTest {
    private static final byte[] LINE = "a line\n".getBytes(StandardCharsets.US_ASCII);
    private static final long LARGE = 1 << 20;
    private static final String COMMON = "::1 - - [%s/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 3";

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-22T23:59:59Z");

    /** Stands at {@link #now}. */
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

    private RollingFileSink open(long size, int days, long total) throws IOException {
        return new RollingFileSink(folder.resolve("access.log"), new Rolling(size, days, total), new Hand());
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString().replaceFirst("\\.gz$", ""))
                    .sorted()
                    .toList();
        }
    }

    private void at(String time) {
        now = Instant.parse(time);
    }

    @Test
    void a_new_day_has_a_new_file_and_the_old_one_its_day() throws IOException {
        try (LogSink log = open(LARGE, 30, Rolling.OFF)) {
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
    void the_day_is_that_of_the_last_line_and_not_of_the_file(String day) throws IOException {
        String line =
                day.equals("{") ? "{\"time\":\"2026-11-22T10:00:00.000Z\",\"remote_addr\"" : COMMON.replace("%s", day);
        file("access.log", COMMON.replace("%s", "20/Nov") + "\n" + line + " \"[01/Jan/1999:\"\n");
        Files.setLastModifiedTime(folder.resolve("access.log"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        try (LogSink log = open(LARGE, 30, Rolling.OFF)) {
            log.write(LINE, LINE.length);
        }
        assertEquals(List.of("access.log"), names());

        at("2026-11-23T00:00:00Z");
        file("access.log", line + "\n");
        try (LogSink log = open(LARGE, 30, Rolling.OFF)) {
            log.write(LINE, LINE.length);
        }
        assertEquals(List.of("access.log", "access.log.2026-11-22.0"), names());
    }

    @Test
    void where_no_line_tells_the_day_the_time_of_the_last_change_does() throws IOException {
        file("access.log", "nobody knows\n");
        Files.setLastModifiedTime(folder.resolve("access.log"), FileTime.from(Instant.parse("2026-11-20T23:00:00Z")));
        try (LogSink log = open(LARGE, 30, Rolling.OFF)) {
            log.write(LINE, LINE.length);
        }

        assertEquals(List.of("access.log", "access.log.2026-11-20.0"), names());
    }

    @Test
    void an_empty_file_is_not_rolled_however_old_it_is() throws IOException {
        file("access.log", "");
        Files.setLastModifiedTime(folder.resolve("access.log"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        try (LogSink log = open(LARGE, 30, Rolling.OFF)) {
            log.write(LINE, LINE.length);
        }

        assertEquals(List.of("access.log"), names());
    }

    @Test
    void nothing_is_rolled_where_another_program_does_it() throws IOException {
        file("access.log", COMMON.replace("%s", "01/Jan") + "\n");
        file("access.log.2026-11-20.0", "somebody's own");
        file("access.log.2020-11-20.0.gz", "somebody's own");
        try (LogSink log = open(Rolling.OFF, 1, 1)) {
            log.write(LINE, LINE.length);
        }

        assertEquals(List.of("access.log", "access.log.2020-11-20.0", "access.log.2026-11-20.0"), names());
        assertTrue(Files.exists(folder.resolve("access.log.2026-11-20.0")));
    }

    @Test
    void deletes_what_is_older_than_its_days_and_nothing_with_another_name() throws IOException {
        file("access.log.2026-11-19.0.gz", "x");
        file("access.log.2026-11-20.7.gz", "x");
        file("access.log.2026-11-20", "somebody's own");
        file("access.log.2020-01-01.x.gz", "somebody's own");
        file("other.log.2020-01-01.0.gz", "somebody's own");
        file("access.log.2020-13-41.0.gz", "no date");
        Files.delete(folder.resolve("access.log.2020-13-41.0.gz"));
        open(LARGE, 2, Rolling.OFF).close();

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
    void deletes_the_oldest_when_all_together_are_too_large() throws IOException {
        file("access.log.2026-11-19.0.gz", "x".repeat(10));
        file("access.log.2026-11-20.2.gz", "x".repeat(10));
        file("access.log.2026-11-20.10.gz", "x".repeat(10));
        file("access.log.2026-11-21.0.gz", "x".repeat(10));
        open(LARGE, 30, 25).close();

        assertEquals(List.of("access.log", "access.log.2026-11-20.10", "access.log.2026-11-21.0"), names());
    }

    @Test
    void the_bound_holds_while_files_are_rolled() throws IOException {
        try (LogSink log = open(LINE.length, 30, 100)) {
            for (int i = 0; i < 50; i++) {
                log.write(LINE, LINE.length);
            }
        }
        open(LARGE, 30, 100).close();
        long size = 0;
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path :
                    all.filter(path -> path.toString().contains("2026")).toList()) {
                size += Files.size(path);
            }
        }

        assertTrue(size > 20 && size <= 100, "the rolled files have " + size + " bytes");
        assertTrue(names().contains("access.log.2026-11-22.48"), names().toString());
    }

    @Test
    void finishes_after_a_start_what_an_end_has_left() throws IOException {
        file("access.log.2026-11-21.0", "lines\n");
        file("access.log.2026-11-21.0.gz.part", "half");
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        // It is done in the background, while the log is open.
        try (LogSink log = open(LARGE, 30, Rolling.OFF)) {
            log.write(LINE, LINE.length);
            while (Files.exists(folder.resolve("access.log.2026-11-21.0")) && System.nanoTime() < giveUp) {
                Thread.onSpinWait();
            }
        }

        assertTrue(Files.exists(folder.resolve("access.log.2026-11-21.0.gz")));
        assertFalse(Files.exists(folder.resolve("access.log.2026-11-21.0.gz.part")));
    }

    @Test
    void numbers_go_on_behind_those_that_are_there() throws IOException {
        file("access.log.2026-11-22.9.gz", "x");
        try (LogSink log = open(LINE.length, 30, Rolling.OFF)) {
            log.write(LINE, LINE.length);
            log.write(LINE, LINE.length);
        }

        assertTrue(names().contains("access.log.2026-11-22.10"), names().toString());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whoever_may_not_read_the_log_may_not_read_what_it_was_rolled_into() throws IOException {
        file("access.log", COMMON.replace("%s", "21/Nov") + "\n");
        Files.setPosixFilePermissions(folder.resolve("access.log"), PosixFilePermissions.fromString("rw-r-----"));
        try (LogSink log = open(LARGE, 30, Rolling.OFF)) {
            log.write(LINE, LINE.length);
        }

        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : all.toList()) {
                assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_file_that_somebody_put_in_its_place_is_not_renamed() throws IOException {
        Path file = folder.resolve("access.log");
        try (LogSink log = open(LARGE, 30, Rolling.OFF)) {
            log.write(LINE, LINE.length);
            Files.move(file, folder.resolve("moved"));
            file("access.log", "somebody's own\n");
            at("2026-11-23T00:00:00Z");
            log.write(LINE, LINE.length);
        }

        assertEquals(List.of("access.log", "moved"), names());
        assertEquals("somebody's own\na line\n", Files.readString(file));
    }
}
