package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SignalTest {
    @TempDir
    Path folder;

    @Test
    void ends_with_0_after_SIGTERM() throws IOException, InterruptedException {
        assertEquals(0, exitCodeAfter("TERM"));
    }

    @Test
    void ends_with_0_after_ctrl_c() throws IOException, InterruptedException {
        assertEquals(0, exitCodeAfter("INT"));
    }

    private int exitCodeAfter(String signal) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command()).redirectErrorStream(true).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("Ctrl-C")) {
                line = lines.readLine();
            }
            assertTrue(line != null, "the banner never came");
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            return process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port=0",
                "--directory=" + folder);
    }
}
