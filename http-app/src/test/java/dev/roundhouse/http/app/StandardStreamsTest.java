package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contents of the standard streams, and the temporary files after exit. */
@EnabledOnOs(OS.LINUX)
class StandardStreamsTest {
    private static final int LINES = 80;

    @TempDir
    Path tempDirectory;

    private ChildProcess start(String... options) throws IOException {
        List<String> arguments = Stream.concat(
                        Stream.of("--port=0", "--directory=" + Files.createDirectories(tempDirectory.resolve("site"))),
                        Stream.of(options))
                .toList();
        return ChildProcess.start(tempDirectory, Map.of(), List.of(), arguments.toArray(String[]::new));
    }

    private List<String> temporaryFiles() throws IOException {
        try (Stream<Path> all = Files.list(tempDirectory.resolve("tmp"))) {
            return all.map(Path::toString).toList();
        }
    }

    /** Standard output is a regular file here, which would be rotated if it were opened by its name. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"})
    void standard_output_has_only_the_access_log(String name) throws IOException, InterruptedException {
        Files.createSymbolicLink(tempDirectory.resolve("link"), Path.of("/dev/stdout"));
        String[] options = name.isEmpty()
                ? new String[] {"--access-log=json"}
                : new String[] {
                    "--access-log=json",
                    "--access-log-max-size=100",
                    "--access-log-file="
                            + (name.equals("link") ? tempDirectory.resolve(name).toString() : name)
                };
        try (ChildProcess program = start(options)) {
            for (int i = 0; i < LINES; i++) {
                program.get("/" + i);
            }
            program.signal("TERM");

            assertEquals(0, program.exitCode());
            List<String> lines = program.out().lines().toList();
            assertEquals(LINES, lines.size());
            lines.forEach(line -> assertTrue(line.startsWith("{\"time\":\"") && line.endsWith("}"), line));
            assertTrue(program.err().contains("Press Ctrl-C to stop."), program.err());
            assertTrue(Files.isSymbolicLink(tempDirectory.resolve("link")));
            try (Stream<Path> all = Files.list(tempDirectory)) {
                assertEquals(5, all.count(), "more than site, tmp, link and the two streams");
            }
        }
    }

    @Test
    void quiet_omits_the_banner_and_logs_start_and_shutdown() throws IOException, InterruptedException {
        try (ChildProcess program = start("--quiet")) {
            program.port();
            program.signal("TERM");
            assertEquals(0, program.exitCode());

            assertEquals("", program.out());
            assertFalse(program.err().contains("Ctrl-C"), program.err());
            List<String> lines = program.err()
                    .lines()
                    .map(line -> line.replaceFirst("^\\S+ ", ""))
                    .toList();
            assertEquals(3, lines.size(), program.err());
            assertTrue(lines.get(0).startsWith("INFO  Server - listening on http://127.0.0.1:"), lines.get(0));
            assertTrue(lines.get(1).startsWith("INFO  Server - shutting down"), lines.get(1));
            assertEquals("INFO  Server - stopped", lines.get(2));
        }
    }

    @Test
    void full_device_is_reported_with_the_line_count_and_blocks_no_request() throws IOException, InterruptedException {
        try (ChildProcess program = start("--access-log=common", "--access-log-file=/dev/full")) {
            program.get("/");
            program.awaitErr("cannot write the access log (/dev/full): No space left on device; 1 line lost");
            assertTrue(program.get("/").startsWith("HTTP/1.1 "));
            program.signal("TERM");

            assertEquals(0, program.exitCode());
            assertEquals(
                    1,
                    program.err()
                            .lines()
                            .filter(line -> line.contains("No space left"))
                            .count());
        }
    }

    @Test
    void directory_as_log_file_is_rejected_with_the_option_name() throws IOException, InterruptedException {
        try (ChildProcess program = start("--access-log=common", "--access-log-file=" + tempDirectory)) {
            assertEquals(1, program.exitCode());
            assertTrue(program.err().contains("it is a directory (see --access-log-file)"), program.err());
        }
        assertEquals(List.of(), temporaryFiles());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "USR1", "HUP+TERM", "TERM+TERM", "at once"})
    void server_leaves_no_temporary_file(String signals) throws IOException, InterruptedException {
        Files.createDirectories(tempDirectory.resolve("site"));
        Files.writeString(tempDirectory.resolve("site").resolve("a.css"), "a { color: red }\n".repeat(1000));
        try (ChildProcess program = start()) {
            if (signals.equals("at once")) {
                program.awaitErr("listening");
                program.signal("TERM");
            } else {
                for (String coding : List.of("br", "zstd")) {
                    String response = program.responseTo(
                            "GET /a.css HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept-Encoding: " + coding
                                    + "\r\n\r\n");
                    assertTrue(response.contains("Content-Encoding: " + coding), response.substring(0, 300));
                }
                for (String signal : signals.split("\\+")) {
                    program.signal(signal);
                }
            }
            program.exitCode();
        }

        assertEquals(List.of(), temporaryFiles());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"explain GET /a.css -H Accept-Encoding:br", "--help", "--version", "--nonsense", "--print-config"
            })
    void other_commands_leave_no_temporary_file(String arguments) throws IOException, InterruptedException {
        Files.writeString(tempDirectory.resolve("a.css"), "a { color: red }\n".repeat(1000));
        try (ChildProcess program = ChildProcess.start(
                tempDirectory,
                Map.of("ROUNDHOUSE_DIRECTORY", tempDirectory.toString()),
                List.of(),
                arguments.split(" "))) {
            program.exitCode();
        }

        assertEquals(List.of(), temporaryFiles());
    }

    @Test
    void startup_warns_if_libraries_cannot_be_unpacked() throws IOException, InterruptedException {
        String missing = "-Djava.io.tmpdir=" + tempDirectory.resolve("missing");
        try (ChildProcess program = ChildProcess.start(
                tempDirectory, Map.of(), List.of(missing), "--port=0", "--directory=" + tempDirectory)) {
            program.awaitErr("compression with br and zstd is not available");
            assertTrue(program.err().contains("Set -Djava.io.tmpdir"), program.err());
            assertEquals(
                    1,
                    program.err()
                            .lines()
                            .filter(line -> line.contains("compress"))
                            .count());
        }
    }

    @Test
    void startup_does_not_warn_about_unused_libraries() throws IOException, InterruptedException {
        String missing = "-Djava.io.tmpdir=" + tempDirectory.resolve("missing");
        try (ChildProcess program = ChildProcess.start(
                tempDirectory,
                Map.of(),
                List.of(missing),
                "--port=0",
                "--compress=gzip",
                "--directory=" + tempDirectory)) {
            program.get("/");
            program.signal("TERM");
            assertEquals(0, program.exitCode());
            assertFalse(program.err().contains("compressed"), program.err());
        }
    }

    @Test
    void startup_warns_if_file_names_cannot_be_encoded() throws IOException, InterruptedException {
        try (ChildProcess program = ChildProcess.start(
                tempDirectory, Map.of("LC_ALL", "C"), List.of(), "--port=0", "--directory=" + tempDirectory)) {
            program.port();
            assertTrue(program.err().contains("set LC_ALL=C.UTF-8 in the environment"), program.err());
        }
        try (ChildProcess program = ChildProcess.start(
                tempDirectory, Map.of("LC_ALL", "C.UTF-8"), List.of(), "--port=0", "--directory=" + tempDirectory)) {
            program.port();
            assertFalse(program.err().contains("LC_ALL"), program.err());
        }
    }
}
