package dev.roundhouse.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.server.content.Uploads;
import dev.roundhouse.http.testing.Http2RawClient;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.SecureClientChannel;
import dev.roundhouse.http.tls.TlsClient;
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
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP/2 of an embedded server: on and off, in clear, and its limits. */
@Timeout(60)
class HttpServerHttp2Test {
    private static final Handler VERSION = request ->
            Response.plain(Status.OK, request.version() + " " + request.target().path());

    @TempDir
    Path directory;

    private CertificateKeyManager keys;
    private TrustedCertificates trusted;

    static Stream<String> transports() {
        return HttpServerTest.transports();
    }

    @BeforeEach
    void create_certificate() throws Exception {
        Instant now = Instant.now();
        LocalAuthority authority = LocalAuthority.open(directory.resolve("state"), now);
        keys = new CertificateKeyManager(
                CertificateSet.load(List.of(authority.issue(List.of("localhost"), now)), now), false);
        trusted = TrustedCertificates.load(authority.rootCertificate(), now);
    }

    private static HttpServerBuilder builder(String transport) {
        return HttpServer.builder().port(0).transport(transport).handler(VERSION);
    }

    private static int port(HttpServer server) {
        return ((InetSocketAddress) server.address()).getPort();
    }

    private static URI uri(HttpServer server, String path) {
        return URI.create("https://localhost:" + port(server) + path);
    }

