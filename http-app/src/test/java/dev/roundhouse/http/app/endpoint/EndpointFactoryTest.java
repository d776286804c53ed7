package dev.roundhouse.http.app.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.cli.ParsedCommandLines;
import dev.roundhouse.http.handlers.https.AcmeChallengeHandler;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.Http2RawClient;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.transport.Service.ConnectionFactory;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoints of a server with TLS, whose encryption leaves the bytes as they are. */
class EndpointFactoryTest {
    private static final String HSTS = "\r\nStrict-Transport-Security: max-age=31536000\r\n";

    private final List<Endpoint> endpoints = new ArrayList<>();

    /** @param offered receives the protocols for ALPN */
    private record NoEncryption(List<String> offered) implements Encryption {
        @Override
        public ConnectionFactory encrypt(ConnectionFactory inner) {
            offered.add(String.join(" ", inner.applicationProtocols()));
            return inner;
        }

        @Override
        public boolean covers(ConnectionInfo connection, String host) {
            return host.equals("a.example");
        }

        @Override
        public void reload() {}

        @Override
        public void close() {}
    }

    private static Response site(Request request) throws IOException {
        if (request.target().path().equals("/failure")) {
            throw new IOException("on purpose");
        }
        return Response.plain(Status.OK, "site");
    }

    private void start(String... options) {
        start(new ArrayList<>(), options);
    }

    private void start(List<String> offered, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--tls-p12=none", "--tls-password-file=none", "--port=0", "--http-port=0", "--hsts"));
        EndpointFactory factory = new EndpointFactory(
                ParsedCommandLines.config(all.toArray(String[]::new)),
                InetAddress.getLoopbackAddress(),
                2,
                100,
                TransportObserver.NONE);
        endpoints.addAll(factory.encrypted(
                new NoEncryption(offered),
                EndpointFactoryTest::site,
                redirect -> new AcmeChallengeHandler(EndpointFactoryTest::site, redirect)));
        endpoints.forEach(
                endpoint -> endpoint.start(TransportRegistry.installed().get("nio")));
    }

    @AfterEach
    void shut_down() {
        endpoints.forEach(endpoint -> endpoint.shutdown(Duration.ZERO));
    }

    private String http2(Endpoint endpoint) throws IOException {
        try (Http2RawClient client = Http2RawClient.start(RawClient.connect(endpoint.address()))) {
            client.sendRequest(1, "GET", "/");
            return client.readResponse(1);
        }
    }

    private String responseTo(Endpoint endpoint, String head) throws IOException {
        try (Socket socket =
                new Socket(endpoint.address().getAddress(), endpoint.address().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String https(String head) throws IOException {
        return responseTo(endpoints.get(0), head);
    }

    private String http(String head) throws IOException {
        return responseTo(endpoints.get(1), head);
    }

    @Test
    void first_endpoint_has_https_and_the_second_one_http() {
        start();

        assertEquals(
                List.of("https://127.0.0.1:" + endpoints.get(0).address().getPort() + "/"),
                endpoints.get(0).urls());
        assertEquals(
                List.of("http://127.0.0.1:" + endpoints.get(1).address().getPort() + "/"),
                endpoints.get(1).urls());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a.example",
                "GET / HTTP/1.1\r\nHost: b.example",
                "GET /failure HTTP/1.1\r\nHost: a.example",
                "GET / HTTP/1.1",
                "nonsense"
            })
    void every_response_with_tls_has_hsts_once_and_none_without_tls(String head) throws IOException {
        start();

        assertEquals(2, https(head).split(HSTS, -1).length, https(head));
        assertFalse(http(head).contains("Strict-Transport-Security"), http(head));
    }

    @Test
    void host_that_no_certificate_covers_gets_421_with_tls_only() throws IOException {
        start();

        String request = "GET / HTTP/1.1\r\nHost: b.example";
        assertTrue(https(request).startsWith("HTTP/1.1 421 "), https(request));
        assertTrue(http(request).startsWith("HTTP/1.1 200 "), http(request));
    }

    @Test
    void clients_cannot_begin_with_http2_in_clear() throws IOException {
        start();

        assertTrue(http(Http2RawClient.PREFACE).startsWith("HTTP/1.1 505 "), http(Http2RawClient.PREFACE));
    }

    @Test
    void clients_can_begin_with_http2_in_clear_if_configured() throws IOException {
        start("--h2c");

        assertEquals("200 site\n", http2(endpoints.get(1)));
        assertTrue(http("GET / HTTP/1.1\r\nHost: a.example").startsWith("HTTP/1.1 200 "));
    }

    @Test
    void http2_is_offered_to_clients_with_tls_unless_it_is_off() {
        List<String> offered = new ArrayList<>();
        start(offered);
        start(offered, "--no-http2");

        assertEquals(List.of("h2 http/1.1 http/1.0", "http/1.1 http/1.0"), offered);
    }

    @Test
    void redirect_has_the_port_that_the_system_chose() throws IOException {
        start("--https-redirect");

        String response = http("GET /x?y HTTP/1.1\r\nHost: a.example:80");
        assertTrue(response.startsWith("HTTP/1.1 308 "), response);
        assertTrue(
                response.contains("\r\nLocation: https://a.example:"
                        + endpoints.get(0).address().getPort() + "/x?y\r\n"),
                response);
    }

    @Test
    void redirect_has_the_configured_port() throws IOException {
        start("--https-redirect=443");

        String response = http("GET /x HTTP/1.1\r\nHost: a.example:80");
        assertTrue(response.contains("\r\nLocation: https://a.example/x\r\n"), response);
    }

    @Test
    void challenge_of_a_certificate_authority_is_not_redirected() throws IOException {
        start("--https-redirect");

        String response = http("GET /.well-known/acme-challenge/abc HTTP/1.1\r\nHost: a.example");
        assertTrue(response.startsWith("HTTP/1.1 200 "), response);
    }

    @Test
    void host_that_no_certificate_covers_is_not_redirected() throws IOException {
        start("--https-redirect");

        String response = http("GET / HTTP/1.1\r\nHost: b.example");
        assertTrue(response.startsWith("HTTP/1.1 421 "), response);
        assertFalse(response.contains("\r\nLocation:"), response);
    }

    /** A shared cache could keep the redirect to another server. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "[2001:db8::7]:80", "0x7f.1", "a.127", "a.example..", "*.example"})
    void other_address_or_strange_name_is_not_redirected(String host) throws IOException {
        start("--https-redirect");

        String response = http("GET / HTTP/1.1\r\nHost: " + host);
        assertTrue(response.startsWith("HTTP/1.1 421 "), response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1:80", "localhost", "a.example", "A.EXAMPLE.:80"})
    void host_of_the_server_is_redirected(String host) throws IOException {
        start("--https-redirect");

        String response = http("GET / HTTP/1.1\r\nHost: " + host);
        assertTrue(response.startsWith("HTTP/1.1 308 "), response);
    }

    @Test
    void challenge_for_a_host_that_no_certificate_covers_is_handled() throws IOException {
        start("--https-redirect");

        String response = http("GET /.well-known/acme-challenge/abc HTTP/1.1\r\nHost: b.example");
        assertTrue(response.startsWith("HTTP/1.1 200 "), response);
    }
}
