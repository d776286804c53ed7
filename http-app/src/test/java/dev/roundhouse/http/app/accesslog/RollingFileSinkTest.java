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

class RollingFileSinkTest {
    private static final byte[] LINE = "a line\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGE = 1 << 20;

    @TempDir
    Path folder;

    private static LogSink open(Path file, long size) throws IOException {
        return new NamedLog(file, new Rolling(size, 1, Rolling.OFF));
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    @Test
    void appends_to_what_is_there() throws IOException {
        Path file = Files.writeString(folder.resolve("access.log"), "before\n");
        try (LogSink logSink = open(file, LARGE)) {
            logSink.write(LINE, LINE.length);
            logSink.write(LINE, 2);
        }

        assertEquals("before\na line\na ", Files.readString(file));
    }

    @Test
    void makes_the_folders_it_needs() throws IOException {
        Path file = folder.resolve("a").resolve("b").resolve("access.log");
        try (LogSink logSink = open(file, LARGE)) {
            logSink.write(LINE, LINE.length);
        }

        assertEquals("a line\n", Files.readString(file));
    }

    @Test
    void moves_a_large_file_aside() throws IOException {
        Path file = folder.resolve("access.log");
        try (LogSink logSink = open(file, 100)) {
            for (int i = 0; i < 100; i++) {
                logSink.write(LINE, LINE.length);
            }
        }

        assertTrue(files() > 2, () -> "nothing was moved");
        assertTrue(Files.size(file) < 200, () -> "it is still large");
    }

    @Test
    void loses_no_line_however_fast_files_are_moved_aside() throws IOException {
        int lines = 200;
        for (int time = 0; time < 10; time++) {
            Path file = folder.resolve("time-" + time).resolve("access.log");
            try (LogSink logSink = open(file, LINE.length)) {
                for (int i = 0; i < lines; i++) {
                    logSink.write(LINE, LINE.length);
                }
            }

            assertEquals(lines * LINE.length, octets(file.getParent()));
        }
    }

    private static long octets(Path directory) throws IOException {
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
    void takes_a_name_as_it_is() throws IOException {
        Path file = folder.resolve("access (new) {a}.log");
        try (LogSink logSink = open(file, 10)) {
            for (int i = 0; i < 5; i++) {
                logSink.write(LINE, LINE.length);
            }
        }

        assertTrue(Files.exists(file));
        try (Stream<Path> all = Files.list(folder)) {
            all.forEach(each ->
                    assertTrue(each.getFileName().toString().startsWith("access (new) {a}.log"), each::toString));
        }
    }

    @Test
    void takes_a_percent_sign_in_a_name() throws IOException {
        Path file = folder.resolve("100%d{x}.log");
        try (LogSink logSink = open(file, 10)) {
            logSink.write(LINE, LINE.length);
        }

        assertEquals("a line\n", Files.readString(file));
    }

    @Test
    void says_when_it_cannot_be_opened() {
        assertThrows(IOException.class, () -> open(folder, LARGE));
    }
}
