package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.tls.certificate.TrustedCertificates;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * The TLS side of a client: secures sockets that are connected, and has connections without I/O. Its sessions are resumed. It
 * has no certificate of a client. Used by any number of threads.
 *
 * <pre>{@code
 * TlsClient client = TlsClient.verifying(List.of("http/1.1"));
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
     * Creates a client that verifies the certificate of the server with the authorities of the JDK, and its host name. RFC 9110
     * §4.3.4
     *
     * @param applicationProtocols for ALPN, the preferred one first; may be empty
     */
    public static TlsClient verifying(List<String> applicationProtocols) {
        // Null stands for the authorities of the JDK.
        return new TlsClient(context(null), false, applicationProtocols);
    }

    /**
     * Creates a client that verifies the certificate of the server with other authorities, and its host name.
     *
     * @param applicationProtocols for ALPN, the preferred one first; may be empty
     */
    public static TlsClient trusting(TrustedCertificates authorities, List<String> applicationProtocols) {
        return new TlsClient(context(new TrustManager[] {authorities.trustManager()}), false, applicationProtocols);
    }

    /**
     * Creates a client that accepts any certificate: for tests, and for servers that are known in another way.
     *
     * @param applicationProtocols for ALPN, the preferred one first; may be empty
     */
    public static TlsClient insecure(List<String> applicationProtocols) {
        return new TlsClient(context(new TrustManager[] {new AcceptingTrustManager()}), true, applicationProtocols);
    }

    private static SSLContext context(TrustManager[] trustManagers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has TLS", impossible);
        }
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
     * Does the handshake of a socket that this class has secured, if it has not been done.
     *
     * @throws IOException if it fails, or the timeout of the socket passes
     * @throws ClassCastException if the socket has not been secured
     */
    public static void handshake(Socket secured) throws IOException {
        ((SSLSocket) secured).startHandshake();
    }

    /**
     * The protocol that ALPN has chosen for a socket that this class has secured; empty if the server does not use ALPN. Does the
     * handshake, if it has not been done.
     */
    public static String applicationProtocol(Socket secured) throws IOException {
        SSLSocket socket = (SSLSocket) secured;
        socket.startHandshake();
        return socket.getApplicationProtocol();
    }

    /**
     * When the session of a socket was created that this class has secured, in milliseconds since the epoch. A session that is older
     * than the connection has been resumed. Does the handshake, if it has not been done.
     */
    public static long sessionMillis(Socket secured) {
        return ((SSLSocket) secured).getSession().getCreationTime();
    }

    /**
     * Creates a connection for a socket that the caller reads and writes itself, and adds the first record of the handshake.
     *
     * @param host the name of the server, for SNI and to be compared with the certificate
     * @param port the port of the server; sessions are resumed by host and port
     * @param plaintext what is to be sent; it is read when the handshake is complete
     * @param receiver called with what has been received and decrypted; reads all bytes of the buffer
     * @throws IOException if there is nothing that the JDK could offer to a server
     */
    public TlsClientConnection newConnection(String host, int port, Output plaintext, Consumer<ByteBuffer> receiver)
            throws IOException {
        SSLEngine engine = sslContext.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        engine.setSSLParameters(parameters(engine.getSSLParameters()));
        return new TlsClientConnection(engine, plaintext, receiver);
    }

    private SSLParameters parameters(SSLParameters parameters) {
        parameters.setApplicationProtocols(applicationProtocols.toArray(String[]::new));
        if (!isInsecure) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }
}
