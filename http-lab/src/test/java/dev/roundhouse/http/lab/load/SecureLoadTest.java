package dev.roundhouse.http.lab.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.TlsInfo;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.tls.certificate.CertificateKeyManager;
import dev.roundhouse.http.tls.certificate.CertificateSet;
import dev.roundhouse.http.tls.certificate.CertificateSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A load over TLS, for a server that counts the handshakes. */
class SecureLoadTest {
    private static final int CONNECTIONS = 4;

    /** A response of a megabyte takes a while on a busy machine, with code that is interpreted. */
    private static final Timing TIMING = new Timing(WarmUp.NONE, 2, 30_000);

    @TempDir
    Path directory;

    private final HandshakeCounter counter = new HandshakeCounter();
    private String content = "hello";
    private LabTls tls;
    private HttpServer server;

    /** Counts the requests by the session of their connection. */
    private static final class HandshakeCounter {
        private int resumed;
        private int full;

        private synchronized void add(Request request) {
            TlsInfo info = request.connection().tls().orElseThrow();
            if (info.resumed()) {
                resumed++;
            } else {
                full++;
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        tls = LabTls.create(directory);
        CertificateSet certificates =
                CertificateSet.load(List.of(CertificateSource.pem(tls.certificate(), tls.key())), Instant.now());
        server = HttpServer.builder()
                .tls(new CertificateKeyManager(certificates, false))
                .handler(request -> {
                    counter.add(request);
                    return Response.of(Status.OK).with(Body.of(content));
                })
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int port() {
        return ((InetSocketAddress) server.address()).getPort();
    }

    private LoadReport measure(Handshakes handshakes, ConnectionProfile profile) throws IOException {
        CRC32C crc = new CRC32C();
        crc.update(content.getBytes(StandardCharsets.US_ASCII));
        LoadSpec spec = new LoadSpec(
                "127.0.0.1",
                port(),
                List.of(new LoadSpec.RequestSpec("GET", "/", List.of(), 200, content.length(), crc.getValue())),
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

    @ParameterizedTest
    @ValueSource(ints = {5, 100_000, 1_000_000})
    void kept_connections_get_correct_responses(int length) throws IOException {
        content = "x".repeat(length);
        LoadReport report = measure(Handshakes.FULL, new ConnectionProfile(CONNECTIONS, 2, false, 2, 0));

        assertTrue(report.responses().isAllCorrect(), report.responses().toString());
        assertTrue(report.responses().correct() > 0);
        assertEquals(0, counter.resumed);
    }

    @Test
    void connection_per_request_has_a_full_handshake() throws IOException {
        LoadReport report = measure(Handshakes.FULL, new ConnectionProfile(CONNECTIONS, 1, true, 0, 0));

        assertTrue(report.responses().isAllCorrect(), report.responses().toString());
        assertTrue(report.responses().correct() > CONNECTIONS);
        assertEquals(0, counter.resumed);
    }

    @Test
    void every_connection_but_the_first_resumes_a_session() throws IOException {
        LoadReport report = measure(Handshakes.RESUMED, new ConnectionProfile(CONNECTIONS, 1, true, 0, 0));

        assertTrue(report.responses().isAllCorrect(), report.responses().toString());
        assertTrue(counter.resumed > CONNECTIONS, counter.resumed + " resumed");
        assertEquals(CONNECTIONS, counter.full);
    }

    @Test
    void probe_recognizes_a_server_that_resumes_sessions() throws IOException {
        ProbeClient probe = new ProbeClient(port(), Optional.of(tls.client()));

        assertEquals(200, probe.get("/").status());
        assertTrue(probe.resumesSessions());
    }
}
