package dev.roundhouse.http.lab.server;

import dev.roundhouse.http.conformance.SocketConnector;
import dev.roundhouse.http.lab.workload.ProbeResponse;
import dev.roundhouse.http.tls.TlsClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends one request on a new connection before the measurement. It reads responses with Content-Length, chunked ones and
 * close-delimited ones (RFC 9112 §6.3).
 *
 * @param port of the server on this machine
 * @param tls secures the connection, if the server uses TLS
 */
public record ProbeClient(int port, Optional<TlsClient> tls) implements ProbeResponse.Prober {
    private static final String HOST = "localhost";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The age of a session has a resolution of a millisecond. */
    private static final long CLOCK_STEP_MILLIS = 10;

    private static final int HEX = 16;
    private static final int OK = 200;

    @Override
    public ProbeResponse get(String target) throws IOException {
        try (Socket socket = connect()) {
            String head = "GET " + target + " HTTP/1.1\r\nHost: " + HOST + ":" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return readResponse(socket.getInputStream());
        }
    }

    /** Connects to the server, with a handshake if it uses TLS. */
    public SocketConnector connector() {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return tls.map(client -> SocketConnector.secure(client, server, HOST))
                .orElseGet(() -> SocketConnector.to(server));
    }

    /**
     * Whether the server responds to a request over HTTP/2: with TLS negotiated by ALPN, in clear by prior knowledge.
     *
     * @param target of a file
     */
    public boolean supportsHttp2(String target) {
        // The certificate is that of the run, and is verified by the other probes.
        ProbeClient http2 = new ProbeClient(port, tls.map(client -> TlsClient.insecure(List.of("h2"))));
        try (Socket socket = http2.connect()) {
            return Http2Probe.status(socket, tls.isPresent() ? "https" : "http", HOST + ":" + port, target) == OK;
        } catch (IOException e) {
            // Servers without HTTP/2 end the handshake or the connection.
            return false;
        }
    }

    private Socket connect() throws IOException {
        Socket socket = connector().connect(TIMEOUT);
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        return socket;
    }

    /**
     * Whether a connection resumes the session of the one before. False without TLS.
     *
     * @throws IOException if the server does not respond
     */
    public boolean resumesSessions() throws IOException {
        if (tls.isEmpty()) {
            return false;
        }
        get("/");
        long beforeMillis = System.currentTimeMillis();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(CLOCK_STEP_MILLIS));
        try (Socket socket = connect()) {
            return TlsClient.sessionMillis(socket) <= beforeMillis;
        }
    }

    private static ProbeResponse readResponse(InputStream in) throws IOException {
        String[] statusLine = line(in).split(" ", 3);
        if (statusLine.length < 2 || !statusLine[1].matches("[1-5][0-9][0-9]")) {
            throw new IOException("the response does not start with a status line");
        }
        Map<String, String> fields = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return ProbeResponse.ofBody(Integer.parseInt(statusLine[1]), fields, body(in, fields));
    }

    private static byte[] body(InputStream in, Map<String, String> fields) throws IOException {
        if (fields.containsKey("transfer-encoding")) {
            return chunks(in);
        }
        return fields.containsKey("content-length")
                ? in.readNBytes(Integer.parseInt(fields.get("content-length")))
                : in.readAllBytes();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = chunk(in); length > 0; length = chunk(in)) {
            body.write(in.readNBytes(length));
            line(in);
        }
        return body.toByteArray();
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), HEX);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int value = in.read(); value != '\n'; value = in.read()) {
            if (value < 0) {
                throw new IOException("the connection was closed within the header section");
            }
            line.append((char) value);
        }
        return line.toString().stripTrailing();
    }
}