    /** The client of the JDK, which prefers HTTP/2. */
    private HttpClient client() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trusted.trustManager()}, null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
    }

    private Http2RawClient secured(HttpServer server) throws IOException {
        TlsClient tls = TlsClient.trusting(trusted, List.of("h2"));
        return Http2RawClient.start(
                new RawClient(SecureClientChannel.connect(new InetSocketAddress("localhost", port(server)), tls, 0)));
    }

    private static Http2RawClient inClear(HttpServer server) throws IOException {
        return Http2RawClient.start(RawClient.connect(server.address()));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void client_of_the_jdk_uses_http2_over_tls(String transport) throws Exception {
        try (HttpServer server = builder(transport).tls(keys).start()) {
            HttpClient client = client();
            List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                HttpRequest request =
                        HttpRequest.newBuilder(uri(server, "/" + i)).build();
                responses.add(client.sendAsync(request, BodyHandlers.ofString()));
            }
            for (int i = 0; i < 50; i++) {
                HttpResponse<String> response = responses.get(i).get();
                assertEquals(HttpClient.Version.HTTP_2, response.version());
                assertEquals("HTTP/2.0 /" + i + "\n", response.body());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void upload_over_http2_is_received(String transport) throws Exception {
        byte[] content = new byte[3 << 20];
        Handler upload = request ->
                Uploads.toBytes(content.length).then(bytes -> Response.plain(Status.OK, bytes.length + " bytes"));
        try (HttpServer server = builder(transport).tls(keys).handler(upload).start()) {
            HttpRequest request = HttpRequest.newBuilder(uri(server, "/"))
                    .PUT(BodyPublishers.ofByteArray(content))
                    .build();
            HttpResponse<String> response = client().send(request, BodyHandlers.ofString());

            assertEquals(HttpClient.Version.HTTP_2, response.version());
            assertEquals("3145728 bytes\n", response.body());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void http2_can_be_switched_off(String transport) throws Exception {
        try (HttpServer server = builder(transport).tls(keys).http2(false).start()) {
            HttpResponse<String> response =
                    client().send(HttpRequest.newBuilder(uri(server, "/")).build(), BodyHandlers.ofString());

            assertEquals(HttpClient.Version.HTTP_1_1, response.version());
            assertEquals("HTTP/1.1 /\n", response.body());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void client_in_clear_cannot_begin_with_http2(String transport) throws Exception {
        try (HttpServer server = builder(transport).start();
                RawClient client = RawClient.connect(server.address())) {
            client.send(Http2RawClient.PREFACE);

            String response = client.readTextToEnd();
            assertTrue(response.startsWith("HTTP/1.1 505 "), response);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void client_in_clear_can_begin_with_http2_if_it_is_allowed(String transport) throws Exception {
        try (HttpServer server = builder(transport).http2PriorKnowledge(true).start();
                Http2RawClient client = inClear(server);
                RawClient other = RawClient.connect(server.address())) {
            client.sendRequest(1, "GET", "/a");
            client.sendRequest(3, "GET", "/b");
            assertEquals("200 HTTP/2.0 /a\n", client.readResponse(1));
            assertEquals("200 HTTP/2.0 /b\n", client.readResponse(3));

            other.send("GET /c HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertTrue(other.readTextToEnd().endsWith("\r\n\r\nHTTP/1.1 /c\n"));
        }
    }

    /** There is output all the time, and on threads the writes block: that must not stop the time of other streams. */
    @ParameterizedTest
    @MethodSource("transports")
    void handler_is_given_up_during_the_slow_download_of_another_stream(String transport) throws Exception {
        int window = 64 << 20;
        Body large = Body.of("x".repeat(24 << 20));
        Handler handler = request -> request.target().path().equals("/large")
                ? Response.plain(Status.OK, "").with(large)
                : Reply.later(new CompletableFuture<>());
        try (HttpServer server = builder(transport)
                        .http2PriorKnowledge(true)
                        .handler(handler)
                        .handlerTimeout(Duration.ofMillis(200))
                        .start();
                Http2RawClient client = inClear(server)) {
            client.send(FrameWriter.settings(Settings.INITIAL_WINDOW_SIZE, window));
            client.send(FrameWriter.windowUpdate(0, window));
            client.sendRequest(1, "GET", "/large");
            client.sendHead(
                    3, true, ":method", "GET", ":scheme", "http", ":path", "/", ":authority", "a", "priority", "u=0");
            Http2RawClient.Received frame = client.read().orElseThrow();
            while (frame.streamId() != 3) {
                assertFalse(frame.type() == FrameType.DATA && Flags.has(frame.flags(), Flags.END_STREAM));
                if (frame.type() == FrameType.DATA) {
                    Thread.sleep(1);
                }
                frame = client.read().orElseThrow();
            }
            assertEquals(FrameType.HEADERS, frame.type());
        }
    }

    @Test
    void prior_knowledge_without_http2_is_a_mistake() {
        HttpServerBuilder builder = builder("nio").http2(false).http2PriorKnowledge(true);

        assertEquals(
                "prior knowledge requires HTTP/2",
                assertThrows(IllegalStateException.class, builder::start).getMessage());
    }

    /** A stream more than the limit is rejected, while those within it wait. */
    @ParameterizedTest
    @MethodSource("transports")
    void limits_of_http2_apply(String transport) throws Exception {
        CompletableFuture<Response> later = new CompletableFuture<>();
        HttpServerBuilder builder = builder(transport)
                .tls(keys)
                .handler(request -> Reply.later(later))
                .http2Limits(Http2Limits.DEFAULT.withStreams(1));
        try (HttpServer server = builder.start();
                Http2RawClient client = secured(server)) {
            client.sendRequest(1, "GET", "/");
            client.sendRequest(3, "GET", "/");
            assertEquals("RST_STREAM REFUSED_STREAM", client.readResponse(3));
            later.complete(Response.plain(Status.OK, "later"));
            assertEquals("200 later\n", client.readResponse(1));
        }
    }

    @Test
    void limits_of_requests_apply_to_http2_unless_it_has_its_own() throws Exception {
        Limits two = new Limits(2, 1 << 10, 1 << 10, 100);
        HttpServerBuilder common = builder("nio").http2PriorKnowledge(true).limits(Http1Limits.of(two));
        try (HttpServer server = common.start();
                Http2RawClient client = inClear(server)) {
            sendFields(client, 1);
            assertTrue(client.readResponse(1).startsWith("431 "));
        }
        HttpServerBuilder own = common.http2Limits(Http2Limits.of(new Limits(3, 1 << 10, 1 << 10, 100)));
        try (HttpServer server = own.start();
                Http2RawClient client = inClear(server)) {
            sendFields(client, 1);
            assertEquals("200 HTTP/2.0 /\n", client.readResponse(1));
        }
    }

    private static void sendFields(Http2RawClient client, int streamId) throws IOException {
        client.sendHead(
                streamId,
                true,
                ":method",
                "GET",
                ":scheme",
                "http",
                ":path",
                "/",
                ":authority",
                "localhost",
                "a",
                "1",
                "b",
                "2",
                "c",
                "3");
    }

    @Test
    void closed_server_announces_its_end() throws Exception {
        try (HttpServer server = builder("nio").tls(keys).start()) {
            CompletableFuture<Void> closing;
            try (Http2RawClient client = secured(server)) {
                client.sendRequest(1, "GET", "/");
                assertEquals("200 HTTP/2.0 /\n", client.readResponse(1));
                closing = CompletableFuture.runAsync(server::close);

                Http2RawClient.Received last = client.read().orElseThrow();
                while (last.type() != FrameType.GOAWAY) {
                    last = client.read().orElseThrow();
                }
                assertEquals(ErrorCode.NO_ERROR, last.errorCode());
            }
            closing.get();
        }
    }
}
