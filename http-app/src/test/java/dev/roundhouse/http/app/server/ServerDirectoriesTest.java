package dev.roundhouse.http.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.cli.ParsedCommandLines;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The directories of a site are open while the server runs, and no longer. */
@EnabledOnOs(OS.LINUX)
class ServerDirectoriesTest {
    @TempDir
    Path directory;

    /** The number of descriptors of this process that refer to a directory or to something in it. */
    private static long descriptorsOf(Path directory) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(descriptor -> target(descriptor).startsWith(directory))
                    .count();
        }
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException closed) {
            return Path.of("/proc");
        }
    }

    /** A directory is opened by the first request that needs it. */
    private static void request(Server server, String path) throws IOException {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void shutdown_closes_the_directories_of_all_mounts() throws IOException {
        Path site = Files.createDirectory(directory.toRealPath().resolve("site"));
        Path mounted = Files.createDirectory(directory.toRealPath().resolve("mounted"));
        Files.writeString(site.resolve("a.txt"), "site");
        Files.writeString(mounted.resolve("a.txt"), "mounted");
        Server server = ServerModule.createServer(
                ParsedCommandLines.config("--port=0", "--directory=" + site, "--mount=/m=" + mounted));
        server.start();
        request(server, "/a.txt");
        request(server, "/m/a.txt");
        assertTrue(descriptorsOf(site) > 0);
        assertTrue(descriptorsOf(mounted) > 0);

        server.shutdown();

        assertEquals(0, descriptorsOf(directory.toRealPath()));
    }
}
