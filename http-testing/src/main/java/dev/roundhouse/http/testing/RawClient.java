package dev.roundhouse.http.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends bytes as they are, and implements nothing of HTTP but Content-Length. */
public final class RawClient implements AutoCloseable {
    /** Longer than any read of a test that passes. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final String LENGTH = "\r\nContent-Length: ";

    private final Socket socket = new Socket();

    public RawClient(SocketAddress server) throws IOException {
        this(server, 0);
    }

    /** @param receiveBuffer size of the receive buffer of the socket in bytes; 0 for the default of the system */
    public RawClient(SocketAddress server, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        socket.setTcpNoDelay(true);
        socket.connect(server);
    }

    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void sendByteByByte(String text) throws IOException {
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            socket.getOutputStream().write(b);
        }
    }

    /** Aborts the connection by a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Reads a header section and the body that its Content-Length declares. */
    public String readResponse() throws IOException {
        String head = readHead();
        int at = head.indexOf(LENGTH);
        if (at < 0) {
            return head;
        }
        int from = at + LENGTH.length();
        int length = Integer.parseInt(head.substring(from, head.indexOf('\r', from)));
        return head + text(socket.getInputStream().readNBytes(length));
    }

    /** Reads a number of bytes, fewer at the end of input. */
    public String read(int count) throws IOException {
        return text(socket.getInputStream().readNBytes(count));
    }

    /** The address of this end of the connection. */
    public SocketAddress localAddress() {
        return socket.getLocalSocketAddress();
    }

    /** Reads up to and including the empty line. */
    public String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!text(head.toByteArray()).endsWith("\r\n\r\n")) {
            int value = socket.getInputStream().read();
            if (value < 0) {
                break;
            }
            head.write(value);
        }
        return text(head.toByteArray());
    }

    /** Reads until the end of input. */
    public byte[] readToEnd() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        InputStream input = socket.getInputStream();
        byte[] buffer = new byte[64 << 10];
        try {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                rest.write(buffer, 0, count);
            }
        } catch (SocketException reset) {
            // Counts as the end of input; the tests check what was read before.
        }
        return rest.toByteArray();
    }

    /** Reads text until the end of input. */
    public String readTextToEnd() throws IOException {
        return text(readToEnd());
    }

    /** Reads text until the end of input; appends {@code reset} if the connection was reset. */
    public String readToEnd(String reset) throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(rest);
        } catch (SocketException failed) {
            return text(rest.toByteArray()) + reset;
        }
        return text(rest.toByteArray());
    }

    public int read(byte[] target) throws IOException {
        return socket.getInputStream().read(target);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
