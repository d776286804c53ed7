package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.cli.ParsedCommandLines;
import dev.roundhouse.http.app.config.AccessLogMode;
import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.app.server.Server;
import dev.roundhouse.http.app.server.ServerModule;
import dev.roundhouse.http.cli.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The access log of a running server. */
class AccessLogOptionsTest {
    @TempDir
    Path tempDirectory;

    private static void request(InetSocketAddress server, String request) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort());
                InputStream input = socket.getInputStream()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            input.readAllBytes();
        }
    }

    private List<String> logOf(String transport, String form, String... requests) throws IOException {
        Path file = tempDirectory.resolve("access.log");
        ServerConfig config = ParsedCommandLines.config(
                "--port=0",
                "--directory=" + tempDirectory,
                "--transport=" + transport,
                "--access-log=" + form,
                "--access-log-file=" + file);
        Server server = ServerModule.createServer(config);
        server.start();
        for (String request : requests) {
            request(server.address(), request);
        }
        assertEquals(0, server.shutdown());
        return Files.readAllLines(file, StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void every_response_has_a_line_after_shutdown(String transport) throws IOException {
        List<String> lines = logOf(
                transport,
                "combined",
                "GET /missing HTTP/1.1\r\nHost: a\r\nConnection: close\r\nUser-Agent: \"\\\u00e4\r\n\r\n",
                "nonsense\r\n\r\n");

        assertEquals(2, lines.size());
        assertTrue(lines.get(0).contains("\"GET /missing HTTP/1.1\" 404 "), lines.get(0));
        assertTrue(lines.get(0).endsWith(" \"-\" \"\\\"\\\\\\xe4\""), lines.get(0));
        assertTrue(lines.get(1).contains("] \"-\" 400 "), lines.get(1));
    }

    @Test
    void json_contains_the_violated_rule() throws IOException {
        List<String> lines = logOf("nio", "json", "GET / HTTP/1.1\r\n\r\n");

        assertTrue(lines.get(0).endsWith("\"error\":\"HOST_MISSING\"}"), lines.get(0));
    }

    @Test
    void access_log_is_disabled_by_default() {
        assertEquals(
                AccessLogMode.OFF,
                ParsedCommandLines.config().logs().accessLog().mode());
    }

    private StartupException startupError(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--directory=" + tempDirectory);
        return assertThrows(
                StartupException.class,
                () -> ServerModule.createServer(ParsedCommandLines.config(all.toArray(String[]::new))));
    }

    @Test
    void file_without_format_fails_the_start() {
        StartupException error = startupError("--access-log-file=" + tempDirectory.resolve("a.log"));

        assertTrue(error.getMessage().contains("--access-log=common"), error.getMessage());
    }

    @Test
    void file_in_a_missing_directory_fails_the_start() {
        Path directory = tempDirectory.resolve("missing");
        StartupException error =
                startupError("--access-log=json", "--access-log-file=" + directory.resolve("access.log"));

        assertTrue(
                error.getMessage().contains("there is no directory " + directory + " (see --access-log-file)"),
                error.getMessage());
        assertFalse(Files.exists(directory));
    }

    @Test
    void unwritable_file_fails_the_start() {
        StartupException error = startupError("--access-log=json", "--access-log-file=" + tempDirectory);

        assertTrue(error.getMessage().contains("Cannot write access log " + tempDirectory), error.getMessage());
    }
}
