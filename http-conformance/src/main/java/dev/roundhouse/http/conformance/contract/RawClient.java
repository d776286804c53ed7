package dev.roundhouse.http.conformance.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends exactly what it is told, and knows of HTTP no more than Content-Length. */
final class RawClient implements AutoCloseable {
    /** Nothing takes so long in a test that passes. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final String LENGTH = "\r\nContent-Length: ";

    private final Socket socket = new Socket();

    RawClient(InetSocketAddress server) throws IOException {
        this(server, 0);
    }

    /** @param receiveBuffer octets that the system holds for this client; 0 for its default */
    RawClient(InetSocketAddress server, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        socket.setTcpNoDelay(true);
        socket.connect(server);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void sendByteByByte(String text) throws IOException {
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            socket.getOutputStream().write(b);
        }
    }

    /** The end without a word, by a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** A head and so much body as its Content-Length says. */
    String readResponse() throws IOException {
        String head = readHead();
        int at = head.indexOf(LENGTH);
        if (at < 0) {
            return head;
        }
        int from = at + LENGTH.length();
        int length = Integer.parseInt(head.substring(from, head.indexOf('\r', from)));
        return head + text(socket.getInputStream().readNBytes(length));
    }

    /** All up to and including the empty line. */
    String readHead() throws IOException {
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

    /** All up to the end. */
    byte[] readToEnd() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        InputStream input = socket.getInputStream();
        byte[] buffer = new byte[64 << 10];
        try {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                rest.write(buffer, 0, count);
            }
        } catch (SocketException reset) {
            // A connection may end so, too; what matters is what was read before.
        }
        return rest.toByteArray();
    }

    /** All up to the end, as text. */
    String readTextToEnd() throws IOException {
        return text(readToEnd());
    }

    /** All up to the end, as text; a reset is told by these words, behind what came before it. */
    String readToEnd(String reset) throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(rest);
        } catch (SocketException failed) {
            return text(rest.toByteArray()) + reset;
        }
        return text(rest.toByteArray());
    }

    int read(byte[] target) throws IOException {
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
