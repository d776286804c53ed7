package dev.roundhouse.http.h1.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.Http1Exception;
import dev.roundhouse.http.message.ResponseHead;
import dev.roundhouse.http.message.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Status lines, RFC 9112 §4. */
class ResponseHeadParserTest {
    private static ResponseHead parse(String line) throws Http1Exception {
        return ResponseHeadParser.parse(HttpGrammar.encode(line + "\r\nA: b\r\n\r\n"), Http1Limits.DEFAULT);
    }

    @Test
    void status_line_has_version_code_and_reason() throws Http1Exception {
        ResponseHead head = parse("HTTP/1.1 404 Not  Found \u00e9");

        assertEquals(Version.HTTP_1_1, head.version());
        assertEquals(404, head.status().code());
        assertEquals("Not  Found \u00e9", head.status().reason());
        assertEquals("b", head.headers().first("a").orElseThrow());
    }

    @Test
    void reason_may_be_empty_or_missing_or_padded() throws Http1Exception {
        assertEquals("", parse("HTTP/1.1 200 ").status().reason());
        assertEquals("", parse("HTTP/1.1 200").status().reason());
        assertEquals("OK", parse("HTTP/1.0 200   OK\t").status().reason());
    }

    @Test
    void status_codes_are_100_to_599() throws Http1Exception {
        assertEquals(100, parse("HTTP/1.1 100 x").status().code());
        assertEquals(599, parse("HTTP/1.1 599 x").status().code());
        assertEquals(Version.of(1, 9), parse("HTTP/1.9 200 x").version());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1",
                "HTTP/1.1 20",
                "HTTP/1.1 2000",
                "HTTP/1.1 200OK",
                "HTTP/1.1  200 x",
                "HTTP/1.1 099 x",
                "HTTP/1.1 600 x",
                "HTTP/1.1 2x0 x",
                "HTTP/1.1 20/ x",
                "HTTP/1.1 20: x",
                "HTTP/1.x 200 x",
                "HTTP/2.0 200 x",
                "http/1.1 200 x",
                "ICY 200 OK 1234",
                " HTTP/1.1 200 x",
                "HTTP/1.1\t200 x",
                "HTTP/1.1 200\tx",
                "HTTP/1.1 200 \0"
            })
    void other_lines_are_rejected(String line) {
        assertEquals(
                Http1Error.STATUS_LINE_MALFORMED,
                assertThrows(Http1Exception.class, () -> parse(line)).error());
    }

    @Test
    void bare_carriage_return_and_too_large_headers_are_rejected() {
        assertEquals(
                Http1Error.BARE_CR,
                assertThrows(Http1Exception.class, () -> parse("HTTP/1.1 200 \rX"))
                        .error());
        Http1Limits one = new Http1Limits(new Limits(1, 100, 0, 1), 100, 0, 0);
        byte[] two = HttpGrammar.encode("HTTP/1.1 200 x\r\na:b\r\na:b\r\n\r\n");
        assertEquals(
                Http1Error.TOO_MANY_FIELDS,
                assertThrows(Http1Exception.class, () -> ResponseHeadParser.parse(two, one))
                        .error());
    }
}
