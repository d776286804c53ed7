package dev.roundhouse.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.RequestHeadCache;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client gets the same bytes with TLS as without it, in any order of events, with any pieces. */
final class TlsTransparencyTest {
    private static final int SEEDS = 30 * Integer.getInteger("seeds.percent", 100) / 100;

    private final SSLContext clients = TestCertificates.clientContext();
    private final TlsServer server = TlsServer.create(
            TlsSettings.DEFAULT,
            TestCertificates.serverKeys(),
            Optional.empty(),
            (protocol, context, now) -> http1(context, now),
            TlsObserver.NONE);

    TlsTransparencyTest() throws GeneralSecurityException {}

    private static Connection http1(ConnectionContext context, long nowNanos) {
        ServerFields fields = new ServerFields(() -> 0, "");
        return new Http1Connection(
                Http1Limits.DEFAULT, Timeouts.DEFAULT, fields, new RequestHeadCache(8), context, nowNanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void plain_bytes_are_those_of_the_inner_connection_alone(String version) throws SSLException {
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] requests = GeneratedExchanges.requests(new Random(seed));
            String expected = withoutTls(requests);
            String message = version + " with seed " + seed;
            TlsPeer client = withTls(version, requests, new Random(-seed));
            String actual = client.received.toString(StandardCharsets.ISO_8859_1);
            message += ", closes " + client.sendsCloseNotify + ", client " + client;
            assertEquals(null, client.failure, message);
            assertEquals(expected.length(), actual.length(), message);
            assertEquals(expected, actual, message);
            assertTrue(client.hasReceivedCloseNotify, message);
            assertEquals(0, server.unfinishedHandshakes(), message);
        }
    }

    private static String withoutTls(byte[] requests) {
        PlainPeer peer = new PlainPeer(requests);
        run(TlsTransparencyTest::http1, peer, bound -> 0);
        return peer.received.toString(StandardCharsets.ISO_8859_1);
    }

    private TlsPeer withTls(String version, byte[] requests, Random random) throws SSLException {
        SSLEngine engine = clients.createSSLEngine("example.org", random.nextInt(4));
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {version});
        TlsPeer peer = new TlsPeer(engine, requests);
        peer.sendsCloseNotify = random.nextBoolean();
        run(server::newConnection, peer, random::nextInt);
        return peer;
    }

    private static void run(
            BiFunction<ConnectionContext, Long, Connection> server, TlsSimulation.Peer peer, IntUnaryOperator choice) {
        TlsSimulation[] simulation = new TlsSimulation[1];
        simulation[0] = new TlsSimulation(
                server, peer, request -> new GeneratedExchanges(simulation[0].pending).handle(request), choice);
        simulation[0].run();
    }
}
