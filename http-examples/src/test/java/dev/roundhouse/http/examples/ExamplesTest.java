package dev.roundhouse.http.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CheckedConnection;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.Listener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final Queue<IllegalStateException> VIOLATIONS = new ConcurrentLinkedQueue<>();
    private static final String LOCAL = InetAddress.getLoopbackAddress().getHostAddress();

    @Test
    void bytes_in_give_bytes_out() throws IOException {
        String response = BytesInBytesOut.respond("GET /world HTTP/1.1\r\nHost: example\r\n\r\n");

        assertEquals("""
                HTTP/1.1 200 OK\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Length: 13\r
                Date: Thu, 01 Jan 1970 12:00:00 GMT\r
                Server: Example\r
                \r
                Hello /world
                """, response);
    }

    @Test
    void ten_line_server_responds_to_its_client() throws IOException {
        try (Listener server = TenLineServer.start(0)) {
            String response = SocketClient.get(LOCAL, server.port(), "/some/where?x=1");

            assertEquals("200 OK\nYou requested /some/where?x=1\n", response);
        }
    }

    @Test
    void protocol_runs_with_a_plain_socket() throws IOException, InterruptedException {
        Thread server;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server = new Thread(() -> serveUntilClosed(socket));
            server.start();

            String response = SocketClient.get(LOCAL, socket.getLocalPort(), "/");

            assertEquals("200 OK\nHello\n", response);
        }
        server.join();
    }

    private static Connection newCheckedConnection() {
        return new CheckedConnection(newConnection(), VIOLATIONS::add);
    }

    private static Connection newConnection() {
        ServerFields serverFields = new ServerFields(() -> 0, "");
        return new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, serverFields, System.nanoTime());
    }

    @AfterEach
    void assertOrderOfCallsWasKept() {
        assertEquals(List.of(), List.copyOf(VIOLATIONS));
    }

    private static void serveUntilClosed(ServerSocket socket) {
        try {
            PlainSocketServer.serve(
                    socket, request -> Response.plain(Status.OK, "Hello"), ExamplesTest::newCheckedConnection);
        } catch (IOException closed) {
            assertTrue(socket.isClosed());
        }
    }

    private static final int REQUESTS = 5000;
    private static final String GET = "GET /world HTTP/1.1\r\nHost: a\r\n\r\n";

    /** The responses are much longer than the 64 KiB after which an output is full. */
    @Test
    void every_request_in_the_bytes_gets_a_response() throws IOException {
        Connection connection = new CheckedConnection(
                new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, new ServerFields(() -> 0, ""), 0));

        String responses = BytesInBytesOut.respond(GET.repeat(REQUESTS), connection);

        assertEquals(REQUESTS, responses.split("Hello /world\n", -1).length - 1);
    }

    @Test
    void long_request_is_sent_completely() throws IOException {
        try (Listener server = TenLineServer.start(0)) {
            String path = "/" + "p".repeat(8000) + "?" + "q".repeat(150);

            String response = SocketClient.get(LOCAL, server.port(), path);

            assertEquals("200 OK\nYou requested " + path + "\n", response);
        }
    }

    /** What a client does with a server on a port. */
    private interface Client {
        void use(int port) throws IOException;
    }

    private static void withEveryServer(Client client) throws IOException, InterruptedException {
        try (Listener server = TenLineServer.start(0)) {
            client.use(server.port());
        }
        Thread server;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server = new Thread(() -> serveUntilClosed(socket));
            server.start();
            client.use(socket.getLocalPort());
        }
        server.join();
    }

    private static int countResponses(InputStream input) throws IOException {
        return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1).split("HTTP/1.1 200 OK\r\n", -1).length
                - 1;
    }

    @Test
    void every_server_responds_to_pipelined_requests() throws IOException, InterruptedException {
        withEveryServer(port -> {
            try (Socket socket = new Socket(LOCAL, port)) {
                socket.setSoTimeout(20_000);
                sendInBackground(socket, GET.repeat(REQUESTS));

                assertEquals(REQUESTS, countResponses(socket.getInputStream()));
            }
        });
    }

    @Test
    void every_server_reads_a_request_that_arrives_byte_by_byte() throws IOException, InterruptedException {
        withEveryServer(port -> {
            try (Socket socket = new Socket(LOCAL, port)) {
                socket.setSoTimeout(20_000);
                socket.setTcpNoDelay(true);
                for (byte b : GET.getBytes(StandardCharsets.ISO_8859_1)) {
                    socket.getOutputStream().write(b);
                }
                socket.shutdownOutput();

                assertEquals(1, countResponses(socket.getInputStream()));
            }
        });
    }

    /** Any number of requests waits until the client reads. */
    @Test
    void every_server_waits_for_a_slow_reader() throws IOException, InterruptedException {
        withEveryServer(port -> {
            try (Socket socket = new Socket()) {
                socket.setReceiveBufferSize(4096);
                socket.connect(new InetSocketAddress(LOCAL, port));
                socket.setSoTimeout(20_000);
                sendInBackground(socket, GET.repeat(REQUESTS));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));

                assertEquals(REQUESTS, countResponses(socket.getInputStream()));
            }
        });
    }

    private static void sendInBackground(Socket socket, String requests) {
        Thread sender = new Thread(() -> {
            try {
                socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        sender.setDaemon(true);
        sender.start();
    }
}
