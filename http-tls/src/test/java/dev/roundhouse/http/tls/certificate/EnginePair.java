package dev.roundhouse.http.tls.certificate;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A client and a server whose records are passed in memory. */
final class EnginePair {
    private static final int BUFFER_BYTES = 1 << 17;

    private final SSLEngine client;
    private final SSLEngine server;
    private final ByteBuffer toServer = ByteBuffer.allocate(BUFFER_BYTES);
    private final ByteBuffer toClient = ByteBuffer.allocate(BUFFER_BYTES);
    private final ByteBuffer plain = ByteBuffer.allocate(BUFFER_BYTES);

    private EnginePair(SSLEngine client, SSLEngine server) {
        this.client = client;
        this.server = server;
    }

    static SSLContext serverContext(CertificateKeyManager keys) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {keys}, null, null);
        return context;
    }

    /** A context that has its own cache of sessions. */
    static SSLContext clientContext(X509ExtendedTrustManager trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        return context;
    }

    /**
     * Does a handshake.
     *
     * @param serverName that the client sends; none if it is empty
     */
    static X509Certificate[] handshake(
            SSLContext clientContext,
            SSLContext serverContext,
            CertificateKeyManager keys,
            String serverName,
            String protocol)
            throws SSLException {
        // The client resumes a session of the same host with the server name of that session.
        SSLEngine client = clientContext.createSSLEngine(serverName.isEmpty() ? "none" : serverName, 443);
        client.setUseClientMode(true);
        client.setEnabledProtocols(new String[] {protocol});
        SSLParameters parameters = client.getSSLParameters();
        List<SNIServerName> names = serverName.isEmpty() ? List.of() : List.of(new SNIHostName(serverName));
        parameters.setServerNames(names);
        client.setSSLParameters(parameters);
        return handshake(client, serverContext, keys);
    }

    static X509Certificate[] handshake(SSLEngine client, SSLContext serverContext, CertificateKeyManager keys)
            throws SSLException {
        SSLEngine server = serverContext.createSSLEngine();
        server.setUseClientMode(false);
        SSLParameters parameters = server.getSSLParameters();
        parameters.setSNIMatchers(keys.serverNameMatchers());
        server.setSSLParameters(parameters);
        new EnginePair(client, server).run();
        return (X509Certificate[]) client.getSession().getPeerCertificates();
    }

    private void run() throws SSLException {
        client.beginHandshake();
        server.beginHandshake();
        boolean isActive = true;
        while (isActive) {
            isActive = wrap(client, toServer);
            isActive |= unwrap(server, toServer);
            isActive |= wrap(server, toClient);
            isActive |= unwrap(client, toClient);
        }
        if (client.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
                || server.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            throw new SSLException(client.getHandshakeStatus() + " and " + server.getHandshakeStatus());
        }
    }

    private boolean wrap(SSLEngine engine, ByteBuffer target) throws SSLException {
        boolean isActive = false;
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            int produced = wrapRecord(engine, target);
            runTasks(engine);
            isActive |= produced > 0;
            if (produced == 0) {
                return isActive;
            }
        }
        return isActive;
    }

    private int wrapRecord(SSLEngine engine, ByteBuffer target) throws SSLException {
        try {
            return engine.wrap(ByteBuffer.allocate(0), target).bytesProduced();
        } catch (SSLException failed) {
            if (engine == client) {
                throw failed;
            }
            // The next record is its alert.
            return engine.wrap(ByteBuffer.allocate(0), target).bytesProduced();
        }
    }

    /** An error of the server is thrown when its alert has reached the client, which throws it then. */
    private boolean unwrap(SSLEngine engine, ByteBuffer source) throws SSLException {
        boolean isActive = false;
        source.flip();
        try {
            while (source.hasRemaining()) {
                int consumed = engine.unwrap(source, plain.clear()).bytesConsumed();
                runTasks(engine);
                isActive |= consumed > 0;
                if (consumed == 0) {
                    break;
                }
            }
        } catch (SSLException failed) {
            if (engine == client) {
                throw failed;
            }
            isActive = true;
        }
        source.compact();
        return isActive;
    }

    private static void runTasks(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
