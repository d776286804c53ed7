package dev.roundhouse.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.ServerExtension;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension of the test kit starts this server for a test class. */
class ServerExtensionOfHttpServerTest {
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.of(
            () -> HttpServer.builder()
                    .port(0)
                    .handler(request ->
                            Response.plain(Status.OK, request.target().path()))
                    .start(),
            HttpServer::address);

    @Test
    void server_runs_at_the_injected_address(RawClient client, URI root, SocketAddress address) throws IOException {
        client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");

        assertEquals("/a\n", client.readResponse().split("\r\n\r\n", 2)[1]);
        assertEquals(SERVER.address(), address);
        assertEquals(SERVER.uri("/"), root);
    }
}
