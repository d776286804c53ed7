package dev.roundhouse.http.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals sent to the program, which runs in a separate process. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ShutdownSignalsTest {
    @TempDir
    Path directory;

    private ChildProcess start(String... options) throws IOException {
        String[] arguments = new String[options.length + 3];
        System.arraycopy(options, 0, arguments, 3, options.length);
        arguments[0] = "--port=0";
        arguments[1] = "--directory=" + Files.createDirectories(directory.resolve("site"));
        arguments[2] = "--grace-period=20s";
        return ChildProcess.start(directory, Map.of(), List.of(), arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void SIGTERM_and_ctrl_c_exit_with_0(String signal) throws IOException, InterruptedException {
        assertGracefulShutdown(signal);
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @ValueSource(strings = {"USR1", "ALRM", "VTALRM", "PROF", "STKFLT", "POLL", "PWR", "XCPU", "SYS", "ABRT"})
    void other_terminating_signals_exit_with_0(String signal) throws IOException, InterruptedException {
        assertGracefulShutdown(signal);
    }

    private void assertGracefulShutdown(String signal) throws IOException, InterruptedException {
        Path log = directory.resolve("access.log");
        try (ChildProcess program = start("--access-log=common", "--access-log-file=" + log)) {
            program.get("/last");
            program.signal(signal);

            assertEquals(0, program.exitCode(), program::toString);
            assertTrue(program.err().contains("stopped"), program.err());
            assertTrue(Files.readString(log).endsWith("\n"), "the last line was lost");
            assertEquals(1, Files.readAllLines(log).size());
        }
    }

    /** USR2 is not tested: the JVM reserves it and is terminated by it, which Java code cannot change. */
    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @ValueSource(strings = {"PIPE", "XFSZ", "CHLD", "WINCH", "URG", "CONT", "QUIT"})
    void other_signals_are_ignored(String signal) throws IOException, InterruptedException {
        try (ChildProcess program = start()) {
            program.port();
            program.signal(signal);

            assertTrue(program.get("/").startsWith("HTTP/1.1 200"));
            program.signal("TERM");
            assertEquals(0, program.exitCode());
        }
    }

    @Test
    void SIGHUP_reopens_the_access_log_and_loses_no_line() throws IOException, InterruptedException {
        Path log = directory.resolve("access.log");
        Path moved = directory.resolve("access.log.1");
        try (ChildProcess program = start("--access-log=common", "--access-log-file=" + log)) {
            program.get("/1");
            awaitSize(log);
            Files.move(log, moved);
            program.get("/2");
            program.signal("HUP");
            program.awaitErr("reopened the access log");
            program.get("/3");
            program.signal("TERM");

            assertEquals(0, program.exitCode());
            String all = Files.readString(moved) + Files.readString(log);
            assertEquals(3, all.lines().count(), all);
            assertTrue(Files.readString(moved).contains("/1 "));
            assertTrue(Files.readString(log).contains("/3 "));
        }
    }

    @Test
    void SIGHUP_without_access_log_has_no_effect() throws IOException, InterruptedException {
        try (ChildProcess program = start()) {
            program.port();
            program.signal("HUP");
            program.awaitErr("no access log file to reopen");

            assertTrue(program.get("/").startsWith("HTTP/1.1 "));
            assertTrue(program.isAlive());
        }
    }

    /** Runs logrotate if it is installed. */
    @Test
    void logrotate_receives_all_lines_of_a_rotated_file() throws IOException, InterruptedException {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/sbin/logrotate")), "logrotate is not installed");
        Path log = directory.resolve("access.log");
        try (ChildProcess program =
                start("--access-log=common", "--access-log-file=" + log, "--access-log-max-size=off")) {
            program.get("/1");
            awaitSize(log);
            Path stanza = Files.writeString(
                    directory.resolve("stanza"),
                    log + " {\n rotate 3\n compress\n delaycompress\n postrotate\n  kill -HUP " + program.pid()
                            + "\n endscript\n}\n");
            Process logrotate = new ProcessBuilder(
                            "/usr/sbin/logrotate",
                            "-f",
                            "-s",
                            directory.resolve("state").toString(),
                            stanza.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("logrotate.txt").toFile())
                    .start();
            assertEquals(0, logrotate.waitFor(), () -> "logrotate failed");
            program.awaitErr("reopened the access log");
            program.get("/2");
            program.signal("TERM");

            assertEquals(0, program.exitCode());
            assertEquals(
                    1, Files.readAllLines(directory.resolve("access.log.1")).size());
            assertEquals(1, Files.readAllLines(log).size());
            assertFalse(Files.exists(directory.resolve("access.log.2")));
        }
    }

    private static void awaitSize(Path log) throws IOException, InterruptedException {
        while (Files.size(log) == 0) {
            Thread.sleep(10);
        }
    }
}
