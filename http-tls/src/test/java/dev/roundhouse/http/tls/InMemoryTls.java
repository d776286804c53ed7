package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.CheckedConnection;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.RequestHeadCache;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.Handler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** A client engine and a TLS connection of the server, without sockets. Its time is a field of the test. */
final class InMemoryTls implements TlsObserver {
    private static final int SIZE = 1 << 20;

    final List<String> events = new ArrayList<>();
    final ByteArrayOutputStream received = new ByteArrayOutputStream();
    final TlsServer tlsServer;

    Connection server;

    /** The same, without the checks. */
    TlsConnection secured;

    SSLEngine client;
    Handler handler;
    long nowNanos = 1;

    /** How many bytes of the client are received at once, and whether its records are held back until it has no more. */
    int piece = SIZE;

    boolean holdsBack;
    boolean readsNothing;
    String[] applicationProtocols = {};
    boolean isClientClosed;

    private final SSLContext clientContext = TestCertificates.clientContext();
    private final ByteArrayOutputStream heldBack = new ByteArrayOutputStream();
    private ByteBuffer plain = ByteBuffer.allocate(0);
    private ByteBuffer fromServer = ByteBuffer.allocate(SIZE >> 2).flip();

    InMemoryTls(TlsSettings settings, Handler handler) throws GeneralSecurityException {
        this.handler = handler;
        this.tlsServer = TlsServer.create(
                settings,
                TestCertificates.serverKeys(),
                Optional.of(TestCertificates.trust()),
                (protocol, context, now) -> new Http1Connection(
                        Http1Limits.DEFAULT,
                        Timeouts.DEFAULT,
                        new ServerFields(() -> 0, ""),
                        new RequestHeadCache(8),
                        context,
                        now),
                this);
    }

    /** Begins another connection. */
    void connect(String version) throws SSLException {
        received.reset();
        heldBack.reset();
        isClientClosed = false;
        fromServer.clear().flip();
        secured = (TlsConnection) tlsServer.newConnection(ConnectionContext.NONE, nowNanos);
        server = new CheckedConnection(secured);
        client = clientContext.createSSLEngine("example.org", 443);
        client.setUseClientMode(true);
        client.setEnabledProtocols(new String[] {version});
        SSLParameters parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(applicationProtocols);
        client.setSSLParameters(parameters);
        client.beginHandshake();
    }

    /** Sends plain text through the client, and moves bytes until nothing moves. */
    void exchange(String text) throws IOException {
        startExchange(text);
        while (stepOnce()) {
            // Until nothing moves.
        }
    }

    /** Sets the plain text that the client sends. */
    void startExchange(String text) {
        plain = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** One step of both sides; false when nothing moves. */
    boolean stepOnce() throws IOException {
        return stepServer() | stepClient();
    }

    /** Lets the server receive bytes as they are, as long as it wants them or has something else to do. */
    void receive(byte[] bytes) throws IOException {
        heldBack.writeBytes(bytes);
        while (flush() | stepServer()) {
            // Until nothing moves.
        }
    }

    /** Passes what the client has sent to the server, as long as that one wants it. */
    boolean flush() {
        byte[] bytes = heldBack.toByteArray();
        int offset = 0;
        while (offset < bytes.length && server.wantsInput()) {
            int count = Math.min(piece, bytes.length - offset);
            server.receive(ByteBuffer.wrap(bytes, offset, count), nowNanos);
            offset += count;
        }
        heldBack.reset();
        heldBack.write(bytes, offset, bytes.length - offset);
        return offset > 0;
    }

    boolean stepServer() throws IOException {
        boolean moved = false;
        if (server.isWaiting()) {
            server.resume(nowNanos);
            moved = true;
        }
        moved |= stepHandler();
        if (server.output().isSendable()) {
            fromServer.compact();
            int count = server.output().copyTo(fromServer);
            fromServer.flip();
            server.markSent(count, nowNanos);
            moved |= count > 0;
        }
        return moved;
    }

    private boolean stepHandler() {
        Optional<Exchange> next = server.nextExchange(nowNanos);
        next.ifPresent(exchange -> {
            try {
                exchange.reply(handler.handle(exchange.request()), nowNanos);
            } catch (Exception failed) {
                exchange.fail(nowNanos);
            }
        });
        return next.isPresent();
    }

    boolean stepClient() throws IOException {
        if (client.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            client.getDelegatedTask().run();
            return true;
        }
        return unwrap() || wrap();
    }

    private boolean unwrap() throws SSLException {
        if (readsNothing || !fromServer.hasRemaining() || client.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            return false;
        }
        ByteBuffer target = ByteBuffer.allocate(1 << 16);
        SSLEngineResult result = client.unwrap(fromServer, target);
        received.write(target.array(), 0, target.position());
        isClientClosed |= result.getStatus() == SSLEngineResult.Status.CLOSED;
        return result.bytesConsumed() > 0;
    }

    private boolean wrap() throws IOException {
        if (!holdsBack && flush()) {
            return true;
        }
        HandshakeStatus status = client.getHandshakeStatus();
        boolean hasNothing = !plain.hasRemaining() && status == HandshakeStatus.NOT_HANDSHAKING;
        if (status == HandshakeStatus.NEED_UNWRAP || client.isOutboundDone() || hasNothing) {
            return flush();
        }
        wrapOnce();
        return true;
    }

    /** Makes one record. */
    void wrapOnce() throws IOException {
        ByteBuffer target = ByteBuffer.allocate(1 << 16);
        client.wrap(plain, target);
        heldBack.write(target.array(), 0, target.position());
    }

    /** Encrypts plain text without sending it. */
    byte[] encrypt(String text) throws IOException {
        plain = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (plain.hasRemaining()) {
            wrapOnce();
        }
        byte[] records = heldBack.toByteArray();
        heldBack.reset();
        return records;
    }

    /** The response as text. */
    String text() {
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    /** What the server sends as it is, without decryption. */
    String rawOutput() throws IOException {
        while (stepServer()) {
            // Until there is no more.
        }
        byte[] bytes = new byte[fromServer.remaining()];
        fromServer.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void handshakeCompleted(ConnectionInfo connection) {
        events.add("completed");
    }

    @Override
    public void handshakeFailed(ConnectionInfo connection, HandshakeFailure kind, String detail) {
        events.add(kind + " " + detail);
    }
}
