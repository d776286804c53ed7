package dev.roundhouse.http.app.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.app.ChildProcess;
import dev.roundhouse.http.app.Main;
import dev.roundhouse.http.app.TrustedRoot;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The program with HTTPS, as a user starts it, and a client that trusts its self-signed root. */
class HttpsServerTest {
    private static final Pattern HTTPS_URL = Pattern.compile("listening on (https://127[.]0[.]0[.]1:[0-9]+/)");
    private static final Pattern HTTP_URL = Pattern.compile("listening on (http://127[.]0[.]0[.]1:[0-9]+/)");

    private static final Pattern ROOT = Pattern.compile("clients have to trust ([^ ]+), ");

    private final byte[] large = new byte[3 << 20];

    @TempDir
    Path directory;

    static Stream<String> transports() {
        return TransportRegistry.installed().transports().stream().map(Transport::name);
    }

    @BeforeEach
    void a_site() throws IOException {
        new Random(1).nextBytes(large);
        Path site = Files.createDirectory(directory.resolve("site"));
        Files.writeString(site.resolve("index.html"), "hello");
        Files.write(site.resolve("large.bin"), large);
        Path challenges = Files.createDirectories(site.resolve(".well-known/acme-challenge"));
        Files.writeString(challenges.resolve("token-1"), "token-1.key");
    }

    private ChildProcess start(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--directory=" + directory.resolve("site")));
        all.addAll(List.of("--tls-self-signed", "--state-directory=" + directory.resolve("state")));
        all.addAll(List.of("--port=0", "--http-port=0", "--quiet"));
        all.addAll(List.of(options));
        return ChildProcess.start(directory, Map.of(), List.of(), all.toArray(String[]::new));
    }

    private static URI url(ChildProcess program, Pattern pattern, String path)
            throws IOException, InterruptedException {
        program.port();
        Matcher url = pattern.matcher(program.err());
        assertTrue(url.find(), program.err());
        return URI.create(url.group(1)).resolve(path);
    }

    /** A client that trusts the root of the server alone. */
    private static HttpClient client(ChildProcess program) throws IOException, GeneralSecurityException {
        Matcher file = ROOT.matcher(program.err());
        assertTrue(file.find(), program.err());
        return HttpClient.newBuilder()
                .sslContext(TrustedRoot.context(Path.of(file.group(1))))
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(60))
                .build();
    }

    private static HttpRequest get(URI url) {
        return HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(60)).build();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void site_is_served_with_tls_and_redirected_without(String transport)
            throws IOException, InterruptedException, GeneralSecurityException {
        assumeTrue(
                TransportRegistry.installed().get(transport).unavailableReason().isEmpty());
        try (ChildProcess program = start("--transport=" + transport, "--https-redirect", "--hsts")) {
            URI https = url(program, HTTPS_URL, "/");
            HttpClient client = client(program);

            HttpResponse<String> index = client.send(get(https), BodyHandlers.ofString());
            assertEquals(200, index.statusCode());
            assertEquals("hello", index.body());
            assertEquals(List.of("max-age=31536000"), index.headers().allValues("Strict-Transport-Security"));
            assertArrayEquals(
                    large,
                    client.send(get(https.resolve("/large.bin")), BodyHandlers.ofByteArray())
                            .body());

            HttpResponse<String> redirect =
                    client.send(get(url(program, HTTP_URL, "/a%20b?c=%3F")), BodyHandlers.ofString());
            assertEquals(308, redirect.statusCode());
            assertEquals(
                    List.of(https.resolve("/a%20b?c=%3F").toString()),
                    redirect.headers().allValues("Location"));
            assertFalse(redirect.headers().map().containsKey("strict-transport-security"));
            assertEquals(
                    "token-1.key",
                    client.send(
                                    get(url(program, HTTP_URL, "/.well-known/acme-challenge/token-1")),
                                    BodyHandlers.ofString())
                            .body());

            program.signal("TERM");
            assertEquals(0, program.exitCode(), program.err());
            assertThrows(ConnectException.class, () -> client.send(get(https), BodyHandlers.ofString()));
        }
    }

    @Test
    void signal_loads_the_certificates_again() throws IOException, InterruptedException {
        try (ChildProcess program = start()) {
            program.port();
            program.signal("HUP");
            program.awaitErr("loaded certificate for localhost");
            assertFalse(program.err().contains("ignored SIGHUP"), program.err());
        }
    }

    @Test
    void server_without_a_certificate_loads_no_class_of_tls() throws IOException, InterruptedException {
        Path loaded = directory.resolve("classes.txt");
        try (ChildProcess program = ChildProcess.start(
                directory,
                Map.of(),
                List.of("-Xlog:class+load:file=" + loaded),
                "--directory=" + directory.resolve("site"),
                "--port=0")) {
            assertTrue(program.get("/").startsWith("HTTP/1.1 200"));
        }
        String classes = Files.readString(loaded);
        assertTrue(classes.contains("dev.roundhouse.http.app.server.Server "), "no list of classes");
        for (String name : List.of(
                "dev.roundhouse.http.tls.", "dev.roundhouse.http.app.tls.", "javax.net.ssl.", "sun.security.ssl.")) {
            assertFalse(classes.contains("] " + name), name);
        }
    }

    /** RFC 8446 §6.2: with a fatal alert, OpenSSL reports an error, and exits with 1. */
    @Test
    void client_that_renegotiates_gets_a_fatal_alert() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        try (ChildProcess program = start()) {
            String server = url(program, HTTPS_URL, "/").getAuthority();
            Process client = new ProcessBuilder(
                            "sh",
                            "-c",
                            "(sleep 2; echo R; sleep 5) | /usr/bin/openssl s_client -tls1_2 -state -connect " + server)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(output.contains("RENEGOTIATING"), output);
            assertTrue(output.contains("SSL3 alert read:fatal:handshake failure"), output);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --tls-cert=missing.pem --tls-key=missing.key | missing.pem: does not exist
            --tls-self-signed=a_b! --state-directory=$ | 'a_b!' is neither a domain name nor an IP address
            --tls-self-signed --state-directory=$ --tls-ciphers=TLS_A | cipher suite TLS_A is not supported
            --tls-self-signed --state-directory=$ --tls-groups=x25519,nonsense | nonsense
            """)
    void what_cannot_be_used_is_a_usage_error_with_one_line(String options, String message) {
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine(Map.of()).setErr(new PrintWriter(err, true));
        String[] arguments = (options + " --port=0 --directory=" + directory)
                .replace("$", directory.resolve("state").toString())
                .split(" ");

        assertEquals(2, command.execute(arguments), err.toString());
        assertTrue(err.toString().contains(message), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }
}
