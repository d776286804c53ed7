package dev.roundhouse.http.testing;

import dev.roundhouse.http.tls.TlsClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * A channel over TLS. The handshake begins with the first read or write. {@link #close} and {@link #reset} do not send close_notify,
 * so that they never wait; {@link #shutdownOutput} does.
 *
 * <pre>{@code
 * RawClient client = new RawClient(SecureClientChannel.connect(server.address(), TlsClient.insecure(List.of()), 0));
 * }</pre>
 */
public final class SecureClientChannel implements ClientChannel {
    private final Socket plain;
    private final Socket secured;
    private final SocketAddress localAddress;

    /** The socket of the JDK closes itself also when the server resets the connection. */
    private volatile boolean closedHere;

    private SecureClientChannel(Socket plain, Socket secured) {
        this.plain = plain;
        this.secured = secured;
        this.localAddress = plain.getLocalSocketAddress();
    }

    /**
     * Connects to a server.
     *
     * @param tls secures the socket
     * @param receiveBufferBytes size of the receive buffer of the socket; 0 for the default of the system
     */
    public static SecureClientChannel connect(InetSocketAddress server, TlsClient tls, int receiveBufferBytes)
            throws IOException {
        Socket plain = new Socket();
        try {
            if (receiveBufferBytes > 0) {
                plain.setReceiveBufferSize(receiveBufferBytes);
            }
            plain.setTcpNoDelay(true);
            plain.connect(server);
            return new SecureClientChannel(plain, tls.secure(plain, server.getHostString(), server.getPort()));
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        try {
            byte[] bytes = new byte[target.remaining()];
            int count = secured.getInputStream().read(bytes);
            if (count > 0) {
                target.put(bytes, 0, count);
            }
            return count;
        } catch (SocketException failed) {
            throw closedOr(failed);
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        try {
            secured.getOutputStream().write(bytes);
        } catch (SocketException failed) {
            throw closedOr(failed);
        }
        return bytes.length;
    }

    private IOException closedOr(SocketException failed) {
        return closedHere ? new ClosedChannelException() : failed;
    }

    @Override
    public void shutdownOutput() throws IOException {
        secured.shutdownOutput();
    }

    @Override
    public void reset() throws IOException {
        if (!plain.isClosed()) {
            plain.setSoLinger(true, 0);
        }
        close();
    }

    @Override
    public SocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public boolean isOpen() {
        return !plain.isClosed();
    }

    @Override
    public void close() throws IOException {
        closedHere = true;
        plain.close();
    }
}
