package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void this_server_keeps_every_clause() {
        assertEquals(0, run("conformance"));
        assertTrue(
                out.toString().contains(" 0 causes violate a MUST (0 scenarios), 0 do not follow a SHOULD (0), "),
                out.toString());
    }

    @Test
    void a_server_that_answers_the_same_to_everything_keeps_not_every_clause() throws IOException {
        OneShotServer deaf = listenerThatAlwaysSays("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        try (deaf) {
            Path xml = folder.resolve("result.xml");
            int exitCode = run("conformance", "--format=json", "--timeout=1", "--junit-xml=" + xml, deaf.url());

            assertEquals(1, exitCode);
            assertTrue(Files.readString(xml).contains("<failure type=\"MUST\" message=\"no Date"), "JUnit XML");
            assertTrue(out.toString().contains("\"verdict\":\"FAIL\""), out.toString());
        }
    }

    /** Reads once, answers, and closes. */
    private record OneShotServer(ServerSocket socket) implements AutoCloseable {
        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static OneShotServer listenerThatAlwaysSays(String response) throws IOException {
        ServerSocket socket = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> answerAll(socket, response));
        thread.setDaemon(true);
        thread.start();
        return new OneShotServer(socket);
    }

    private static void answerAll(ServerSocket socket, String response) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getInputStream().read(new byte[1000]);
                client.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException gone) {
                // The next one.
            }
        }
    }

    @Test
    void a_server_that_is_not_there_cannot_be_examined() throws IOException {
        int port;
        try (ServerSocket other = new ServerSocket(0)) {
            port = other.getLocalPort();
        }
        assertEquals(1, run("conformance", "http://127.0.0.1:" + port + "/"));
        assertOneLineWith("cannot be examined");
    }

    @Test
    void a_URL_that_is_none_is_a_wrong_command_line() {
        assertEquals(2, run("conformance", "localhost:8080"));
        assertOneLineWith("http URL");
    }
}
