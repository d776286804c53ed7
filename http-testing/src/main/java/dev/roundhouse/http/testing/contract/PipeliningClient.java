package dev.roundhouse.http.testing.contract;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A client that sends requests without waiting for responses until the server closes the connection, and counts the responses.
 * Each must be complete.
 */
final class PipeliningClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String LENGTH = "\r\nContent-Length: ";

    private final Socket socket = new Socket();
    private final byte[] requests;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread sender = new Thread(this::send, "pipelining-sender");
    private volatile String lastHead = "";

    /** @param receiveBuffer size of the receive buffer of the socket in bytes */
    PipeliningClient(SocketAddress server, String requests, int receiveBuffer) throws IOException {
        this.requests = requests.getBytes(StandardCharsets.ISO_8859_1);
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        socket.connect(server);
        sender.setDaemon(true);
        sender.start();
    }

    private void send() {
        try {
            while (true) {
                socket.getOutputStream().write(requests);
            }
        } catch (IOException excess) {
            // Closed by the reader, or by the server after it has discarded input for a while.
        }
    }

    /** Waits for the first response. */
    void awaitFirstResponse() throws InterruptedException {
        begun.await();
    }

    /**
     * Reads until the end of input.
     *
     * @return the number of responses
     * @throws IOException if a response is not complete, or the connection is reset
     */
    int readAll() throws IOException {
        int responses = 0;
        try (socket) {
            DataInputStream input = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            for (String head = head(input); !head.isEmpty(); head = head(input)) {
                lastHead = head;
                readBody(input, head);
                responses++;
                begun.countDown();
            }
        } finally {
            begun.countDown();
        }
        return responses;
    }

    /** The header section of the last complete response. */
    String lastHead() {
        return lastHead;
    }

    private static String head(DataInputStream input) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int value = input.read();
            if (value < 0 && head.isEmpty()) {
                return "";
            }
            if (value < 0) {
                throw new EOFException("the end, after " + head);
            }
            head.append((char) value);
        }
        return head.toString();
    }

    /** Reads a body, whose bytes must all be the same. */
    private static void readBody(DataInputStream input, String head) throws IOException {
        int from = head.indexOf(LENGTH) + LENGTH.length();
        byte[] body = new byte[Integer.parseInt(head.substring(from, head.indexOf('\r', from)))];
        input.readFully(body);
        for (byte b : body) {
            if (b != 'x') {
                throw new IOException("a response is mixed up: " + head);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
