package dev.roundhouse.http.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * The TLS side of a client: secures sockets that are connected. Its sessions are resumed. Used by any number of threads.
 *
 * <pre>{@code
 * TlsClient client = TlsClient.create(Optional.empty(), Optional.empty(), List.of("http/1.1"));
 * Socket secured = client.secure(new Socket("example.org", 443), "example.org", 443);
 * }</pre>
 */
public final class TlsClient {
    private final SSLContext sslContext;
    private final boolean isInsecure;
    private final List<String> applicationProtocols;

    private TlsClient(SSLContext sslContext, boolean isInsecure, List<String> applicationProtocols) {
        this.sslContext = sslContext;
        this.isInsecure = isInsecure;
        this.applicationProtocols = List.copyOf(applicationProtocols);
    }

    /**
     * Creates a client that verifies the certificate of the server and its host name. RFC 9110 §4.3.4
     *
     * @param trust verifies certificates; the authorities of the JDK if empty
     * @param keys the certificate of the client, if it has one
     * @param applicationProtocols for ALPN, the preferred one first; may be empty
     * @throws GeneralSecurityException if the JDK has no TLS
     */
    public static TlsClient create(
            Optional<? extends TrustManager> trust,
            Optional<? extends KeyManager> keys,
            List<String> applicationProtocols)
            throws GeneralSecurityException {
        TrustManager[] trustManagers = trust.<TrustManager[]>map(manager -> new TrustManager[] {manager})
                .orElse(null);
        KeyManager[] keyManagers =
                keys.<KeyManager[]>map(manager -> new KeyManager[] {manager}).orElse(null);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers, trustManagers, null);
        return new TlsClient(context, false, applicationProtocols);
    }

    /**
     * Creates a client that accepts any certificate: for tests, and for servers that are known in another way.
     *
     * @param applicationProtocols for ALPN, the preferred one first; may be empty
     * @throws GeneralSecurityException if the JDK has no TLS
     */
    public static TlsClient insecure(List<String> applicationProtocols) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AcceptingTrustManager()}, null);
        return new TlsClient(context, true, applicationProtocols);
    }

    /**
     * Secures a connected socket. The handshake begins with the first read or write, which throws if it fails.
     *
     * @param host the name of the server, for SNI and to be compared with the certificate
     * @param port the port of the server; sessions are resumed by host and port
     * @return a socket that owns the given one
     */
    public Socket secure(Socket connected, String host, int port) throws IOException {
        SSLSocket secured = (SSLSocket) sslContext.getSocketFactory().createSocket(connected, host, port, true);
        secured.setSSLParameters(parameters(secured.getSSLParameters()));
        secured.setUseClientMode(true);
        return secured;
    }

    /**
     * Creates an engine, for clients that do not block. The caller does the handshake.
     *
     * @param host the name of the server, for SNI and to be compared with the certificate
     * @param port the port of the server; sessions are resumed by host and port
     */
    public SSLEngine newEngine(String host, int port) {
        SSLEngine engine = sslContext.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        engine.setSSLParameters(parameters(engine.getSSLParameters()));
        return engine;
    }

    private SSLParameters parameters(SSLParameters parameters) {
        parameters.setApplicationProtocols(applicationProtocols.toArray(String[]::new));
        if (!isInsecure) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }
}
