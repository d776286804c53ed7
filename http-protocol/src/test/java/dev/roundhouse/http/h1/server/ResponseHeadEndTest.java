package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.Persistence;
import dev.roundhouse.http.message.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadEndTest {
    private static final String DATE = "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n";

    private static String encode(ServerFields fields, Persistence persistence, boolean explicitKeepAlive) {
        byte[] bytes = ResponseHeadEnd.encode(fields, persistence, explicitKeepAlive);
        return HttpGrammar.decode(bytes, 0, bytes.length);
    }

    @Test
    void fields_of_every_response_follow_the_product() {
        ServerFields fields = new ServerFields(() -> 0, "S", Headers.of("A", "b", "C", "d"));

        String lines = DATE + "Server: S\r\nA: b\r\nC: d\r\n";
        assertEquals(lines + "\r\n", encode(fields, Persistence.KEEP_ALIVE, false));
        assertEquals(lines + "Connection: keep-alive\r\n\r\n", encode(fields, Persistence.KEEP_ALIVE, true));
        assertEquals(lines + "Connection: close\r\n\r\n", encode(fields, Persistence.CLOSE, false));
    }

    @Test
    void without_a_product_and_other_fields_there_is_the_date_alone() {
        assertEquals(DATE + "\r\n", encode(new ServerFields(() -> 0, ""), Persistence.KEEP_ALIVE, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n", "GET / HTTP/9.9\r\nHost: a\r\n\r\n"})
    void response_to_a_malformed_request_has_the_fields(String request) throws IOException {
        Http1Connection connection = new Http1Connection(
                Http1Limits.DEFAULT, Timeouts.DEFAULT, new ServerFields(() -> 0, "", Headers.of("A", "b")), 0);
        connection.receive(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)), 0);

        ByteBuffer bytes = ByteBuffer.allocate(4096);
        connection.output().copyTo(bytes);
        String response = StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
        assertEquals(1, response.split("\r\nA: b\r\n", -1).length - 1, response);
    }
}
