package dev.roundhouse.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.junit.jupiter.api.Test;

/**
 * How much memory a request allocates in addition to what the engine of the JDK allocates for its two records. Both are printed. The
 * bound holds for interpreted code, which creates every object; compiled code may create fewer.
 */
final class TlsAllocationTest {
    private static final int ROUNDS = 2_000;
    private static final int CONTENT = 1024;

    /** The exchange and its summary, as without TLS, and a view of the ciphertext. */
    private static final int MAX_OWN_BYTES = 160 + 240;

    private static final byte[] GET =
            "GET / HTTP/1.1\r\nHost: www.example.org\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ByteBuffer ciphertext = ByteBuffer.allocate(1 << 17);
    private final ByteBuffer plaintext = ByteBuffer.allocate(1 << 17);
    private final Response response = Response.of(Status.OK).with(Body.of("x".repeat(CONTENT)));
    private int responseBytes;

    private interface TlsOperation {
        void run() throws IOException;
    }

    private long allocated() {
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** What an operation allocates, between two others that are not counted: the median, since some rounds have a KeyUpdate. */
    private long bytesPerRound(TlsOperation before, TlsOperation measured, TlsOperation after) throws IOException {
        long[] bytes = new long[ROUNDS];
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            before.run();
            long begin = allocated();
            measured.run();
            bytes[Math.max(0, round)] = allocated() - begin;
            after.run();
        }
        Arrays.sort(bytes);
        return bytes[ROUNDS / 2];
    }

    private void encrypt(SSLEngine engine, ByteBuffer source) throws IOException {
        ciphertext.clear();
        while (source.hasRemaining()) {
            engine.wrap(source, ciphertext);
        }
        ciphertext.flip();
    }

    private void decrypt(SSLEngine engine) throws IOException {
        plaintext.clear();
        while (ciphertext.hasRemaining()) {
            engine.unwrap(ciphertext, plaintext);
            Engines.runTasks(engine);
        }
        plaintext.flip();
    }

    private long connectionBytes() throws Exception {
        InMemoryTls tls = new InMemoryTls(TlsSettings.DEFAULT, request -> response);
        tls.connect("TLSv1.3");
        tls.exchange("");
        Connection server = tls.secured;
        ByteBuffer request = ByteBuffer.wrap(GET);
        long bytes = bytesPerRound(
                () -> encrypt(tls.client, request.rewind()),
                () -> {
                    server.receive(ciphertext, 1);
                    if (server.isWaiting()) {
                        server.resume(1);
                    }
                    server.nextExchange(1).orElseThrow().reply(response, 1);
                    server.markSent(server.output().copyTo(ciphertext.clear()), 1);
                    server.takeCompletedExchanges(completed -> {});
                },
                () -> {
                    ciphertext.flip();
                    decrypt(tls.client);
                });
        assertTrue(StandardCharsets.ISO_8859_1
                .decode(plaintext.duplicate())
                .toString()
                .endsWith("x"));
        responseBytes = plaintext.remaining();
        return bytes;
    }

    private long engineBytes() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {TestCertificates.keys()}, null, null);
        SSLEngine server = context.createSSLEngine();
        server.setUseClientMode(false);
        SSLEngine client = TestCertificates.clientContext().createSSLEngine();
        client.setUseClientMode(true);
        client.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
        client.beginHandshake();
        server.beginHandshake();
        ByteBuffer toServer = ByteBuffer.allocate(1 << 16).flip();
        ByteBuffer toClient = ByteBuffer.allocate(1 << 16).flip();
        while (step(client, toClient, toServer) | step(server, toServer, toClient)) {
            // Until the handshake is complete, and the tickets have been read.
        }
        ByteBuffer request = ByteBuffer.wrap(GET);
        ByteBuffer content = ByteBuffer.allocate(responseBytes);
        return bytesPerRound(
                () -> encrypt(client, request.rewind()),
                () -> {
                    decrypt(server);
                    encrypt(server, content.rewind());
                },
                () -> decrypt(client));
    }

    private boolean step(SSLEngine engine, ByteBuffer from, ByteBuffer to) throws IOException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            Engines.runTasks(engine);
            return true;
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            to.compact();
            engine.wrap(ByteBuffer.allocate(0), to);
            to.flip();
            return true;
        }
        return engine.unwrap(from, plaintext.clear()).bytesConsumed() > 0;
    }

    @Test
    void request_allocates_little_more_than_the_engine_and_the_exchange() throws Exception {
        long connection = connectionBytes();
        long engine = engineBytes();

        System.out.println("[allocation] TLS 1.3, request for 1 KiB: " + connection
                + " bytes, of which the engine of the JDK " + engine);
        assertEquals(0, ciphertext.remaining());
        assertTrue(connection - engine <= MAX_OWN_BYTES, connection + " bytes, of which the engine " + engine);
    }
}
