package dev.roundhouse.http.handlers.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.roundhouse.http.h1.server.Http1;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MisdirectedRequestHandlerTest {
    private final List<ConnectionInfo> connections = new ArrayList<>();
    private final MisdirectedRequestHandler handler =
            new MisdirectedRequestHandler(this::isResponsible, request -> Response.of(Status.OK));

    private boolean isResponsible(ConnectionInfo connection, String host) {
        connections.add(connection);
        return host.equals("a.example");
    }

    private Status statusOf(String head) throws IOException {
        Request request =
                Http1.parseRequest(ByteBuffer.wrap((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1)));
        return ((Response) handler.handle(request)).status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.example", "A.EXAMPLE", "a.example:8443", "a.example:", "a.example.", "a.example.:443"})
    void host_of_the_server_is_handled(String host) throws IOException {
        assertEquals(Status.OK, statusOf("GET / HTTP/1.1\r\nHost: " + host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b.example",
                "xa.example",
                "a.example.evil",
                "b.example:8443",
                "a",
                "evil-localhost",
                "localhost.evil",
                "a.example..",
                "%61.example"
            })
    void other_host_gets_421(String host) throws IOException {
        assertEquals(Status.MISDIRECTED_REQUEST, statusOf("GET / HTTP/1.1\r\nHost: " + host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "192.0.2.1:443",
                "[::1]",
                "[2001:db8::1]:8443",
                "localhost",
                "LOCALHOST:8443",
                "app.localhost"
            })
    void address_and_localhost_are_never_misdirected(String host) throws IOException {
        assertEquals(Status.OK, statusOf("GET / HTTP/1.1\r\nHost: " + host));
    }

    @Test
    void authority_of_an_absolute_target_takes_precedence() throws IOException {
        assertEquals(Status.OK, statusOf("GET https://a.example/ HTTP/1.1\r\nHost: b.example"));
        assertEquals(Status.MISDIRECTED_REQUEST, statusOf("GET https://b.example/ HTTP/1.1\r\nHost: a.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.0", "GET / HTTP/1.1\r\nHost:"})
    void request_without_a_host_is_handled(String head) throws IOException {
        assertEquals(Status.OK, statusOf(head));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT"})
    void all_methods_are_checked(String method) throws IOException {
        assertEquals(Status.MISDIRECTED_REQUEST, statusOf(method + " / HTTP/1.1\r\nHost: b.example"));
        assertEquals(Status.MISDIRECTED_REQUEST, statusOf("OPTIONS * HTTP/1.1\r\nHost: b.example"));
    }

    @Test
    void decision_depends_on_the_connection() throws IOException {
        statusOf("GET / HTTP/1.1\r\nHost: b.example");

        assertSame(ConnectionInfo.NONE, connections.get(0));
    }
}
