package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.message.TlsInfo;
import dev.roundhouse.http.tls.certificate.CertificateKeyManager;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * The TLS side of a server: creates a connection around the HTTP connection of each client. Used by any number of threads.
 *
 * <p>It has one {@link SSLContext} for life, because sessions of another one cannot be resumed: certificates are exchanged inside of
 * the key manager.
 */
public final class TlsServer {
    /** What tickets make unnecessary, but TLS 1.2 without tickets needs. */
    private static final int SESSION_CACHE_SIZE = 20_000;

    private final SSLContext sslContext;
    private final TlsSettings settings;
    private final SSLParameters parameters;
    private final ProtocolSelector protocols;
    private final TlsObserver observer;
    private final HandshakeLimiter limiter;
    private final SessionDescription sessionDescription = new SessionDescription();
    private final long handshakeNanos;
    private final long writeNanos;

    private TlsServer(
            SSLContext sslContext,
            SSLParameters parameters,
            TlsSettings settings,
            ProtocolSelector protocols,
            TlsObserver observer) {
        this.sslContext = sslContext;
        this.settings = settings;
        this.protocols = protocols;
        this.observer = observer;
        this.limiter = new HandshakeLimiter(settings.maxHandshakes());
        this.handshakeNanos = TimeUnit.NANOSECONDS.convert(settings.handshakeTimeout());
        this.writeNanos = TimeUnit.NANOSECONDS.convert(settings.writeTimeout());
        this.parameters = parameters;
    }

    /**
     * Creates the TLS side of a server.
     *
     * @param keys chooses the certificate of the server
     * @param trust verifies the certificates of clients; may be empty if they are not requested
     * @param protocols creates the connections inside of TLS
     * @throws IllegalArgumentException if client certificates are needed, and {@code trust} is empty
     * @throws GeneralSecurityException if the JDK does not support a cipher suite or a group, or no client could connect with them
     */
    public static TlsServer create(
            TlsSettings settings,
            CertificateKeyManager keys,
            Optional<? extends TrustManager> trust,
            ProtocolSelector protocols,
            TlsObserver observer)
            throws GeneralSecurityException {
        if (settings.clientAuthentication() == ClientAuthentication.NEED && trust.isEmpty()) {
            throw new IllegalArgumentException("client certificates are needed, but no authority is trusted");
        }
        SSLContext context = SSLContext.getInstance("TLS");
        // An empty array, because null stands for the authorities of the JDK.
        TrustManager[] trustManagers = trust.<TrustManager[]>map(manager -> new TrustManager[] {manager})
                .orElse(new TrustManager[0]);
        context.init(new KeyManager[] {keys}, trustManagers, null);
        context.getServerSessionContext().setSessionCacheSize(SESSION_CACHE_SIZE);
        context.getServerSessionContext().setSessionTimeout((int)
                Math.min(Integer.MAX_VALUE, settings.sessionLifetime().toSeconds()));
        SSLParameters parameters = TlsParameters.ofServer(settings, keys.certificates(), context);
        if (!keys.serverNameMatchers().isEmpty()) {
            parameters.setSNIMatchers(keys.serverNameMatchers());
        }
        return new TlsServer(context, parameters, settings, protocols, observer);
    }

    /**
     * Creates the connection of a client that has been accepted.
     *
     * @param context the caller of the connection
     * @param nowNanos the current time
     */
    public Connection newConnection(ConnectionContext context, long nowNanos) {
        SSLEngine engine = sslContext.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        return new TlsConnection(this, engine, context, nowNanos);
    }

    /** The number of handshakes that are in progress. */
    public int unfinishedHandshakes() {
        return limiter.unfinished();
    }

    /** The names of the cipher suites that are offered, the preferred one first. */
    public List<String> cipherSuites() {
        return List.of(parameters.getCipherSuites());
    }

    HandshakeLimiter limiter() {
        return limiter;
    }

    ProtocolSelector protocols() {
        return protocols;
    }

    TlsObserver observer() {
        return observer;
    }

    long handshakeNanos() {
        return handshakeNanos;
    }

    long writeNanos() {
        return writeNanos;
    }

    /**
     * The facts of a handshake that is complete.
     *
     * @param startMillis when it began
     */
    TlsInfo describe(SSLEngine engine, long startMillis) {
        return sessionDescription.of(engine, startMillis, settings.clientAuthentication() != ClientAuthentication.OFF);
    }
}
