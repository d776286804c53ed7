package dev.roundhouse.http.conformance.runner;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A line over the network: a plain socket. */
public final class SocketTestChannel implements TestChannel, AutoCloseable {
    /** A server that has something to say without being asked says it at once. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMillis(50);

    private final Socket socket = new Socket();
    private final byte[] buffer = new byte[64 << 10];
    private final Duration timeout;
    private String buffered = "";

    /**
     * A new connection.
     *
     * @param timeout how long silence is listened to
     */
    public SocketTestChannel(InetSocketAddress server, Duration timeout) throws IOException {
        this.timeout = timeout;
        socket.setTcpNoDelay(true);
        try {
            socket.connect(server, Math.toIntExact(timeout.toMillis()));
        } catch (IOException unreachable) {
            socket.close();
            throw unreachable;
        }
    }

    @Override
    public void send(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException closed) {
            // A server that closed early may have said why: that is still to be heard.
        }
    }

    @Override
    public void shutdownOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException closed) {
            // The same.
        }
    }

    @Override
    public String receive() throws ReceiveTimeoutException {
        if (!buffered.isEmpty()) {
            String bytes = buffered;
            buffered = "";
            return bytes;
        }
        try {
            return read(timeout);
        } catch (SocketTimeoutException silence) {
            throw new ReceiveTimeoutException();
        }
    }

    @Override
    public boolean isIdle() {
        try {
            buffered += read(IDLE_TIMEOUT);
            return false;
        } catch (SocketTimeoutException silence) {
            return buffered.isEmpty();
        }
    }

    private String read(Duration limit) throws SocketTimeoutException {
        try {
            socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
            int count = socket.getInputStream().read(buffer);
            return count < 0 ? "" : new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException silence) {
            throw silence;
        } catch (IOException reset) {
            // A connection may end so, too: nothing more will come.
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
