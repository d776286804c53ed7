package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.cli.LabMain;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.RunJson;
import dev.roundhouse.http.lab.result.RunResult;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab, as a process, benchmarks this server. */
@Tag("java-independent")
class LabBenchmarkTest {
    @TempDir
    Path tempDirectory;

    @Test
    void measures_a_transport_and_writes_the_result() throws IOException, InterruptedException {
        Path result = tempDirectory.resolve("out");
        assertEquals(
                0,
                exitCode(
                        "--app-jar=" + appJar(),
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
        String file = result.resolve("result.json").toString();
        assertEquals(0, exitCode("compare", file, file));
    }

    /** A jar that refers to the classes of the server, as the real one contains them. */
    private Path appJar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        Path jar = tempDirectory.resolve("http-app.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest)) {
            entries.finish();
        }
        return jar;
    }

    private int exitCode(String... arguments) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), LabMain.class.getName());
        builder.command().addAll(List.of(arguments));
        Path output = tempDirectory.resolve("output");
        int code = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertEquals(0, code, Files.readString(output));
        return code;
    }
}
