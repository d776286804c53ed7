package dev.roundhouse.http.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.cli.CliProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

class LabCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private int run(String... args) {
        return CliProgram.commandLine(new LabCommand(), LabMain.class)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    /** A command line that names a jar of the server, which is not started. */
    private int runWithAppJar(String... args) throws IOException {
        Path jar = Files.writeString(directory.resolve("http-app.jar"), "");
        return run(Stream.concat(Stream.of("--app-jar=" + jar), Stream.of(args)).toArray(String[]::new));
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
        assertTrue(out.toString().contains("--workloads"), out.toString());
        assertTrue(out.toString().contains("compare"), out.toString());
    }

    @Test
    void missing_app_jar_is_a_usage_error() {
        assertEquals(2, run("--app-jar=" + directory.resolve("missing.jar")));
        assertOneLineWith("missing.jar is not a file");
    }

    @Test
    void app_jar_is_found_next_to_the_lab_jar() throws IOException {
        Path jar = Files.writeString(directory.resolve("http-app.jar"), "");

        assertEquals(jar, AppJar.find(directory));
    }

    @Test
    void app_jar_is_found_in_the_build_tree() throws IOException {
        Path target = Files.createDirectories(directory.resolve("http-app/target"));
        Path jar = Files.writeString(target.resolve("http-app.jar"), "");

        assertEquals(jar, AppJar.find(Files.createDirectories(directory.resolve("http-lab/target"))));
    }

    @Test
    void error_without_app_jar_names_the_option() {
        String message = assertThrows(IllegalArgumentException.class, () -> AppJar.find(directory))
                .getMessage();

        assertTrue(message.contains("http-app.jar does not exist in " + directory), message);
        assertTrue(message.contains("--app-jar"), message);
    }

    /** There are commands of these names, which the lab uses itself. */
    @Test
    void workload_may_have_the_name_of_a_command() throws IOException {
        assertEquals(2, runWithAppJar("--workloads=slow-handler,none"));
        assertOneLineWith("none");
        assertFalse(err.toString().contains("slow-handler'"), err.toString());
        err.getBuffer().setLength(0);
        assertEquals(2, runWithAppJar("--workloads=slow-handler", "--transports=none"));
        assertOneLineWith("none");
    }

    @Test
    void unknown_workload_is_a_usage_error() throws IOException {
        assertEquals(2, runWithAppJar("--workloads=nonsense"));
        assertOneLineWith("small-64");
    }

    @Test
    void resumed_sessions_require_tls() throws IOException {
        assertEquals(2, runWithAppJar("--workloads=resumed"));
        assertOneLineWith("requires --tls");
    }

    @Test
    void certificate_in_a_command_requires_tls() throws IOException {
        assertEquals(2, runWithAppJar("--server", "a=a {port} {certificate} {key}"));
        assertOneLineWith("requires --tls");
        err.getBuffer().setLength(0);
        assertEquals(2, runWithAppJar("--tls", "--server", "a=a {port} {certificate}"));
        assertOneLineWith("does not contain {key}");
    }

    @Test
    void unknown_transport_is_a_usage_error() {
        assertEquals(2, run("--transports=nio,pigeon"));
        assertOneLineWith("blocking, nio, virtual");
    }

    @Test
    void quick_and_full_are_mutually_exclusive() {
        assertEquals(2, run("--quick", "--full"));
        assertOneLineWith("--quick and --full");
    }

    @Test
    void directory_without_java_is_a_usage_error() throws IOException {
        assertEquals(2, runWithAppJar("--java=" + directory));
        assertOneLineWith("is not a JDK");
    }

    @Test
    void server_without_a_name_is_a_usage_error() throws IOException {
        assertEquals(2, runWithAppJar("--server", "nginx"));
        assertOneLineWith("NAME=COMMAND");
    }

    @Test
    void server_without_a_port_is_a_usage_error() throws IOException {
        assertEquals(2, runWithAppJar("--server", "nginx=nginx -p {root}"));
        assertOneLineWith("{port}");
    }

    @Test
    void two_servers_with_the_same_name_are_a_usage_error() throws IOException {
        assertEquals(2, runWithAppJar("--server", "nio=other {port}"));
        assertOneLineWith("Two servers have the name nio");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void virtual_transport_before_java_21_is_a_usage_error() throws IOException {
        assertEquals(2, runWithAppJar("--transports=virtual"));
        assertOneLineWith("Java 21");
    }

    @Test
    void comparison_with_a_missing_file_is_a_usage_error() {
        assertEquals(2, run("compare", "no-such-file", "nor-this"));
        assertOneLineWith("File no-such-file does not exist");
    }

    @Test
    void comparison_with_another_file_is_a_usage_error() throws IOException {
        String other = Files.writeString(directory.resolve("a.json"), "[]").toString();

        assertEquals(2, run("compare", other, other));
        assertOneLineWith("is not a result file");
    }
}
