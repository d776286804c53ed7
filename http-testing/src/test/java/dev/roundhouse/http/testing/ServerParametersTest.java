package dev.roundhouse.http.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The parameters of test methods; one server for all tests of a class. */
class ServerParametersTest {
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.of(request -> Response.plain(Status.OK, "hello"), "blocking");

    @BeforeAll
    @AfterAll
    static void server_runs(URI root, SocketAddress address) {
        assertEquals(SERVER.address(), address);
        assertEquals(SERVER.uri("/"), root);
    }

    @Test
    void raw_client_and_addresses_are_parameters(
            RawClient client, URI root, SocketAddress address, InetSocketAddress same) throws IOException {
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        assertEquals("hello\n", client.readResponse().split("\r\n\r\n", 2)[1]);
        assertEquals(root.getPort(), same.getPort());
        assertEquals(address, same);
    }
}
