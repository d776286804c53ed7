package dev.roundhouse.http.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A client that sends bytes as they are, valid or not, and returns the bytes that it receives. It implements nothing of HTTP
 * but Content-Length, in {@link #readResponse}. Text is encoded in ISO 8859-1, one byte for each character.
 *
 * <pre>{@code
 * try (RawClient client = RawClient.connect(server.address())) {
 *     client.send("GET / HTTP/1.1\r\nHost: a\r\nBad Field: x\r\n\r\n");
 *     assertTrue(client.readTextToEnd().startsWith("HTTP/1.1 400 "));
 * }
 * }</pre>
 *
 * <p>A read or write that takes longer than the timeout closes the connection, and throws a {@link SocketTimeoutException} with
 * the bytes that have been received before. Sending and reading may be done by two threads.
 */
public final class RawClient implements AutoCloseable {
    /** Longer than any read of a test that passes. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

    private static final String LENGTH = "\r\nContent-Length: ";
    private static final int BUFFER_BYTES = 16 << 10;

    private final ClientChannel channel;
    private final Duration timeout;

    /** Received bytes that have not been returned. */
    private final ByteBuffer received = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

    /** A client that owns a channel, with a timeout of 20 seconds. */
    public RawClient(ClientChannel channel) {
        this(channel, DEFAULT_TIMEOUT);
    }

    /**
     * A client that owns a channel.
     *
     * @param timeout for each read and write
     */
    public RawClient(ClientChannel channel, Duration timeout) {
        this.channel = channel;
        this.timeout = timeout;
    }

    /** Connects to a server by a socket. */
    public static RawClient connect(SocketAddress server) throws IOException {
        return new RawClient(SocketClientChannel.connect(server));
    }

    /** Connects to the host and port of a URI by a socket. */
    public static RawClient connect(URI server) throws IOException {
        return connect(new InetSocketAddress(server.getHost(), server.getPort()));
    }

    /** Sends text. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes. */
    public void send(byte[] bytes) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        while (source.hasRemaining()) {
            inTime("send " + source.remaining() + " bytes", () -> channel.write(source));
        }
    }

    /** Sends text, each byte by a write of its own. */
    public void sendByteByByte(String text) throws IOException {
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            send(new byte[] {b});
        }
    }

    /** Aborts the connection by a reset. */
    public void reset() throws IOException {
        channel.reset();
    }

    /** Closes the sending side. */
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** The address of this end of the connection. */
    public SocketAddress localAddress() {
        return channel.localAddress();
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
        return head + read(length);
    }

    /** Reads up to and including the empty line that ends a header section, or to the end of input. */
    public String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            if (!fill(head)) {
                break;
            }
            head.append((char) (received.get() & 0xFF));
        }
        return head.toString();
    }

    /** Reads a number of bytes as text, fewer at the end of input. */
    public String read(int count) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < count && fill(text)) {
            text.append(takeReceived(count - text.length()));
        }
        return text.toString();
    }

    /** Reads some bytes; -1 at the end of input. */
    public int read(byte[] target) throws IOException {
        if (!fill("")) {
            return -1;
        }
        int count = Math.min(target.length, received.remaining());
        received.get(target, 0, count);
        return count;
    }

    /** Reads until the end of input, or until the connection is reset. */
    public byte[] readToEnd() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        readToEnd(rest);
        return rest.toByteArray();
    }

    /** Reads text until the end of input, or until the connection is reset. */
    public String readTextToEnd() throws IOException {
        return readToEnd("");
    }

    /** Reads text until the end of input; appends {@code reset} if the connection was reset. */
    public String readToEnd(String reset) throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        boolean wasReset = readToEnd(rest);
        return rest.toString(StandardCharsets.ISO_8859_1) + (wasReset ? reset : "");
    }

    /** Returns whether the connection was reset. */
    private boolean readToEnd(ByteArrayOutputStream target) throws IOException {
        try {
            while (fill("")) {
                target.write(received.array(), received.position(), received.remaining());
                received.position(received.limit());
            }
            return false;
        } catch (SocketTimeoutException | ClosedChannelException failed) {
            throw failed;
        } catch (IOException reset) {
            return true;
        }
    }

    private String takeReceived(int max) {
        byte[] bytes = new byte[Math.min(max, received.remaining())];
        received.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads if no received byte is left.
     *
     * @param before what has been read of the same message, for the message of the exception
     * @return false at the end of input
     */
    private boolean fill(CharSequence before) throws IOException {
        if (received.hasRemaining()) {
            return true;
        }
        received.clear();
        try {
            return inTime("receive bytes after '" + before + "'", () -> channel.read(received)) >= 0;
        } finally {
            received.flip();
        }
    }

    private int inTime(String action, ChannelTimeout.ChannelOperation operation) throws IOException {
        return ChannelTimeout.call(channel, timeout, action, operation);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
