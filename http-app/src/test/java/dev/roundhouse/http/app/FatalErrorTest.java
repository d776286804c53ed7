package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.app.server.FatalErrorHandler;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fatal error ends the process with a message; no other error does. */
class FatalErrorTest {
    @TempDir
    Path tempDirectory;

    private Process start(String transport) throws IOException {
        assumeTrue(!transport.equals("virtual") || Runtime.version().feature() >= 21);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FailingServer.class.getName(),
                        transport)
                .redirectError(tempDirectory.resolve("log").toFile())
                .start();
    }

    private static String get(int port, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio /memory", "nio /large", "blocking /memory", "blocking /large", "virtual /memory"})
    void exits_with_70_and_a_message_on_out_of_memory(String transportAndPath)
            throws IOException, InterruptedException {
        String[] words = transportAndPath.split(" ");
        Process process = start(words[0]);
        try {
            int port = Integer.parseInt(
                    process.inputReader(StandardCharsets.UTF_8).readLine().trim());
            assertTrue(get(port, "/failure").startsWith("HTTP/1.1 500 "));
            assertTrue(get(port, "/").endsWith("\r\n\r\nwell\n"));

            assertEquals("", get(port, words[1]));

            assertEquals(FatalErrorHandler.EXIT_CODE, process.waitFor());
            String log = Files.readString(tempDirectory.resolve("log"));
            assertTrue(log.contains("roundhouse: fatal error in a server thread, exiting with status 70\n"), log);
            assertTrue(log.contains("java.lang.OutOfMemoryError"), log);
            assertEquals(2, log.split("on purpose", -1).length, log);
        } finally {
            process.destroyForcibly();
        }
    }
}
