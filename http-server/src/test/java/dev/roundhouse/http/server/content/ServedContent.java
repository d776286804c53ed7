package dev.roundhouse.http.server.content;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** A handler that is served by a transport on a free port, and connections to it. */
final class ServedContent implements AutoCloseable {
    /** Longer than any wait of a test that passes. */
    static final int TIMEOUT_MILLIS = 20_000;

    private final HttpServer server;
    private final Queue<Throwable> handlerFailures = new ConcurrentLinkedQueue<>();

    ServedContent(String transport, Handler handler) throws IOException {
        TransportObserver observer = new TransportObserver() {
            @Override
            public void handlerFailed(SocketAddress peer, Request request, Throwable cause) {
                handlerFailures.add(cause);
            }
        };
        server = HttpServer.builder()
                .host(InetAddress.getLoopbackAddress().getHostAddress())
                .port(0)
                .transport(transport)
                .observer(observer)
                .gracePeriod(Duration.ZERO)
                .handler(handler)
                .start();
    }

    /** The transports of this JVM. */
    static Stream<String> transports() {
        return TransportRegistry.installed().transports().stream()
                .filter(transport -> transport.unavailableReason().isEmpty())
                .map(transport -> transport.name());
    }

    /** What handlers and uploads have thrown. */
    Queue<Throwable> handlerFailures() {
        return handlerFailures;
    }

    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect((InetSocketAddress) server.address());
        return socket;
    }

    /** Sends a request and returns the response, of which the server closes the connection. */
    String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return readToEnd(socket);
        }
    }

    static String readToEnd(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Reads until a text has come; what is read after it is dropped. */
    static String readUntil(Socket socket, String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the connection ended after: " + read.toString(StandardCharsets.ISO_8859_1));
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    static String post(String fields, String body) {
        return "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + fields + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    static String postChunked(String... chunks) {
        StringBuilder request = new StringBuilder(
                "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (String chunk : chunks) {
            request.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return request.append("0\r\n\r\n").toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
