package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.cli.ToolPrograms;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path tempDirectory;

    private int run(String... args) {
        CommandLine command = Main.commandLine(Map.of());
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private void assertOneLineWith(String part) {
        String text = err.toString();
        assertTrue(text.contains(part), text);
        assertTrue(text.startsWith("roundhouse: "), text);
        assertEquals(1, text.lines().count(), text);
        assertFalse(text.contains("Exception"), text);
    }

    @Test
    void help_is_printed() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().contains("--transport"));
    }

    @Test
    void version_is_printed() {
        assertEquals(0, run("--version"));
        assertTrue(out.toString().startsWith("roundhouse "));
    }

    @Test
    void unknown_transport_is_a_usage_error() {
        assertEquals(2, run("--transport=carrier-pigeon"));
        assertOneLineWith("blocking, nio, virtual");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "conformance"})
    void tool_with_a_separate_jar_is_named_with_it(String tool) {
        String error = ToolPrograms.errorFor(tool, "--help").orElseThrow();

        assertTrue(error.startsWith("roundhouse: "), error);
        assertTrue(error.contains("java -jar http-" + tool + ".jar"), error);
        assertEquals(1, error.lines().count(), error);
        assertEquals(2, Main.run(tool, "--help"));
    }

    @Test
    void unknown_option_is_a_usage_error() {
        assertEquals(2, run("--nonsense"));
        assertOneLineWith("--nonsense");
    }

    @Test
    void invalid_port_is_a_usage_error() {
        assertEquals(2, run("--port=65536"));
        assertOneLineWith("65535");
    }

    @Test
    void missing_directory_fails_the_start() {
        assertEquals(
                1,
                run("--port=0", "--directory", tempDirectory.resolve("missing").toString()));
        assertOneLineWith("does not exist (see --directory).");
    }

    @Test
    void address_of_another_host_fails_the_start() {
        assertEquals(1, run("--port=0", "--bind=192.0.2.1", "--directory", tempDirectory.toString()));
        assertOneLineWith("192.0.2.1");
    }

    @Test
    void port_in_use_fails_the_start() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertEquals(1, run("--port=" + other.getLocalPort(), "--directory", tempDirectory.toString()));
            assertOneLineWith("Address already in use");
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void virtual_threads_before_java_21_fail_the_start() {
        assertEquals(1, run("--transport=virtual", "--directory", tempDirectory.toString()));
        assertOneLineWith("Java 21");
    }
}
