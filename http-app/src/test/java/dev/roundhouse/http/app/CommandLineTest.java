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
    Path folder;

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
    void explains_itself() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().contains("--transport"));
    }

    @Test
    void tells_its_version() {
        assertEquals(0, run("--version"));
        assertTrue(out.toString().startsWith("roundhouse "));
    }

    @Test
    void an_unknown_transport_is_a_wrong_command_line() {
        assertEquals(2, run("--transport=carrier-pigeon"));
        assertOneLineWith("blocking, nio, virtual");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "conformance"})
    void a_tool_that_is_a_program_of_its_own_is_named_with_its_jar(String tool) {
        String error = ToolPrograms.errorFor(tool, "--help").orElseThrow();

        assertTrue(error.startsWith("roundhouse: "), error);
        assertTrue(error.contains("java -jar http-" + tool + ".jar"), error);
        assertEquals(1, error.lines().count(), error);
        assertEquals(2, Main.run(tool, "--help"));
    }

    @Test
    void an_unknown_option_is_a_wrong_command_line() {
        assertEquals(2, run("--nonsense"));
        assertOneLineWith("--nonsense");
    }

    @Test
    void a_port_that_is_none_is_a_wrong_command_line() {
        assertEquals(2, run("--port=65536"));
        assertOneLineWith("65535");
    }

    @Test
    void a_missing_directory_fails_the_start() {
        assertEquals(1, run("--port=0", "--directory", folder.resolve("missing").toString()));
        assertOneLineWith("does not exist (see --directory).");
    }

    @Test
    void an_address_of_another_machine_fails_the_start() {
        assertEquals(1, run("--port=0", "--bind=192.0.2.1", "--directory", folder.toString()));
        assertOneLineWith("192.0.2.1");
    }

    @Test
    void a_port_in_use_fails_the_start() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertEquals(1, run("--port=" + other.getLocalPort(), "--directory", folder.toString()));
            assertOneLineWith("Address already in use");
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void virtual_threads_on_an_old_java_fail_the_start() {
        assertEquals(1, run("--transport=virtual", "--directory", folder.toString()));
        assertOneLineWith("Java 21");
    }
}
