package dev.roundhouse.http.lab.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.load.protocol.LoadEvent;
import dev.roundhouse.http.lab.load.protocol.LoadReport;
import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.ConnectionProfile;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.Handshakes;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.Timing;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.WarmUp;
import dev.roundhouse.http.lab.server.LabTls;
import dev.roundhouse.http.lab.server.ProbeClient;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.server.HttpServerBuilder;
import dev.roundhouse.http.tls.TlsClient;
import dev.roundhouse.http.tls.certificate.CertificateKeyManager;
import dev.roundhouse.http.tls.certificate.CertificateSet;
import dev.roundhouse.http.tls.certificate.CertificateSource;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load over HTTP/2, for a server that counts streams. */
class Http2LoadTest {
    private static final Timing TIMING = new Timing(WarmUp.NONE, 0.5, 30_000);

    @TempDir
    Path directory;

    /** Counts requests of HTTP/2 by connections, and replies to some together. */
    private static final class StreamCounter {
        private final int together;
        private final Map<String, Integer> streams = new HashMap<>();
        private final Map<String, CompletableFuture<Reply>> waiting = new HashMap<>();
        private int otherVersions;

        /** @param together how many streams of one connection get their replies at the same time */
        StreamCounter(int together) {
            this.together = together;
        }

        synchronized Reply handle(Request request) {
            if (!request.version().equals(Version.HTTP_2)) {
                otherVersions++;
            }
            String connection = request.connection().id();
            int count = streams.merge(connection, 1, Integer::sum);
            if (together == 1) {
                return hello();
            }
            CompletableFuture<Reply> reply = waiting.computeIfAbsent(connection, id -> new CompletableFuture<>());
            if (count % together == 0) {
                waiting.remove(connection).complete(hello());
            }
            return Reply.later(reply.thenApply(same -> hello()));
        }

        private static Response hello() {
            return Response.of(Status.OK).with(Body.of(LoadSpecs.CONTENT));
        }

        synchronized int total() {
            return streams.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private static int port(HttpServer server) {
        return ((InetSocketAddress) server.address()).getPort();
    }

    private static LoadReport measure(HttpServer server, Handshakes handshakes, ConnectionProfile profile, int requests)
            throws Exception {
        LoadSpec spec = new LoadSpec(
                "127.0.0.1",
                port(server),
                Collections.nCopies(requests, LoadSpecs.request(LoadSpecs.CONTENT)),
                handshakes,
                profile,
                LoadSpecs.CLOSED,
                TIMING);
        try (LoadRunner runner = new LoadRunner(spec, event -> {})) {
            LoadEvent last = runner.run();
            assertEquals(LoadEvent.LoadEventType.DONE, last.kind(), last.detail());
            return last.report();
        }
    }

    private static HttpServerBuilder inClear(StreamCounter counter) {
        return HttpServer.builder().port(0).http2PriorKnowledge(true).handler(counter::handle);
    }

    private HttpServerBuilder secured(StreamCounter counter) throws Exception {
        LabTls tls = LabTls.create(directory);
        CertificateSet certificates =
                CertificateSet.load(List.of(CertificateSource.pem(tls.certificate(), tls.key())), Instant.now());
        return HttpServer.builder()
                .port(0)
                .tls(new CertificateKeyManager(certificates, false))
                .handler(counter::handle);
    }

    private static void assertAllCorrect(LoadReport report, StreamCounter counter) {
        assertTrue(report.responses().isAllCorrect(), report.responses().toString());
        assertTrue(report.responses().correct() > 0, "responses in the measurement");
        assertTrue(counter.total() >= report.responses().correct(), "each response is one of a stream");
        assertEquals(0, counter.otherVersions);
    }

    /** The server replies to 32 streams together: it would never reply if fewer were open at a time. */
    @Test
    void streams_of_one_connection_are_open_at_the_same_time() throws Exception {
        StreamCounter counter = new StreamCounter(32);
        try (HttpServer server = inClear(counter).start()) {
            LoadReport report = measure(
                    server, Handshakes.NONE, ConnectionProfile.http2(1, 32).forPages(), 32);
            assertAllCorrect(report, counter);
            assertEquals(1, counter.streams.size(), "connections");
        }
    }

    @Test
    void a_load_over_tls_uses_alpn() throws Exception {
        StreamCounter counter = new StreamCounter(8);
        try (HttpServer server = secured(counter).start()) {
            LoadReport report = measure(
                    server, Handshakes.FULL, ConnectionProfile.http2(1, 8).forPages(), 8);
            assertAllCorrect(report, counter);
        }
    }

    /** All requests of a page are due together, over one connection or six. */
    @Test
    void the_next_page_begins_when_all_responses_are_complete() throws Exception {
        StreamCounter counter = new StreamCounter(20);
        try (HttpServer server = inClear(counter).start()) {
            LoadReport report = measure(
                    server, Handshakes.NONE, ConnectionProfile.http2(1, 20).forPages(), 20);
            assertAllCorrect(report, counter);
            assertEquals(0, counter.total() % 20, "complete pages");
        }
        StreamCounter http1 = new StreamCounter(1);
        try (HttpServer server = inClear(http1).start()) {
            ConnectionProfile six = new ConnectionProfile(6, 1, false, 0, 0).forPages();
            LoadReport report = measure(server, Handshakes.NONE, six, 20);
            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertEquals(0, http1.total() % 20, "complete pages");
            assertEquals(6, http1.streams.size(), "connections");
        }
    }

    @Test
    void the_probe_finds_out_whether_a_server_supports_http_2() throws Exception {
        StreamCounter counter = new StreamCounter(1);
        try (HttpServer with = inClear(counter).start();
                HttpServer without =
                        HttpServer.builder().port(0).handler(counter::handle).start();
                HttpServer secured = secured(counter).start();
                HttpServer old = secured(counter).http2(false).start()) {
            assertTrue(new ProbeClient(port(with), Optional.empty()).supportsHttp2("/"));
            assertFalse(new ProbeClient(port(without), Optional.empty()).supportsHttp2("/"));
            Optional<TlsClient> tls = Optional.of(LabTls.create(directory).client());
            assertTrue(new ProbeClient(port(secured), tls).supportsHttp2("/"));
            assertFalse(new ProbeClient(port(old), tls).supportsHttp2("/"));
        }
    }
}
