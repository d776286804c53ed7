package dev.roundhouse.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.RequestHeadCache;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * A TLS connection with any bytes of a client, and with changed records of one that completes the handshake, in any order of events
 * and times. No exception is thrown except by the output, events make progress, the memory is limited, and each handshake ends.
 */
class TlsConnectionFuzzTest {
    private static final byte[] REQUESTS = ("GET /slice/70000 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    + "POST /later/100 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000\r\n\r\n"
                    + "p".repeat(20_000)
                    + "POST /streamed/5000 HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nhello\r\n0\r\n\r\nGET /bytes/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private static final SSLContext CLIENTS = createClients();
    private static final TlsServer SERVER = createServer();

    private static SSLContext createClients() {
        try {
            return TestCertificates.clientContext();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static TlsServer createServer() {
        try {
            return TlsServer.create(
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
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @FuzzTest(maxDuration = "3m")
    void any_records_keep_the_connection_consistent_and_close_it(byte[] fuzzed) throws SSLException {
        TlsFuzzInput input = new TlsFuzzInput(fuzzed);
        run(input, input.flag(0) ? new PlainPeer(input.bytes()) : client(input));
        assertEquals(0, SERVER.unfinishedHandshakes());
    }

    private static TlsPeer client(TlsFuzzInput input) throws SSLException {
        // Sessions are resumed only by the same host and port.
        SSLEngine engine = CLIENTS.createSSLEngine("localhost", input.flag(1) ? 1 : 443);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {input.flag(2) ? "TLSv1.2" : "TLSv1.3"});
        TlsPeer peer = new TlsPeer(engine, REQUESTS);
        peer.sendsCloseNotify = input.flag(3);
        peer.change = new RecordMutator(input, input.bytes());
        return peer;
    }

    private static void run(TlsFuzzInput input, TlsSimulation.Peer peer) {
        TlsSimulation[] simulation = new TlsSimulation[1];
        simulation[0] = new TlsSimulation(
                SERVER::newConnection,
                peer,
                request -> new GeneratedExchanges(simulation[0].pending).handle(request),
                input);
        simulation[0].hasFaults = input.flag(4);
        simulation[0].run();
    }
}
