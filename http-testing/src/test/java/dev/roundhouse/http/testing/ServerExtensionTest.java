package dev.roundhouse.http.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.TransportSettings;
import dev.roundhouse.http.transport.blocking.BlockingTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerExtensionTest {
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.of(
            request -> Response.plain(Status.OK, request.target().path()));

    @RegisterExtension
    final ServerExtension eachTest = ServerExtension.of(request -> Response.plain(Status.OK, "each"), "blocking");

    private static String get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void serves_the_handler_at_its_uri() throws Exception {
        assertEquals("/x\n", get(SERVER.uri("/x?y")));
        assertEquals("each\n", get(eachTest.uri("/")));
        assertNotEquals(SERVER.address(), eachTest.address());
    }

    @Test
    void raw_client_is_connected() throws IOException {
        RawClient client = SERVER.connect();
        client.send("GET / HTTP/1.1\r\nHost: a\r\nBad Field: x\r\n\r\n");

        assertTrue(client.readTextToEnd().startsWith("HTTP/1.1 400 Bad Request\r\n"));
    }

    @Nested
    class InANestedClass {
        private final SocketAddress outer = SERVER.address();

        @Test
        void the_same_server_is_used() throws Exception {
            assertEquals(outer, SERVER.address());
            assertEquals("/\n", get(SERVER.uri("/")));
        }
    }

    /** With one extension, parameters are not ambiguous. */
    @Nested
    class OfAnyKind {
        @Test
        void any_server_is_closed_after_its_last_user() throws Exception {
            ServerExtension extension = ServerExtension.of(
                    () -> new BlockingTransport()
                            .start(
                                    Service.of(request -> Response.of(Status.OK)),
                                    TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))),
                    Listener::address);
            assertThrows(IllegalStateException.class, extension::address);
            extension.beginUse();
            extension.beginUse();
            SocketAddress address = extension.address();
            extension.endUse();
            RawClient.connect(address).close();
            extension.endUse();

            assertThrows(IOException.class, () -> RawClient.connect(address));
            assertThrows(IllegalStateException.class, extension::address);
        }
    }
}
