package dev.roundhouse.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.TlsInfo;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.SecureClientChannel;
import dev.roundhouse.http.tls.TlsClient;
import dev.roundhouse.http.tls.TlsSettings;
import dev.roundhouse.http.tls.TlsVersion;
import dev.roundhouse.http.tls.certificate.CertificateKeyManager;
import dev.roundhouse.http.tls.certificate.CertificateSet;
import dev.roundhouse.http.tls.certificate.LocalAuthority;
import dev.roundhouse.http.tls.certificate.TrustedCertificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class HttpServerTlsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private static final Handler FACTS = request -> Response.plain(
            Status.OK,
            request.connection().scheme() + " "
                    + request.connection().tls().map(TlsInfo::protocol).orElse("without TLS"));

    @TempDir
    Path directory;

    private CertificateKeyManager keys;
    private TlsClient client;

    static Stream<String> transports() {
        return HttpServerTest.transports();
    }

    @BeforeEach
    void createCertificate() throws Exception {
        Instant now = Instant.now();
        LocalAuthority authority = LocalAuthority.open(directory.resolve("state"), now);
        CertificateSet certificates = CertificateSet.load(List.of(authority.issue(List.of("localhost"), now)), now);
        keys = new CertificateKeyManager(certificates, false);
        client = TlsClient.trusting(TrustedCertificates.load(authority.rootCertificate(), now), List.of("http/1.1"));
    }

    private String get(HttpServer server) throws IOException {
        int port = ((InetSocketAddress) server.address()).getPort();
        try (RawClient raw =
                new RawClient(SecureClientChannel.connect(new InetSocketAddress("localhost", port), client, 0))) {
            raw.send(GET);
            return raw.readTextToEnd();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void server_with_a_certificate_serves_https(String transport) throws Exception {
        try (HttpServer server = HttpServer.builder()
                .port(0)
                .transport(transport)
                .tls(keys)
                .handler(FACTS)
                .start()) {
            String response = get(server);
            assertTrue(response.endsWith("\r\n\r\nhttps TLSv1.3\n"), response);
        }
    }

    @Test
    void unsupported_cipher_suite_is_named() {
        TlsSettings defaults = TlsSettings.DEFAULT;
        TlsSettings unsupported = new TlsSettings(
                TlsVersion.TLS_1_3,
                List.of("TLS_ROT13"),
                List.of(),
                defaults.clientAuthentication(),
                defaults.applicationProtocols(),
                defaults.handshakeTimeout(),
                defaults.writeTimeout(),
                defaults.sessionLifetime(),
                defaults.maxHandshakes());
        HttpServerBuilder builder =
                HttpServer.builder().port(0).handler(FACTS).tls(unsupported, keys, Optional.empty());

        IOException failure = assertThrows(IOException.class, builder::start);
        assertTrue(failure.getMessage().contains("TLS_ROT13"), failure.getMessage());
    }

    @Test
    void server_without_a_certificate_serves_http() throws Exception {
        try (HttpServer server = HttpServer.builder().port(0).handler(FACTS).start();
                RawClient raw = RawClient.connect(server.address())) {
            raw.send(GET);
            String response = raw.readTextToEnd();

            assertEquals("http without TLS\n", response.substring(response.indexOf("\r\n\r\n") + 4));
        }
    }
}
