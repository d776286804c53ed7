package dev.roundhouse.http.app.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileSinkTest {
    private static final byte[] LINE = "a line\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGE = 1 << 20;

    @TempDir
    Path tempDirectory;

    private static LogSink open(Path file, long size) throws IOException {
        return new NamedLog(file, new Rotation(size, 1, Rotation.OFF));
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(tempDirectory)) {
            return all.count();
        }
    }

    @Test
    void appends_to_an_existing_file() throws IOException {
        Path file = Files.writeString(tempDirectory.resolve("access.log"), "before\n");
        try (LogSink logSink = open(file, LARGE)) {
            logSink.write(LINE, LINE.length);
            logSink.write(LINE, 2);
        }

        assertEquals("before\na line\na ", Files.readString(file));
    }

    @Test
    void missing_directory_is_an_error_and_is_not_created() throws IOException {
        Path directory = tempDirectory.resolve("a").resolve("b");

        IOException error = assertThrows(IOException.class, () -> open(directory.resolve("access.log"), LARGE));

        assertEquals("there is no directory " + directory, error.getMessage());
        assertEquals(0, files());
    }

    @Test
    void large_file_is_rotated() throws IOException {
        Path file = tempDirectory.resolve("access.log");
        try (LogSink logSink = open(file, 100)) {
            for (int i = 0; i < 100; i++) {
                logSink.write(LINE, LINE.length);
            }
        }

        assertTrue(files() > 2, () -> "nothing was moved");
        assertTrue(Files.size(file) < 200, () -> "it is still large");
    }

    @Test
    void fast_rotation_loses_no_line() throws IOException {
        int lines = 200;
        for (int time = 0; time < 10; time++) {
            Path file =
                    Files.createDirectory(tempDirectory.resolve("time-" + time)).resolve("access.log");
            try (LogSink logSink = open(file, LINE.length)) {
                for (int i = 0; i < lines; i++) {
                    logSink.write(LINE, LINE.length);
                }
            }

            assertEquals(lines * LINE.length, totalBytes(file.getParent()));
        }
    }

    private static long totalBytes(Path directory) throws IOException {
        long bytes = 0;
        try (Stream<Path> all = Files.list(directory)) {
            for (Path each : all.toList()) {
                try (InputStream file = Files.newInputStream(each);
                        InputStream plain = each.toString().endsWith(".gz") ? new GZIPInputStream(file) : file) {
                    bytes += plain.readAllBytes().length;
                }
            }
        }
        return bytes;
    }

    @Test
    void name_is_used_literally() throws IOException {
        Path file = tempDirectory.resolve("access (new) {a}.log");
        try (LogSink logSink = open(file, 10)) {
            for (int i = 0; i < 5; i++) {
                logSink.write(LINE, LINE.length);
            }
        }

        assertTrue(Files.exists(file));
        try (Stream<Path> all = Files.list(tempDirectory)) {
            all.forEach(each ->
                    assertTrue(each.getFileName().toString().startsWith("access (new) {a}.log"), each::toString));
        }
    }

    @Test
    void percent_sign_in_a_name_is_literal() throws IOException {
        Path file = tempDirectory.resolve("100%d{x}.log");
        try (LogSink logSink = open(file, 10)) {
            logSink.write(LINE, LINE.length);
        }

        assertEquals("a line\n", Files.readString(file));
    }

    @Test
    void failed_open_throws() {
        assertThrows(IOException.class, () -> open(tempDirectory, LARGE));
    }
}
