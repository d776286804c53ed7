package dev.roundhouse.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.ServerFields;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client engine against the connection, in memory, with records cut at any place. */
final class TlsConnectionTest {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private TlsConnection server;
    private SSLEngine client;
    private int piece;
    private boolean clientClosed;

    private void connect(String version) throws Exception {
        SSLContext context = TestCertificates.context();
        SSLEngine serverEngine = context.createSSLEngine();
        server = new TlsConnection(
                serverEngine,
                (protocol, caller, now) ->
                        new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, new ServerFields(() -> 0, ""), now),
                TlsTimeouts.DEFAULT,
                ConnectionContext.NONE,
                0);
        client = context.createSSLEngine("localhost", 443);
        client.setUseClientMode(true);
        client.setEnabledProtocols(new String[] {version});
    }

    /** Moves bytes until nothing moves, with the handler's response to each request. */
    private void exchange(String text, Response response) throws Exception {
        ByteBuffer plain = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer fromServer = ByteBuffer.allocate(1 << 20).flip();
        for (int idle = 0; idle < 3; ) {
            boolean moved = clientStep(plain, fromServer);
            Optional<Exchange> next = server.nextExchange(0);
            if (next.isPresent()) {
                next.get().reply(response, 0);
                moved = true;
            }
            if (server.output().isSendable()) {
                fromServer.compact();
                int count = server.output().copyTo(fromServer);
                fromServer.flip();
                server.markSent(count, 0);
                moved |= count > 0;
            }
            idle = moved ? 0 : idle + 1;
        }
    }

    private boolean clientStep(ByteBuffer plain, ByteBuffer fromServer) throws Exception {
        if (client.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            client.getDelegatedTask().run();
            return true;
        }
        if (fromServer.hasRemaining() && client.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
            ByteBuffer target = ByteBuffer.allocate(1 << 16);
            SSLEngineResult result = client.unwrap(fromServer, target);
            received.write(target.array(), 0, target.position());
            clientClosed |= result.getStatus() == SSLEngineResult.Status.CLOSED;
            if (result.bytesConsumed() > 0) {
                return true;
            }
        }
        if (client.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP || client.isOutboundDone()) {
            return false;
        }
        ByteBuffer target = ByteBuffer.allocate(1 << 16);
        if (!plain.hasRemaining() && client.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
            return false;
        }
        client.wrap(plain, target);
        target.flip();
        while (target.hasRemaining()) {
            ByteBuffer part = target.slice();
            part.limit(Math.min(piece, part.remaining()));
            target.position(target.position() + part.remaining());
            server.receive(part, 0);
        }
        return true;
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, 1", "TLSv1.3, 7", "TLSv1.3, 100000", "TLSv1.2, 1", "TLSv1.2, 100000"})
    void request_gets_its_response_through_records_in_any_pieces(String version, int bytes) throws Exception {
        piece = bytes;
        connect(version);
        exchange(
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                Response.plain(Status.OK, "x".repeat(100_000)));
        String text = received.toString(StandardCharsets.US_ASCII);
        assertTrue(text.startsWith("HTTP/1.1 200 OK\r\n"), text);
        assertTrue(text.contains("x".repeat(100_000)), () -> "length " + text.length());
        assertTrue(clientClosed, "close_notify");
        assertEquals(CloseState.CLOSE, server.closeState());
    }
}
