package dev.roundhouse.http.app.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Served;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LineFormatTest {
    private static final Instant BEGAN = Instant.parse("2026-11-22T23:59:59.123Z");

    private static String line(LineFormat format, Served served) {
        LineBuffer line = new LineBuffer();
        format.write(new Entry(Entries.peer(), served), BEGAN, line);
        return new String(line.octets(), 0, line.length(), StandardCharsets.US_ASCII);
    }

    @Test
    void common_is_the_common_log_format() {
        assertEquals(
                "192.0.2.7 - - [22/Nov/2026:23:59:59 +0000] \"GET /a?b HTTP/1.1\" 200 1234",
                line(LineFormat.common, Entries.served(Entries.request("/a?b"))));
    }

    @Test
    void combined_adds_referer_and_agent() {
        assertEquals(
                "192.0.2.7 - - [22/Nov/2026:23:59:59 +0000] \"GET / HTTP/1.1\" 200 1234 \"http://a/\" \"curl/8\"",
                line(LineFormat.combined, Entries.served(Entries.from("http://a/", "curl/8"))));
    }

    @Test
    void json_names_all_there_is() {
        assertEquals(
                "{\"time\":\"2026-11-22T23:59:59.123Z\",\"peer\":\"192.0.2.7\",\"method\":\"GET\",\"target\":\"/\","
                        + "\"version\":\"HTTP/1.1\",\"host\":\"example\",\"referer\":\"http://a/\",\"user_agent\":\"curl/8\","
                        + "\"status\":200,\"bytes\":1234,\"micros\":5000,\"whole\":true,\"refusal\":null}",
                line(LineFormat.json, Entries.served(Entries.from("http://a/", "curl/8"))));
    }

    @Test
    void what_is_not_known_of_a_refused_request_is_a_dash() {
        assertEquals(
                "192.0.2.7 - - [22/Nov/2026:23:59:59 +0000] \"-\" 400 99 \"-\" \"-\"",
                line(LineFormat.combined, Entries.refused()));
    }

    @Test
    void what_is_not_known_of_a_refused_request_is_null_in_json() {
        assertEquals(
                "{\"time\":\"2026-11-22T23:59:59.123Z\",\"peer\":\"192.0.2.7\",\"method\":null,\"target\":null,"
                        + "\"version\":null,\"host\":null,\"referer\":null,\"user_agent\":null,"
                        + "\"status\":400,\"bytes\":99,\"micros\":0,\"whole\":true,\"refusal\":\"HOST_MISSING\"}",
                line(LineFormat.json, Entries.refused()));
    }

    @Test
    void a_quote_ends_no_text() {
        String line = line(LineFormat.combined, Entries.served(Entries.from("a\" 200 \\", "b")));

        assertTrue(line.endsWith(" 1234 \"a\\\" 200 \\\\\" \"b\""), line);
    }
}
