package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the launcher script with a JVM that only prints its arguments. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    Path tempDirectory;

    private Path launcher;

    @BeforeEach
    void create_program_directory() throws IOException {
        launcher = tempDirectory.resolve("bin/roundhouse");
        Files.createDirectories(launcher.getParent());
        Files.copy(Path.of("..", "bin", "roundhouse"), launcher);
        Files.writeString(tempDirectory.resolve("bin/http-app.jar"), "a jar");
    }

    /** Archives are created in the background by a process that holds a lock. */
    @AfterEach
    void wait_for_the_archive() throws IOException {
        while (Files.exists(tempDirectory.resolve("cache/roundhouse"))
                && cached().stream().anyMatch(file -> file.toString().endsWith(".lock"))) {
            Thread.onSpinWait();
        }
    }

    /** Creates a Java of this version, which prints its arguments and writes the requested archives. */
    private Path java(String version) throws IOException {
        Path home = tempDirectory.resolve("java-" + version);
        Path java = home.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Example\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(java, """
                #!/bin/sh
                for argument; do
                    echo "$argument"
                    case $argument in
                        -XX:AOTCacheOutput=*|-XX:ArchiveClassesAtExit=*|-XX:DumpLoadedClassList=*) echo made > "${argument#*=}" ;;
                        -Xshare:dump) dump=yes ;;
                        -XX:SharedArchiveFile=*) [ -z "${dump:-}" ] || echo made > "${argument#*=}" ;;
                    esac
                done
                """);
        assertTrue(java.toFile().setExecutable(true));
        return home;
    }

    private record ProcessOutput(int exitCode, List<String> lines) {}

    private ProcessOutput run(Path home, String javaOpts, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().put("JAVA_OPTS", javaOpts);
        builder.environment()
                .put("XDG_CACHE_HOME", tempDirectory.resolve("cache").toString());
        Path output = tempDirectory.resolve("output");
        Process process = builder.redirectOutput(output.toFile()).start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return new ProcessOutput(
                process.exitValue(),
                Files.readString(output, StandardCharsets.UTF_8).lines().toList());
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> files = Files.list(tempDirectory.resolve("cache/roundhouse"))) {
            return files.toList();
        }
    }

    @Test
    void arguments_are_passed_unchanged() throws Exception {
        List<String> lines = run(java("17.0.1"), "", "--directory", "a b", "--header=X: $HOME *")
                .lines();

        assertEquals(
                List.of(
                        "-jar",
                        tempDirectory.resolve("bin/http-app.jar").toRealPath().toString(),
                        "--directory",
                        "a b",
                        "--header=X: $HOME *"),
                lines.subList(lines.size() - 5, lines.size()));
        assertTrue(lines.containsAll(List.of("-XX:+UseSerialGC", "-Xmn16m")), lines.toString());
    }

    @Test
    void archive_of_the_java_version_is_used_if_present() throws Exception {
        for (String version : List.of("17.0.1", "21.0.2", "25.0.3", "25")) {
            Path home = java(version);
            ProcessOutput made = run(home, "", "--archive");
            assertEquals(0, made.exitCode(), made.lines().toString());
            Path archive = Path.of(made.lines().get(made.lines().size() - 1));
            assertTrue(Files.exists(archive), version);

            String option = version.startsWith("25") ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
            assertTrue(run(home, "", "--port=0").lines().contains(option + archive), version);
        }
        assertEquals(4, cached().size(), "nothing is left over: " + cached());
    }

    @Test
    void archive_older_than_the_program_is_not_used() throws Exception {
        Path home = java("25.0.3");
        Path archive = Path.of(run(home, "", "--archive").lines().get(0));
        Files.setLastModifiedTime(archive, java.nio.file.attribute.FileTime.fromMillis(1_000_000));

        assertFalse(run(home, "", "--port=0").lines().stream().anyMatch(line -> line.startsWith("-XX:AOTCache=")));
    }

    @Test
    void chosen_garbage_collector_is_kept() throws Exception {
        List<String> lines =
                run(java("17.0.1"), "-Xmx64m -XX:+UseZGC", "--port=0").lines();

        assertTrue(lines.containsAll(List.of("-Xmx64m", "-XX:+UseZGC")), lines.toString());
        assertFalse(lines.contains("-XX:+UseSerialGC"), lines.toString());
        assertFalse(lines.contains("-Xmn16m"), lines.toString());
    }

    @Test
    void missing_requirement_has_a_message_with_the_remedy() throws Exception {
        ProcessOutput old = run(java("11.0.2"), "");
        assertEquals(1, old.exitCode());
        assertTrue(
                old.lines().get(0).contains("install 17 or later"), old.lines().toString());

        ProcessOutput none = run(tempDirectory.resolve("nowhere"), "");
        assertEquals(1, none.exitCode());
        assertTrue(
                none.lines().get(0).contains("there is no bin/java in it"),
                none.lines().toString());

        Files.delete(tempDirectory.resolve("bin/http-app.jar"));
        ProcessOutput noJar = run(java("17.0.1"), "");
        assertEquals(1, noJar.exitCode());
        assertTrue(
                noJar.lines().get(0).contains("build it with ./mvnw package"),
                noJar.lines().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "conformance"})
    void first_argument_with_the_name_of_a_tool_starts_its_jar(String tool) throws Exception {
        Path jar = tempDirectory.resolve("bin/http-" + tool + ".jar");
        Files.writeString(jar, "a jar");

        ProcessOutput started = run(java("17.0.1"), "-Xmx64m", tool, "--quick", "a b");

        assertEquals(0, started.exitCode());
        assertEquals(List.of("-Xmx64m", "-jar", jar.toRealPath().toString(), "--quick", "a b"), started.lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "conformance"})
    void missing_jar_of_a_tool_is_one_line_with_the_remedy(String tool) throws Exception {
        ProcessOutput failed = run(java("17.0.1"), "", tool);

        assertEquals(1, failed.exitCode());
        assertEquals(
                List.of("roundhouse: http-" + tool + ".jar not found next to " + launcher
                        + "; build it with ./mvnw package"),
                failed.lines());
    }

    @Test
    void deleted_working_directory_has_a_message_with_the_remedy() throws Exception {
        Path gone = Files.createDirectory(tempDirectory.resolve("gone"));
        String script = "cd '" + gone + "' && rmdir '" + gone + "' && exec sh '" + launcher + "'";
        Process process =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(1, process.waitFor(), output);
        assertTrue(
                output.contains("roundhouse: the working directory does not exist; change to another one\n"), output);
    }

    @Test
    void launcher_is_found_through_a_link() throws Exception {
        Path link = Files.createSymbolicLink(tempDirectory.resolve("link"), launcher);
        launcher = link;

        assertEquals(0, run(java("17.0.1"), "", "--port=0").exitCode());
    }
}
