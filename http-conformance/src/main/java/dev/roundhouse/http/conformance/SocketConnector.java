package dev.roundhouse.http.conformance;

import dev.roundhouse.http.tls.TlsClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;

/** Opens connections to one server. */
@FunctionalInterface
public interface SocketConnector {
    /**
     * Opens a connection.
     *
     * @param timeout how long to wait for it
     * @throws IOException if the server cannot be reached, or a TLS handshake with it fails
     */
    Socket connect(Duration timeout) throws IOException;

    /** Connects without TLS. */
    static SocketConnector to(SocketAddress server) {
        return timeout -> connect(server, timeout);
    }

    /**
     * Connects with TLS.
     *
     * @param host the host name of the server, as its certificate should have it
     */
    static SocketConnector secure(TlsClient tls, InetSocketAddress server, String host) {
        return timeout -> {
            Socket plain = connect(server, timeout);
            Socket secured = tls.secure(plain, host, server.getPort());
            try {
                secured.setSoTimeout(Math.toIntExact(timeout.toMillis()));
                TlsClient.handshake(secured);
                return secured;
            } catch (IOException failed) {
                plain.close();
                throw failed;
            }
        };
    }

    private static Socket connect(SocketAddress server, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(server, Math.toIntExact(timeout.toMillis()));
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }
}
