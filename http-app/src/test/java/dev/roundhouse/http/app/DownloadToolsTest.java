package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.app.cli.ParsedCommandLines;
import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.app.server.Server;
import dev.roundhouse.http.app.server.ServerModule;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Downloads large files with common tools: completely, resumed, and in concurrent ranges. */
@Tag("java-independent")
class DownloadToolsTest {
    private static final int BLOCK = 1 << 20;
    private static final int BLOCKS = 200;
    private static final long HALF = BLOCKS * (long) BLOCK / 2 + 4711;

    @TempDir
    static Path tempDirectory;

    private static Path site;
    private static Path original;

    @BeforeAll
    static void a_large_file() throws IOException {
        site = Files.createDirectory(tempDirectory.resolve("site"));
        original = site.resolve("large.bin");
        write(original, 0);
        Files.setLastModifiedTime(original, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    }

    /** All blocks differ, so that a swapped block is detected. */
    private static void write(Path file, int salt) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int number = 0; number < BLOCKS; number++) {
                block.clear();
                while (block.hasRemaining()) {
                    block.putInt(salt + number * 31 + block.position());
                }
                out.write(block.array());
            }
        }
    }

    private static Optional<String> tool(String name) {
        return Stream.of("/usr/bin/" + name, "/usr/local/bin/" + name)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }

    /** Runs a tool against a server and returns the downloaded file. */
    private static Path fetch(String transport, String name, boolean half, String... arguments) throws Exception {
        Optional<String> tool = tool(name);
        assumeTrue(tool.isPresent(), () -> name + " is not installed");
        TransportNames.assumeAvailable(transport);
        Path target = Files.createTempDirectory(tempDirectory, name).resolve("large.bin");
        if (half) {
            Files.copy(original, target);
            try (RandomAccessFile cut = new RandomAccessFile(target.toFile(), "rw")) {
                cut.setLength(HALF);
            }
        }
        ServerConfig config = ParsedCommandLines.config("--directory=" + site, "--port=0", "--transport=" + transport);
        Server server = ServerModule.createServer(config);
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.address().getPort() + "/large.bin";
            run(
                    target.getParent(),
                    Stream.concat(Stream.concat(Stream.of(tool.get()), Stream.of(arguments)), Stream.of(url))
                            .toList());
        } finally {
            server.shutdown();
        }
        return target;
    }

    private static void run(Path directory, List<String> command) throws Exception {
        Path sent = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(sent.toFile())
                .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), () -> command + " hangs");
        assertEquals(0, process.exitValue(), Files.readString(sent));
    }

    private static void assertIsOriginal(Path fetched) throws IOException {
        assertEquals(-1, Files.mismatch(original, fetched), "the first byte that differs");
        Files.delete(fetched);
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.app.TransportNames#all")
    void curl_resumes(String transport) throws Exception {
        assertIsOriginal(fetch(transport, "curl", true, "-sS", "--fail", "-C", "-", "-O"));
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.app.TransportNames#all")
    void wget_resumes(String transport) throws Exception {
        assertIsOriginal(fetch(transport, "wget", true, "-nv", "-c"));
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.app.TransportNames#all")
    void wget_sets_the_time_of_the_file(String transport) throws Exception {
        Path full = fetch(transport, "wget", false, "-nv");
        FileTime time = Files.getLastModifiedTime(full);
        assertEquals(Files.getLastModifiedTime(original).toMillis() / 1000, time.toMillis() / 1000);
        assertIsOriginal(full);
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.app.TransportNames#all")
    void aria2c_downloads_eight_ranges_concurrently(String transport) throws Exception {
        assertIsOriginal(fetch(
                transport,
                "aria2c",
                false,
                "-x",
                "8",
                "-s",
                "8",
                "-k",
                "1M",
                "--file-allocation=none",
                "--no-conf",
                "-q"));
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.app.TransportNames#all")
    void aria2c_resumes(String transport) throws Exception {
        assertIsOriginal(fetch(transport, "aria2c", true, "-c", "--file-allocation=none", "--no-conf", "-q"));
    }
}
