package dev.roundhouse.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.OutputQueue;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.RequestHeadCache;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client side and the server side, in memory. */
class TlsClientConnectionTest {
    private static final int LENGTH = 300_000;

    private final OutputQueue plaintext = new OutputQueue(() -> {});
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private Connection server;
    private TlsClientConnection client;

    private void connect(String version, String host) throws GeneralSecurityException, IOException {
        TlsServer tlsServer = TlsServer.create(
                TlsSettings.DEFAULT,
                TestCertificates.serverKeys(),
                Optional.empty(),
                (protocol, context, now) -> new Http1Connection(
                        Http1Limits.DEFAULT,
                        Timeouts.DEFAULT,
                        new ServerFields(() -> 0, ""),
                        new RequestHeadCache(8),
                        context,
                        now),
                TlsObserver.NONE);
        server = tlsServer.newConnection(ConnectionContext.NONE, 1);
        SSLEngine engine = TestCertificates.clientContext().createSSLEngine(host, 443);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        client = new TlsClientConnection(engine, plaintext, this::keep);
    }

    private void keep(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        received.writeBytes(copy);
    }

    private void send(String text) {
        plaintext.add(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Moves at most so many bytes at a time, until nothing moves. */
    private void exchange(int piece) throws IOException {
        while (moveToServer(piece) | moveToClient(piece) | runServer()) {
            // Until nothing moves.
        }
    }

    private static byte[] copy(Output output, int piece) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(piece);
        output.copyTo(buffer);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private boolean moveToServer(int piece) throws IOException {
        if (!client.output().isSendable() || !server.wantsInput()) {
            return false;
        }
        byte[] bytes = copy(client.output(), piece);
        plaintext.advance(client.markSent(bytes.length));
        server.receive(ByteBuffer.wrap(bytes), 1);
        return true;
    }

    private boolean moveToClient(int piece) throws IOException {
        if (!server.output().isSendable()) {
            return false;
        }
        byte[] bytes = copy(server.output(), piece);
        server.markSent(bytes.length, 1);
        client.receive(ByteBuffer.wrap(bytes));
        return true;
    }

    private boolean runServer() {
        boolean isWaiting = server.isWaiting();
        if (isWaiting) {
            server.resume(1);
        }
        server.nextExchange(1)
                .ifPresent(exchange -> exchange.reply(Response.of(Status.OK).with(Body.of("x".repeat(LENGTH))), 1));
        return isWaiting;
    }

    private String text() {
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, 1", "TLSv1.3, 1000", "TLSv1.3, 100000", "TLSv1.2, 1", "TLSv1.2, 1000", "TLSv1.2, 100000"})
    void request_and_response_pass_in_any_pieces(String version, int piece) throws Exception {
        connect(version, "example.org");
        send("GET / HTTP/1.1\r\nHost: example.org\r\nX-Long: " + "y".repeat(5000) + "\r\n\r\n");
        assertFalse(client.isOpen());
        exchange(piece);

        assertTrue(client.isOpen());
        assertTrue(text().startsWith("HTTP/1.1 200 OK\r\n"), text());
        assertTrue(text().endsWith("\r\n\r\n" + "x".repeat(LENGTH)), () -> "length " + text().length());
        assertTrue(plaintext.isEmpty());
        assertTrue(client.output().isEmpty());
        assertFalse(client.hasReceivedCloseNotify());
        assertEquals(
                "closed without close_notify",
                assertThrows(EOFException.class, client::receiveEof).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void close_notify_of_the_server_is_the_end(String version) throws Exception {
        connect(version, "example.org");
        send("GET / HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n");
        exchange(1000);

        assertTrue(client.hasReceivedCloseNotify());
        client.receiveEof();
        client.close();
        assertEquals(0, client.markSent(copy(client.output(), 1000).length));
        assertTrue(client.output().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void certificate_for_another_host_is_rejected_with_an_alert(String version) throws Exception {
        connect(version, "example.com");
        send("GET / HTTP/1.1\r\nHost: example.com\r\n\r\n");

        assertThrows(SSLException.class, () -> exchange(1000));
        assertFalse(client.isOpen());
        assertTrue(client.output().isSendable(), "no alert");
        exchange(1000);
        assertFalse(plaintext.isEmpty(), "the request was sent");
        assertEquals("", text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void input_that_is_not_tls_fails(String version) throws Exception {
        connect(version, "example.org");

        assertThrows(
                SSLException.class,
                () -> client.receive(
                        ByteBuffer.wrap("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1))));
        assertFalse(client.isOpen());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void end_during_the_handshake_fails(String version) throws Exception {
        connect(version, "example.org");

        assertEquals(
                "closed during the handshake",
                assertThrows(EOFException.class, client::receiveEof).getMessage());
    }
}
