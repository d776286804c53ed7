package dev.roundhouse.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.ClientCertificate;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.TlsInfo;
import dev.roundhouse.http.message.Upload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client engine against the connection, in memory. */
final class TlsConnectionTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String LAST = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private Request seen = Request.get("none", "/");

    private InMemoryTls start(TlsSettings settings, Response response) throws Exception {
        return new InMemoryTls(settings, request -> {
            seen = request;
            return response;
        });
    }

    private static Response text(int length) {
        return Response.of(Status.OK).with(Body.of("x".repeat(length)));
    }

    private TlsInfo facts() {
        return seen.connection().tls().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, 1", "TLSv1.3, 7", "TLSv1.3, 100000", "TLSv1.2, 1", "TLSv1.2, 100000"})
    void request_gets_its_response_through_records_in_any_pieces(String version, int bytes) throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(100_000));
        tls.piece = bytes;
        tls.connect(version);
        tls.exchange(LAST);

        assertTrue(tls.text().startsWith("HTTP/1.1 200 OK\r\n"), tls.text());
        assertTrue(
                tls.text().endsWith("\r\n\r\n" + "x".repeat(100_000)),
                () -> "length " + tls.text().length());
        assertTrue(tls.isClientClosed, "no close_notify");
        assertEquals(List.of("completed"), tls.events);
    }

    /** More than the key limits of the tests: both sides send KeyUpdate in between. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void long_response_and_long_request_survive_key_updates(String version) throws Exception {
        Upload counter = new Upload() {
            private long count;

            @Override
            public void receive(ByteBuffer bytes) {
                count += bytes.remaining();
            }

            @Override
            public Reply finish() {
                return text((int) count);
            }
        };
        InMemoryTls tls = new InMemoryTls(TlsSettings.DEFAULT, request -> counter);
        tls.connect(version);
        int length = 300_000;
        for (int number = 0; number < 4; number++) {
            tls.received.reset();
            tls.exchange("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n"
                    + "y".repeat(length));
            int expected = (number + 1) * length;
            assertTrue(
                    tls.text().endsWith("\r\n\r\n" + "x".repeat(expected)),
                    () -> "length " + tls.text().length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void record_that_ends_the_handshake_may_be_followed_by_a_request(String version) throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.connect(version);
        tls.holdsBack = true;
        tls.exchange(GET + GET + GET);

        assertEquals(3, tls.text().split("HTTP/1.1 200 OK").length - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void session_is_resumed(String version) throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.connect(version);
        tls.exchange(GET);
        TlsInfo first = facts();
        Thread.sleep(5);
        tls.connect(version);
        tls.exchange(GET);
        TlsInfo second = facts();

        assertFalse(first.resumed());
        assertTrue(second.resumed());
        assertEquals(Optional.of("example.org"), second.serverName());
    }

    /** Each computation, also that of a resumed handshake, waits until the caller has time for it; nothing is received meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void computations_of_a_resumed_handshake_are_put_off(String version) throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.connect(version);
        tls.exchange(GET);
        tls.connect(version);
        int deferred = 0;
        tls.startExchange(GET);
        for (boolean hasMoved = true; hasMoved; hasMoved |= tls.stepServer()) {
            hasMoved = tls.stepClient();
            boolean isHandshake = tls.events.size() == 1;
            if (isHandshake && tls.server.isWaiting()) {
                deferred++;
                assertFalse(tls.server.wantsInput());
            }
        }

        assertTrue(facts().resumed());
        assertTrue(deferred > 0 && deferred < 5, deferred + " computations");
        assertTrue(tls.text().startsWith("HTTP/1.1 200 OK"), tls.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void request_has_the_facts_of_the_handshake(String version) throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.applicationProtocols = new String[] {"h2", "http/1.1"};
        tls.connect(version);
        tls.exchange(GET);

        assertEquals("https", seen.connection().scheme());
        assertEquals(version, facts().protocol());
        assertTrue(facts().cipherSuite().endsWith("_WITH_AES_128_GCM_SHA256")
                || facts().cipherSuite().equals("TLS_AES_128_GCM_SHA256"));
        assertEquals(Optional.of("example.org"), facts().serverName());
        assertEquals(Optional.of("http/1.1"), facts().applicationProtocol());
        assertEquals(List.of("localhost", "example.org"), facts().certificateNames());
        assertEquals(Optional.empty(), facts().clientCertificate());
        assertTrue(facts().covers("localhost"));
        assertFalse(facts().covers("example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void client_certificate_is_known(String version) throws Exception {
        TlsSettings defaults = TlsSettings.DEFAULT;
        TlsSettings settings = new TlsSettings(
                defaults.minVersion(),
                List.of(),
                List.of(),
                ClientAuthentication.NEED,
                defaults.applicationProtocols(),
                defaults.handshakeTimeout(),
                defaults.writeTimeout(),
                defaults.sessionLifetime(),
                1);
        InMemoryTls tls = start(settings, text(10));
        tls.connect(version);
        tls.exchange(GET);

        assertEquals(Optional.of("CN=localhost"), facts().clientCertificate().map(ClientCertificate::subject));
    }

    /** RFC 7301 §3.2 */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void alpn_without_a_common_protocol_fails(String version) throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.applicationProtocols = new String[] {"h2"};
        tls.connect(version);

        SSLException failure = assertThrows(SSLException.class, () -> tls.exchange(GET));
        assertTrue(failure.getMessage().contains("no_application_protocol"), failure.getMessage());
        assertEquals(1, tls.events.size());
        assertEquals(CloseState.HALF_CLOSE, tls.server.closeState());
    }

    @Test
    void older_version_than_the_minimum_fails() throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT.withMinVersion(TlsVersion.TLS_1_3), text(10));
        tls.connect("TLSv1.2");

        SSLException failure = assertThrows(SSLException.class, () -> tls.exchange(GET));
        assertTrue(failure.getMessage().contains("protocol_version"), failure.getMessage());
    }

    @Test
    void client_cannot_renegotiate() throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.connect("TLSv1.2");
        tls.exchange(GET);
        tls.client.beginHandshake();

        assertThrows(SSLException.class, () -> tls.exchange(GET));
        assertEquals(CloseState.HALF_CLOSE, tls.server.closeState());
    }

    @Test
    void end_without_close_notify_is_the_end_of_the_input() throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.connect("TLSv1.3");
        tls.exchange(GET);
        tls.server.receiveEof(tls.nowNanos);
        tls.exchange("");

        assertTrue(tls.isClientClosed, "no close_notify");
        assertEquals(CloseState.CLOSE, tls.server.closeState());
    }

    /** It may have sent a KeyUpdate that has not been read: an immediate close would reset the socket. */
    @Test
    void client_can_read_the_last_response_before_the_connection_is_closed() throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(100_000));
        tls.connect("TLSv1.3");
        tls.exchange(LAST);

        assertTrue(tls.isClientClosed, "no close_notify");
        assertEquals(CloseState.HALF_CLOSE, tls.server.closeState());
        assertTrue(tls.server.wantsInput());
        tls.receive(new byte[100]);
        assertEquals(CloseState.HALF_CLOSE, tls.server.closeState());
        tls.server.receiveEof(tls.nowNanos);
        assertEquals(CloseState.CLOSE, tls.server.closeState());
    }

    @Test
    void connection_is_closed_if_the_client_does_not_close_it() throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.connect("TLSv1.3");
        tls.exchange(LAST);
        tls.nowNanos = tls.server.deadline();
        tls.server.handleTimeout(tls.nowNanos);

        assertEquals(CloseState.CLOSE, tls.server.closeState());
    }

    /** What a client offers that requests HTTP/1.0. */
    @Test
    void alpn_for_http_1_0_is_accepted() throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.applicationProtocols = new String[] {"http/1.0"};
        tls.connect("TLSv1.3");
        tls.exchange(GET);

        assertEquals(Optional.of("http/1.0"), facts().applicationProtocol());
    }

    /** RFC 8446 §6.1: the other direction stays open. Before TLS 1.3, RFC 5246 §7.2.1 would have it closed. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void response_is_sent_after_the_close_notify_of_the_client(String version) throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(100_000));
        tls.connect(version);
        tls.exchange("");
        tls.holdsBack = true;
        tls.exchange(GET);
        tls.client.closeOutbound();
        tls.exchange("");

        assertTrue(
                tls.text().endsWith("x".repeat(100_000)),
                () -> "length " + tls.text().length());
        assertTrue(tls.isClientClosed, "no close_notify");
    }

    @Test
    void records_without_data_are_limited() throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.connect("TLSv1.3");
        tls.exchange(GET);
        int records = 0;
        while (records < 1000 && tls.server.closeState() == CloseState.OPEN) {
            // Of an established connection, this sends a KeyUpdate.
            tls.client.beginHandshake();
            tls.wrapOnce();
            records++;
            tls.receive(new byte[0]);
        }

        assertTrue(records >= 50 && records <= 150, records + " records");
        SSLException alert = assertThrows(SSLException.class, () -> tls.exchange(""));
        assertTrue(alert.getMessage().contains("fatal alert"), alert.getMessage());
    }

    @Test
    void handshake_ends_after_its_timeout() throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.connect("TLSv1.3");
        tls.receive(new byte[] {22, 3, 1});
        tls.nowNanos += TimeUnit.SECONDS.toNanos(9);
        tls.receive(new byte[] {2});
        tls.server.handleTimeout(tls.nowNanos);
        assertEquals(CloseState.OPEN, tls.server.closeState());
        tls.nowNanos += TimeUnit.SECONDS.toNanos(1);
        tls.server.handleTimeout(tls.nowNanos);

        assertEquals(CloseState.CLOSE, tls.server.closeState());
        assertEquals(List.of("TIMEOUT "), tls.events);
        assertEquals(0, tls.tlsServer.unfinishedHandshakes());
    }

    @Test
    void unfinished_handshakes_are_limited() throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT.withMaxHandshakes(1), text(10));
        tls.connect("TLSv1.3");
        tls.exchange("");
        assertEquals(0, tls.tlsServer.unfinishedHandshakes());
        tls.connect("TLSv1.3");
        tls.connect("TLSv1.3");

        assertEquals(1, tls.tlsServer.unfinishedHandshakes());
        assertEquals(CloseState.CLOSE, tls.server.closeState());
        assertEquals(List.of("completed", "TOO_MANY "), tls.events);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void plain_request_gets_a_plain_error_with_the_right_url(int bytes) throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.piece = bytes;
        tls.connect("TLSv1.3");
        tls.receive("GET /a?b HTTP/1.1\r\nHost: example.org:8443\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        String response = tls.rawOutput();

        assertTrue(response.startsWith("HTTP/1.1 400 Bad Request\r\n"), response);
        assertTrue(response.endsWith("\r\n\r\nThis is the HTTPS port. Use https://example.org:8443/a?b\n"), response);
        assertEquals(CloseState.HALF_CLOSE, tls.server.closeState());
        assertEquals(List.of("PLAIN_HTTP "), tls.events);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0000", "get / HTTP/1.1\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\u0080\u002e\u0001\u0003\u0001"})
    void garbage_is_closed_without_a_response(String bytes) throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.connect("TLSv1.3");
        tls.receive(bytes.getBytes(StandardCharsets.ISO_8859_1));

        assertEquals("", tls.rawOutput());
        assertEquals(CloseState.CLOSE, tls.server.closeState());
        assertEquals(List.of("NOT_TLS "), tls.events);
    }

    @Test
    void record_with_an_invalid_header_ends_the_connection() throws Exception {
        InMemoryTls tls = start(TlsSettings.DEFAULT, text(10));
        tls.connect("TLSv1.3");
        tls.receive(new byte[] {22, 3, 1, 127, 127});
        tls.rawOutput();

        assertEquals(CloseState.HALF_CLOSE, tls.server.closeState());
        tls.nowNanos += TimeUnit.SECONDS.toNanos(2);
        tls.server.handleTimeout(tls.nowNanos);
        assertEquals(CloseState.CLOSE, tls.server.closeState());
        assertEquals(0, tls.tlsServer.unfinishedHandshakes());
    }
}
