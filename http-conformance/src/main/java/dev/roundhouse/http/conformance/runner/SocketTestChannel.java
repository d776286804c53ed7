package dev.roundhouse.http.conformance.runner;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A channel over a TCP socket, with or without TLS. */
public final class SocketTestChannel implements TestChannel, AutoCloseable {
    /** A server that sends something unsolicited sends it immediately. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMillis(50);

    private final Socket socket;
    private final byte[] buffer = new byte[64 << 10];
    private final Duration timeout;
    private String buffered = "";

    /**
     * A channel over a connected socket, which it owns.
     *
     * @param timeout how long to wait for input
     */
    public SocketTestChannel(Socket socket, Duration timeout) {
        this.socket = socket;
        this.timeout = timeout;
    }

    @Override
    public void send(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // A server that closed early may have sent a response, which can still be received.
        }
    }

    @Override
    public void shutdownOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // As above.
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
        } catch (SocketTimeoutException e) {
            throw new ReceiveTimeoutException();
        }
    }

    @Override
    public boolean isIdle() {
        try {
            buffered += read(IDLE_TIMEOUT);
            return false;
        } catch (SocketTimeoutException e) {
            return buffered.isEmpty();
        }
    }

    private String read(Duration limit) throws SocketTimeoutException {
        try {
            socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
            int count = socket.getInputStream().read(buffer);
            return count < 0 ? "" : new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // A reset also ends the connection: nothing more is received.
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
