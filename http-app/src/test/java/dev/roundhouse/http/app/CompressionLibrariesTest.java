package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.cli.ParsedCommandLines;
import dev.roundhouse.http.app.server.Server;
import dev.roundhouse.http.app.server.ServerModule;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program contains the compression libraries that its options need. */
class CompressionLibrariesTest {
    @TempDir
    Path site;

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip"})
    void compresses_with(String coding) throws IOException {
        Files.writeString(site.resolve("a.css"), "a { color: red }\n".repeat(1000));
        Server server = ServerModule.createServer(ParsedCommandLines.config("--port=0", "--directory=" + site));
        server.start();
        try (Socket socket = new Socket(
                        server.address().getAddress(), server.address().getPort());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream()
                    .write(("GET /a.css HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept-Encoding: " + coding
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String response = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(response.contains("\r\nContent-Encoding: " + coding + "\r\n"), response);
        } finally {
            server.shutdown();
        }
    }
}
