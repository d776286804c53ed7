package dev.roundhouse.http.h1.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of chunks, RFC 9112 §7.1, to the letter. */
class ChunkedDecoderTest {
    private static final Http1Limits LIMITS = new Http1Limits(new Limits(2, 60, 40, 1), 100, 0, 16);

    private final ChunkedDecoder decoder = new ChunkedDecoder(LIMITS);
    private final StringBuilder content = new StringBuilder();

    private int decode(String wire) throws Http1Exception, IOException {
        ByteBuffer bytes = ByteBuffer.wrap(HttpGrammar.encode(wire));
        decoder.decode(bytes, data -> {
            while (data.hasRemaining()) {
                content.append((char) data.get());
            }
        });
        return bytes.remaining();
    }

    private static Http1Error errorOf(String wire) {
        ChunkedDecoderTest fresh = new ChunkedDecoderTest();
        return assertThrows(Http1Exception.class, () -> fresh.decode(wire), wire)
                .error();
    }

    @Test
    void chunks_are_joined_and_following_bytes_remain() throws Exception {
        assertEquals(4, decode("5\r\nhello\r\n00a\r\n, world 12\r\n0\r\n\r\nGET "));

        assertEquals("hello, world 12", content.toString());
        assertTrue(decoder.isDone());
    }

    @Test
    void remaining_bytes_of_a_chunk_are_reported() throws Exception {
        assertEquals(0, decoder.minRemainingBytes());
        decode("1F\r\nabc");

        assertEquals(28, decoder.minRemainingBytes());
        assertFalse(decoder.isDone());
        assertFalse(decoder.isCloseDelimited());
    }

    @Test
    void trailers_are_parsed_and_discarded() throws Exception {
        assertEquals(1, decode("1\r\na\r\n0\r\nA: b\r\nC:\r\n\r\nX"));

        assertEquals("a", content.toString());
        assertTrue(decoder.isDone());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";a",
                ";a=b",
                ";a=\"b\"",
                ";a;b",
                " ;a",
                "\t; a",
                ";a ;b",
                ";a = b",
                ";a=\"\"",
                ";a=\"b\\\"c\"",
                ";a=\"\t\u00e9\"",
                ";a=b ;c",
                ";a=\"b\" ;c",
                ";a=b;c=d",
                ";a=\"\\\t\""
            })
    void well_formed_extension_is_ignored(String extension) throws Exception {
        decode("1" + extension + "\r\na\r\n0\r\n\r\n");

        assertEquals("a", content.toString());
        assertTrue(decoder.isDone());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";",
                "; ",
                " ",
                ";a=",
                ";a= ",
                ";=b",
                ";a ",
                ";a=b ",
                ";a=\"b\" ",
                ";a b",
                ";a=\"b",
                ";a=\"b\\",
                ";a=b\"",
                ";a=\"b\"c",
                ";a=(",
                ";(",
                " a",
                ";a=\"\0\"",
                ";a=\"\\\0\"",
                ";a;;b",
                ";a,b",
                ";a=b=c",
                ";a==b",
                "; =",
                ";a=b (",
                ";a =;"
            })
    void malformed_extension_is_rejected(String extension) {
        assertEquals(Http1Error.CHUNK_EXTENSION_MALFORMED, errorOf("1" + extension + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n", "g\r\n", "-1\r\n", "+1\r\n", "0x1\r\n", "1\n", "1,\r\n", ";a\r\n", " 1\r\n", "1\0\r\n", "1.\r\n"
            })
    void chunk_size_with_other_characters_than_hexadecimal_digits_is_rejected(String line) {
        assertEquals(Http1Error.CHUNK_SIZE_MALFORMED, errorOf(line));
    }

    @Test
    void chunk_size_has_at_most_15_digits() throws Exception {
        decode("000000000000001\r\na\r\n");
        assertEquals("a", content.toString());
        assertEquals(Http1Error.CHUNK_SIZE_MALFORMED, errorOf("0000000000000001"));
        assertEquals(Http1Error.BODY_TOO_LARGE, errorOf("FFFFFFFFFFFFFFF\r\n"));
    }

    @Test
    void size_line_ends_with_crlf() {
        assertEquals(Http1Error.BARE_CR, errorOf("1\rx"));
        assertEquals(Http1Error.BARE_CR, errorOf("1;a\r\r\n"));
        assertEquals(Http1Error.CHUNK_EXTENSION_MALFORMED, errorOf("1;a\nx"));
    }

    @Test
    void chunk_data_ends_with_crlf() {
        assertEquals(Http1Error.CHUNK_NOT_TERMINATED, errorOf("1\r\nab"));
        assertEquals(Http1Error.CHUNK_NOT_TERMINATED, errorOf("1\r\na\n"));
        assertEquals(Http1Error.CHUNK_NOT_TERMINATED, errorOf("1\r\na\rx"));
    }

    @Test
    void content_length_limit_is_exact() throws Exception {
        decode("14\r\n" + "a".repeat(20) + "\r\n14\r\n" + "b".repeat(20) + "\r\n0\r\n\r\n");
        assertTrue(decoder.isDone());
        assertEquals(Http1Error.BODY_TOO_LARGE, errorOf("14\r\n" + "a".repeat(20) + "\r\n15\r\n"));
        assertEquals(Http1Error.BODY_TOO_LARGE, errorOf("29\r\n"));
    }

    @Test
    void extension_limit_of_the_complete_body_is_exact() throws Exception {
        decode("1;234567\r\na\r\n1;2345678\r\nb\r\n");
        assertEquals("ab", content.toString());
        assertEquals(Http1Error.CHUNK_EXTENSION_TOO_LONG, errorOf("1;234567\r\na\r\n1;23456789a\r\n"));
        assertEquals(Http1Error.CHUNK_EXTENSION_TOO_LONG, errorOf("1;" + "a".repeat(16) + "\r\n"));
    }

    @Test
    void trailers_have_the_limits_of_the_header_section() throws Exception {
        decode("0\r\na:b\r\na:b\r\n\r\n");
        assertTrue(decoder.isDone());
        assertEquals(Http1Error.TOO_MANY_FIELDS, errorOf("0\r\na:b\r\na:b\r\na:b\r\n\r\n"));
        assertEquals(Http1Error.FIELDS_TOO_LARGE, errorOf("0\r\na:" + "b".repeat(70)));
        assertEquals(Http1Error.FIELD_LINE_FOLDED, errorOf("0\r\na:b\r\n c\r\n\r\n"));
        assertEquals(Http1Error.BARE_LF, errorOf("0\r\n\n"));
    }
}
