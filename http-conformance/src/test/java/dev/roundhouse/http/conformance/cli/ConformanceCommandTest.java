package dev.roundhouse.http.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.cli.CliErrors;
import dev.roundhouse.http.cli.CliProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private int run(String... args) {
        return CliProgram.commandLine(new ConformanceCommand(), ConformanceMain.class)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler(CliErrors.failure(unexpected -> {
                    throw new AssertionError(unexpected);
                }))
                .execute(args);
    }

    private void assertOneLineWith(String part) {
        String text = err.toString();
        assertTrue(text.contains(part), text);
        assertTrue(text.startsWith("roundhouse: "), text);
        assertEquals(1, text.lines().count(), text);
        assertFalse(text.contains("Exception"), text);
    }

    @Test
    void prints_its_help() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().startsWith("Usage: roundhouse conformance "), out.toString());
        assertTrue(out.toString().contains("blocking, nio, virtual"), out.toString());
    }

    @Test
    void this_server_keeps_every_clause() {
        assertEquals(0, run());
        assertTrue(
                out.toString().contains(" 0 causes violate a MUST (0 scenarios), 0 do not follow a SHOULD (0), "),
                out.toString());
    }

    @Test
    void this_server_keeps_every_clause_over_http2() {
        assertEquals(0, run("--http2"));
        assertTrue(out.toString().contains("http2/flow-control"), out.toString());
        assertTrue(
                out.toString().contains(" 0 causes violate a MUST (0 scenarios), 0 do not follow a SHOULD (0), "),
                out.toString());
    }

    @Test
    void server_without_http2_is_not_tested() throws IOException {
        OneShotServer server =
                serverWithResponse("HTTP/1.1 505 HTTP Version Not Supported\r\nContent-Length: 0\r\n\r\n");
        try (server) {
            assertEquals(1, run("--http2", "--timeout=1s", server.url()));
            assertEquals("", out.toString());
            assertTrue(
                    err.toString().contains(server.url() + " does not use HTTP/2 by prior knowledge"), err.toString());
        }
    }

    @Test
    void server_that_sends_nothing_but_settings_and_an_invalid_frame_violates_a_must() throws IOException {
        OneShotServer server = serverWithResponse("\0\0\0\4\0\0\0\0\0HTTP/1.1 is no frame");
        try (server) {
            assertEquals(1, run("--http2", "--timeout=1s", server.url()));
            assertTrue(out.toString().contains("FAIL  a frame of more than 16,384 bytes"), out.toString());
            assertTrue(out.toString().contains("HEADERS stream=1 flags=0x5"), out.toString());
        }
    }

    @Test
    void server_with_a_constant_response_violates_a_must() throws IOException {
        OneShotServer server = serverWithResponse("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        try (server) {
            Path xml = directory.resolve("result.xml");
            int exitCode = run("--format=json", "--timeout=1s", "--junit-xml=" + xml, server.url());

            assertEquals(1, exitCode);
            assertTrue(Files.readString(xml).contains("<failure type=\"MUST\" message=\"no Date"), "JUnit XML");
            assertTrue(out.toString().contains("\"outcome\":\"FAIL\""), out.toString());
        }
    }

    /** Reads once from each connection, responds, and closes it. */
    private record OneShotServer(ServerSocket socket) implements AutoCloseable {
        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static OneShotServer serverWithResponse(String response) throws IOException {
        ServerSocket socket = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> respondToAll(socket, response));
        thread.setDaemon(true);
        thread.start();
        return new OneShotServer(socket);
    }

    private static void respondToAll(ServerSocket socket, String response) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getInputStream().read(new byte[1000]);
                client.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException failed) {
                // Accept the next connection.
            }
        }
    }

    @Test
    void unreachable_server_is_reported() throws IOException {
        int port;
        try (ServerSocket other = new ServerSocket(0)) {
            port = other.getLocalPort();
        }
        assertEquals(1, run("http://127.0.0.1:" + port + "/"));
        assertOneLineWith("Cannot run the conformance tests against");
    }

    @Test
    void timeout_is_a_duration() throws IOException {
        OneShotServer server = serverWithResponse("");
        try (server) {
            for (String seconds : List.of("1", "1s", "1000ms")) {
                out.getBuffer().setLength(0);
                assertEquals(1, run("--timeout=" + seconds, server.url()), seconds);
                assertTrue(out.toString().contains("MUST"), out.toString());
            }
        }
        assertEquals(2, run("--timeout=soon"));
        assertOneLineWith("Invalid value for option '--timeout': 'soon' is not a valid duration");
    }

    @Test
    void invalid_url_is_a_usage_error() {
        assertEquals(2, run("localhost:8080"));
        assertOneLineWith("not an http or https URL");
    }
}
