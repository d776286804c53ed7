package dev.roundhouse.http.app.faults;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client of a soak test: sends a mix of requests one after the other, and reads each response. */
final class SoakClient {
    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: ([0-9]+)\r\n");
    private static final String END = " HTTP/1.1\r\nHost: soak\r\n";

    private final ServerFixture server;
    private final SplittableRandom random;
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private Socket socket = new Socket();
    private InputStream input = InputStream.nullInputStream();
    private String lastTag = "\"none\"";

    SoakClient(ServerFixture server, long seed) {
        this.server = server;
        this.random = new SplittableRandom(seed);
    }

    /** Sends requests until it is stopped. */
    Map<Integer, Long> run(BooleanSupplier requested) throws IOException {
        connect();
        while (requested.getAsBoolean()) {
            request(random.nextInt(100));
        }
        socket.close();
        return statuses;
    }

    private void connect() throws IOException {
        socket.close();
        socket = server.connect();
        input = new BufferedInputStream(socket.getInputStream());
    }

    private void request(int kind) throws IOException {
        if (kind < 45) {
            exchange("GET /small-" + random.nextInt(50) + ".txt" + END);
        } else if (kind < 55) {
            exchange("GET /small-0.txt" + END + "Accept-Encoding: gzip\r\n");
        } else if (kind < 65) {
            exchange("GET /small-1.txt" + END + "If-None-Match: " + lastTag + "\r\n");
        } else if (kind < 75) {
            exchange("GET /" + Long.toHexString(random.nextLong()) + END);
        } else if (kind < 85) {
            int from = random.nextInt(SoakTest.LARGE - 100_000);
            exchange("GET /large.bin" + END + "Range: bytes=" + from + "-" + (from + random.nextInt(100_000)) + "\r\n");
        } else if (kind < 88) {
            exchange("GET /medium.bin" + END);
        } else if (kind < 93) {
            exchange("GET /" + END + "Accept: application/json\r\n");
        } else if (kind < 96) {
            abort();
        } else if (kind < 98) {
            exchange("GET /%zz" + END);
            connect();
        } else {
            connect();
        }
    }

    /** Disconnects in the middle of a large response. */
    private void abort() throws IOException {
        send("GET /large.bin" + END + "\r\n");
        input.readNBytes(random.nextInt(500_000));
        connect();
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void exchange(String request) throws IOException {
        send(request + "\r\n");
        String head = head();
        int status = Integer.parseInt(head.substring(9, 12));
        statuses.merge(status, 1L, Long::sum);
        storeTag(head);
        Matcher length = LENGTH.matcher(head);
        if (status != 304 && length.find()) {
            input.skipNBytes(Long.parseLong(length.group(1)));
        }
    }

    private void storeTag(String head) {
        int at = head.indexOf("\r\nETag: ");
        if (at >= 0) {
            lastTag = head.substring(at + 8, head.indexOf("\r\n", at + 8));
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder(512);
        while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
            int value = input.read();
            if (value < 0) {
                throw new EOFException("the connection ended in this head: " + head);
            }
            head.append((char) value);
        }
        return head.toString();
    }
}
