package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.cli.ParsedCommandLines;
import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.app.server.Server;
import dev.roundhouse.http.app.server.ServerModule;
import dev.roundhouse.http.tls.certificate.LocalAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A published site, served as a user would serve it, downloaded completely by an external client. */
class RealSiteTest {
    private static final Path SITE = Path.of("target", "real-site");
    private static final int FILES_AT_LEAST = 400;

    /** The expected types, written by hand, to compare with the table. */
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "md", "text/markdown; charset=utf-8",
            "MF", "application/octet-stream",
            "", "application/octet-stream");

    @TempDir
    Path state;

    private HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.app.TransportNames#all")
    void every_file_is_received_unchanged(String transport) throws IOException, InterruptedException {
        compareAll("http", transport);
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.app.TransportNames#all")
    void every_file_is_received_unchanged_over_tls(String transport) throws Exception {
        LocalAuthority root = LocalAuthority.open(state, Instant.now());
        client = HttpClient.newBuilder()
                .sslContext(TrustedRoot.context(root.rootCertificate()))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        compareAll("https", transport, "--tls-self-signed", "--state-directory=" + state);
    }

    private void compareAll(String scheme, String transport, String... options)
            throws IOException, InterruptedException {
        TransportNames.assumeAvailable(transport);
        List<String> all = new ArrayList<>(List.of("--directory=" + SITE, "--port=0", "--transport=" + transport));
        all.addAll(List.of(options));
        ServerConfig config = ParsedCommandLines.config(all.toArray(String[]::new));
        Server server = ServerModule.createServer(config);
        server.start();
        try {
            URI root = URI.create(scheme + "://127.0.0.1:" + server.address().getPort() + "/");
            List<Path> files = files();
            assertTrue(files.size() >= FILES_AT_LEAST, () -> "only " + files.size() + " files");
            for (Path file : files) {
                compare(root, file);
            }
        } finally {
            server.shutdown();
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(SITE)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private void compare(URI root, Path file) throws IOException, InterruptedException {
        String path = SITE.relativize(file).toString();
        HttpResponse<byte[]> response =
                client.send(HttpRequest.newBuilder(root.resolve(path)).build(), BodyHandlers.ofByteArray());

        assertEquals(200, response.statusCode(), path);
        assertArrayEquals(Files.readAllBytes(file), response.body(), path);
        assertEquals(
                TYPES.get(extension(path)),
                response.headers().firstValue("Content-Type").orElse(""),
                path);
        assertTrue(response.headers().firstValue("Last-Modified").isPresent(), path);
    }

    private static String extension(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.substring(name.lastIndexOf('.') + 1).equals(name) ? "" : name.substring(name.lastIndexOf('.') + 1);
    }
}
