package dev.roundhouse.http.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.Main;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.RunJson;
import dev.roundhouse.http.lab.result.RunResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LabCommandTest {
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
        assertEquals(0, run("lab", "--help"));
        assertTrue(out.toString().contains("--workloads"), out.toString());
        assertTrue(out.toString().contains("compare"), out.toString());
    }

    @Test
    void is_named_in_the_help_of_the_server_but_its_handler_that_waits_is_not() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().contains("  lab "), out.toString());
        assertFalse(out.toString().contains("lab-slow-handler"), out.toString());
    }

    @Test
    void an_unknown_workload_is_a_wrong_command_line() {
        assertEquals(2, run("lab", "--workloads=nonsense"));
        assertOneLineWith("small-64");
    }

    @Test
    void an_unknown_transport_is_a_wrong_command_line() {
        assertEquals(2, run("lab", "--transports=nio,pigeon"));
        assertOneLineWith("blocking, nio, virtual");
    }

    @Test
    void quick_and_full_exclude_each_other() {
        assertEquals(2, run("lab", "--quick", "--full"));
        assertOneLineWith("--quick and --full");
    }

    @Test
    void a_java_that_is_none_is_a_wrong_command_line() {
        assertEquals(2, run("lab", "--java=" + folder));
        assertOneLineWith("is no Java");
    }

    @Test
    void a_server_without_a_name_is_a_wrong_command_line() {
        assertEquals(2, run("lab", "--server", "nginx"));
        assertOneLineWith("NAME=COMMAND");
    }

    @Test
    void a_server_without_a_port_is_a_wrong_command_line() {
        assertEquals(2, run("lab", "--server", "nginx=nginx -p {root}"));
        assertOneLineWith("{port}");
    }

    @Test
    void two_servers_of_one_name_are_a_wrong_command_line() {
        assertEquals(2, run("lab", "--server", "nio=other {port}"));
        assertOneLineWith("would be called nio");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void virtual_threads_alone_on_an_old_java_are_a_wrong_command_line() {
        assertEquals(2, run("lab", "--transports=virtual"));
        assertOneLineWith("Java 21");
    }

    @Test
    void comparing_with_a_file_that_is_not_there_is_a_wrong_command_line() {
        assertEquals(2, run("lab", "compare", "no-such-file", "nor-this"));
        assertOneLineWith("There is no file no-such-file");
    }

    @Test
    void comparing_with_a_file_that_is_no_result_is_a_wrong_command_line() throws IOException {
        String other = Files.writeString(folder.resolve("a.json"), "[]").toString();

        assertEquals(2, run("lab", "compare", other, other));
        assertOneLineWith("is no result of the lab");
    }

    /** In a process of its own, since a run listens to signals and starts others of its kind. */
    @Test
    void measures_a_transport_and_writes_what_it_finds() throws IOException, InterruptedException {
        Path result = folder.resolve("out");
        assertEquals(
                0,
                exitCode(
                        "lab",
                        "--quick",
                        "--transports=nio",
                        "--round-seconds=0.05",
                        "--workloads=small-1,not-found,startup",
                        "--out=" + result));

        RunResult read = RunJson.read(result.resolve("result.json"));
        assertTrue(read.isComplete());
        assertEquals(
                List.of("small-1", "not-found", "startup"),
                read.workloads().stream().map(each -> each.name()).toList());
        Measurement small = read.measurement("nio", "small-1").orElseThrow();
        assertTrue(small.throughput().isPresent() || !small.notes().isEmpty(), small::toString);
        assertTrue(small.responses().correct() > 0 && small.responses().isAllCorrect(), small::toString);
        assertTrue(read.servers().get(0).conformance().isRun());
        assertTrue(read.servers().get(0).conformance().failedScenarios().isEmpty(), read::toString);
        assertTrue(Files.size(result.resolve("result.csv")) > 0);
        String itself = result.resolve("result.json").toString();
        assertEquals(0, run("lab", "compare", itself, itself), out.toString());
    }

    @Test
    void serving_loads_nothing_of_the_lab() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        java(),
                        "-verbose:class",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port=0",
                        "--directory=" + folder)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.contains("Ctrl-C")) {
                assertFalse(
                        line.contains("dev.roundhouse.http.lab.") || line.contains("dev.roundhouse.http.app.lab."),
                        line);
                line = lines.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private int exitCode(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(java(), "-cp", System.getProperty("java.class.path"), Main.class.getName());
        builder.command().addAll(List.of(arguments));
        Path sent = folder.resolve("said");
        int code = builder.redirectErrorStream(true)
                .redirectOutput(sent.toFile())
                .start()
                .waitFor();
        assertEquals(0, code, Files.readString(sent));
        return code;
    }
}
