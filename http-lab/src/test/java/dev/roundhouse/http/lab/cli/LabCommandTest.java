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
    void explains_itself() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().contains("--workloads"), out.toString());
        assertTrue(out.toString().contains("compare"), out.toString());
    }

    @Test
    void a_missing_jar_of_the_server_is_a_wrong_command_line() {
        assertEquals(2, run("--app-jar=" + directory.resolve("missing.jar")));
        assertOneLineWith("missing.jar is not a file");
    }

    @Test
    void finds_the_jar_of_the_server_next_to_its_own() throws IOException {
        Path jar = Files.writeString(directory.resolve("http-app.jar"), "");

        assertEquals(jar, AppJar.find(directory));
    }

    @Test
    void finds_the_jar_of_the_server_in_the_build_tree() throws IOException {
        Path target = Files.createDirectories(directory.resolve("http-app/target"));
        Path jar = Files.writeString(target.resolve("http-app.jar"), "");

        assertEquals(jar, AppJar.find(Files.createDirectories(directory.resolve("http-lab/target"))));
    }

    @Test
    void without_a_jar_of_the_server_the_error_says_where_to_put_it() {
        String message = assertThrows(IllegalArgumentException.class, () -> AppJar.find(directory))
                .getMessage();

        assertTrue(message.contains("no http-app.jar in " + directory), message);
        assertTrue(message.contains("--app-jar"), message);
    }

    @Test
    void an_unknown_workload_is_a_wrong_command_line() throws IOException {
        assertEquals(2, runWithAppJar("--workloads=nonsense"));
        assertOneLineWith("small-64");
    }

    @Test
    void an_unknown_transport_is_a_wrong_command_line() {
        assertEquals(2, run("--transports=nio,pigeon"));
        assertOneLineWith("blocking, nio, virtual");
    }

    @Test
    void quick_and_full_exclude_each_other() {
        assertEquals(2, run("--quick", "--full"));
        assertOneLineWith("--quick and --full");
    }

    @Test
    void a_java_that_is_none_is_a_wrong_command_line() throws IOException {
        assertEquals(2, runWithAppJar("--java=" + directory));
        assertOneLineWith("is not a JDK");
    }

    @Test
    void a_server_without_a_name_is_a_wrong_command_line() throws IOException {
        assertEquals(2, runWithAppJar("--server", "nginx"));
        assertOneLineWith("NAME=COMMAND");
    }

    @Test
    void a_server_without_a_port_is_a_wrong_command_line() throws IOException {
        assertEquals(2, runWithAppJar("--server", "nginx=nginx -p {root}"));
        assertOneLineWith("{port}");
    }

    @Test
    void two_servers_of_one_name_are_a_wrong_command_line() throws IOException {
        assertEquals(2, runWithAppJar("--server", "nio=other {port}"));
        assertOneLineWith("would be called nio");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void virtual_threads_alone_on_an_old_java_are_a_wrong_command_line() throws IOException {
        assertEquals(2, runWithAppJar("--transports=virtual"));
        assertOneLineWith("Java 21");
    }

    @Test
    void comparing_with_a_file_that_is_not_there_is_a_wrong_command_line() {
        assertEquals(2, run("compare", "no-such-file", "nor-this"));
        assertOneLineWith("There is no file no-such-file");
    }

    @Test
    void comparing_with_a_file_that_is_no_result_is_a_wrong_command_line() throws IOException {
        String other = Files.writeString(directory.resolve("a.json"), "[]").toString();

        assertEquals(2, run("compare", other, other));
        assertOneLineWith("is no result of the lab");
    }
}
