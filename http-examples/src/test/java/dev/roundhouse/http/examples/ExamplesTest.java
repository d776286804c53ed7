package dev.roundhouse.http.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final String LOCAL = InetAddress.getLoopbackAddress().getHostAddress();

    @Test
    void bytes_in_give_bytes_out() throws IOException {
        String answer = BytesInBytesOut.answer("GET /world HTTP/1.1\r\nHost: example\r\n\r\n");

        assertEquals("""
                HTTP/1.1 200 OK\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Length: 13\r
                Date: Thu, 01 Jan 1970 12:00:00 GMT\r
                Server: Example\r
                \r
                Hello /world
                """, answer);
    }

    @Test
    void the_ten_line_server_answers_its_client() throws IOException {
        try (Listener server = TenLineServer.start(0)) {
            String answer = FetchOverSocket.get(LOCAL, server.address().getPort(), "/some/where?x=1");

            assertEquals("200 OK\nYou asked for /some/where?x=1\n", answer);
        }
    }

    @Test
    void the_protocol_runs_under_a_socket_of_ones_own() throws IOException, InterruptedException {
        Thread server;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server = new Thread(() -> serveUntilClosed(socket));
            server.start();

            String answer = FetchOverSocket.get(LOCAL, socket.getLocalPort(), "/");

            assertEquals("200 OK\nHello\n", answer);
        }
        server.join();
    }

    private static void serveUntilClosed(ServerSocket socket) {
        try {
            OwnSocketServer.serve(socket, request -> Response.plain(Status.OK, "Hello"));
        } catch (IOException closed) {
            assertTrue(socket.isClosed());
        }
    }
}
