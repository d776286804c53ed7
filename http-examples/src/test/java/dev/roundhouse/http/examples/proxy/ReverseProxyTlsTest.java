package dev.roundhouse.http.examples.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.server.HttpServerBuilder;
import dev.roundhouse.http.server.content.Bodies;
import dev.roundhouse.http.server.content.Responses;
import dev.roundhouse.http.server.content.Uploads;
import dev.roundhouse.http.tls.TlsClient;
import dev.roundhouse.http.tls.certificate.CertificateFileException;
import dev.roundhouse.http.tls.certificate.CertificateKeyManager;
import dev.roundhouse.http.tls.certificate.CertificateSet;
import dev.roundhouse.http.tls.certificate.LocalAuthority;
import dev.roundhouse.http.tls.certificate.TrustedCertificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The proxy in front of a server with HTTPS, both on each transport. */
class ReverseProxyTlsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final List<String> PROTOCOLS = List.of("http/1.1");

    @TempDir
    static Path directory;

    private static CertificateKeyManager keys;
    private static TlsClient trusting;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void issueCertificate() throws CertificateFileException {
        Instant now = Instant.now();
        LocalAuthority authority = LocalAuthority.open(directory, now);
        CertificateSet set = CertificateSet.load(List.of(authority.issue(List.of("localhost"), now)), now);
        keys = new CertificateKeyManager(set, false);
        trusting = TlsClient.trusting(TrustedCertificates.load(authority.rootCertificate(), now), PROTOCOLS);
    }

    static Stream<String> transports() {
        return ReverseProxyTest.transports();
    }

    private static HttpServerBuilder builder(String transport, Handler handler) {
        return HttpServer.builder()
                .port(0)
                .transport(transport)
                .handler(handler)
                .gracePeriod(Duration.ZERO);
    }

    private static int port(HttpServer server) {
        return ((InetSocketAddress) server.address()).getPort();
    }

    private HttpResponse<byte[]> exchange(HttpServer server, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + port(server) + "/path?q=1");
        return client.send(request.uri(url).timeout(LONG).build(), BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void large_bodies_pass_in_both_directions(String transport) throws Exception {
        byte[] body = new byte[5 << 20];
        new Random(1).nextBytes(body);
        Handler handler = request -> request.method().name().equals("GET")
                ? Response.of(Status.OK)
                        .with("X-Scheme", request.connection().scheme())
                        .with(Bodies.of(body))
                : Uploads.toBytes(body.length)
                        .then(bytes -> Responses.text(Status.OK, "equal " + Arrays.equals(bytes, body)));
        try (HttpServer upstream = builder(transport, handler).tls(keys).start();
                ReverseProxy proxy =
                        new ReverseProxy(new InetSocketAddress("localhost", port(upstream)), LONG, trusting);
                HttpServer server = builder(transport, proxy).start()) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<byte[]> download =
                        exchange(server, HttpRequest.newBuilder().GET());
                assertEquals(List.of("https"), download.headers().allValues("X-Scheme"));
                assertArrayEquals(body, download.body());
                byte[] upload = exchange(server, HttpRequest.newBuilder().POST(BodyPublishers.ofByteArray(body)))
                        .body();
                assertEquals("equal true", new String(upload, StandardCharsets.US_ASCII));
            }
        }
    }

    private int status(String host, TlsClient tls) throws Exception {
        try (HttpServer upstream = builder("nio", request -> Response.of(Status.OK))
                        .tls(keys)
                        .start();
                ReverseProxy proxy = new ReverseProxy(new InetSocketAddress(host, port(upstream)), LONG, tls);
                HttpServer server = builder("nio", proxy).start()) {
            return exchange(server, HttpRequest.newBuilder().GET()).statusCode();
        }
    }

    @Test
    void certificate_that_is_not_trusted_or_for_another_host_gives_502() throws Exception {
        assertEquals(200, status("localhost", trusting));
        assertEquals(502, status("127.0.0.1", trusting));
        assertEquals(502, status("localhost", TlsClient.verifying(PROTOCOLS)));
        assertEquals(200, status("127.0.0.1", TlsClient.insecure(PROTOCOLS)));
    }

    @Test
    void server_without_tls_gives_502() throws Exception {
        try (HttpServer upstream =
                        builder("nio", request -> Response.of(Status.OK)).start();
                ReverseProxy proxy =
                        new ReverseProxy(new InetSocketAddress("localhost", port(upstream)), LONG, trusting);
                HttpServer server = builder("nio", proxy).start()) {
            assertEquals(502, exchange(server, HttpRequest.newBuilder().GET()).statusCode());
        }
    }
}
