package dev.roundhouse.http.conformance.contract;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Sends requests without waiting for responses, until the server closes, and counts the responses: each must be complete,
 * and nothing but responses may come.
 */
final class PipeliningClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LENGTH = "\r\nContent-Length: ";

    private final Socket socket = new Socket();
    private final byte[] requests;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread sender = new Thread(this::send, "pipelining-sender");
    private volatile String lastHead = "";

    /** @param receiveBuffer bytes that the system holds for this client */
    PipeliningClient(InetSocketAddress server, String requests, int receiveBuffer) throws IOException {
        this.requests = requests.getBytes(StandardCharsets.ISO_8859_1);
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout((int) PATIENCE.toMillis());
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
            // The reader has closed it, or the server has, after it had read over what came for a while.
        }
    }

    /** Returns when the first response has come. */
    void awaitFirstResponse() throws InterruptedException {
        begun.await();
    }

    /**
     * Reads to the end.
     *
     * @return the number of responses
     * @throws IOException when one of them is not complete, or the connection is reset
     */
    int readAll() throws IOException {
        int responses = 0;
        try (socket) {
            DataInputStream input = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            for (String head = head(input); !head.isEmpty(); head = head(input)) {
                lastHead = head;
                body(input, head);
                responses++;
                begun.countDown();
            }
        } finally {
            begun.countDown();
        }
        return responses;
    }

    /** Of the last response that was complete. */
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

    /** A body of as many letters as its length says, all the same. */
    private static void body(DataInputStream input, String head) throws IOException {
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
