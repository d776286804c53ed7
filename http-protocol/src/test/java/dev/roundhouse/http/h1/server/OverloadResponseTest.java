package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OverloadResponseTest {
    @Test
    void is_a_complete_503_with_connection_close() {
        String text = "Too many connections. Please try again later.\n";

        assertEquals(
                "HTTP/1.1 503 Service Unavailable\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\n"
                        + "Retry-After: 7\r\n"
                        + "Content-Length: " + text.length() + "\r\n"
                        + "Connection: close\r\n\r\n"
                        + text,
                new String(OverloadResponse.encode(7), StandardCharsets.ISO_8859_1));
    }
}
