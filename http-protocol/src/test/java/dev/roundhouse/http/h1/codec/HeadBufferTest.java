package dev.roundhouse.http.h1.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The end of heads for any split of the input, and the limits of heads. */
class HeadBufferTest {
    private static final Http1Limits LIMITS = new Http1Limits(new Limits(100, 30, 0, 1), 20, 0, 0);
    private static final String HEAD = "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\n";

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(HttpGrammar.encode(text));
    }

    private static String text(byte[] bytes) {
        return HttpGrammar.decode(bytes, 0, bytes.length);
    }

    private static String accumulate(HeadBuffer buffer, String... segments) throws Http1Exception {
        String head = "";
        for (String segment : segments) {
            head += text(buffer.accumulate(bytes(segment)));
        }
        return head;
    }

    private static Http1Error errorOf(String... segments) {
        HeadBuffer buffer = HeadBuffer.forHeads(LIMITS);
        return assertThrows(Http1Exception.class, () -> accumulate(buffer, segments))
                .error();
    }

    @Test
    void head_is_complete_for_any_split_and_following_bytes_remain() throws Http1Exception {
        for (int first = 0; first <= HEAD.length(); first++) {
            for (int second = first; second <= HEAD.length(); second++) {
                HeadBuffer buffer = HeadBuffer.forHeads(LIMITS);
                ByteBuffer rest = bytes(HEAD.substring(second) + "rest");
                String head = accumulate(buffer, HEAD.substring(0, first), HEAD.substring(first, second));
                head += second < HEAD.length() ? text(buffer.accumulate(rest)) : "";

                assertEquals(HEAD, head);
                assertTrue(buffer.isEmpty());
                assertEquals(second < HEAD.length() ? 4 : rest.capacity(), rest.remaining());
            }
        }
    }

    @Test
    void buffer_accepts_consecutive_heads() throws Http1Exception {
        HeadBuffer buffer = HeadBuffer.forHeads(LIMITS);
        ByteBuffer both = bytes("\r\n\r\n" + HEAD + "\r\n\r\n" + HEAD);

        assertEquals(HEAD, text(buffer.accumulate(both)));
        assertEquals(HEAD, text(buffer.accumulate(both)));
        assertEquals(HEAD, accumulate(buffer, "\r", "\n\r\n" + HEAD.substring(0, 20), HEAD.substring(20)));
    }

    @Test
    void two_empty_lines_before_a_head_are_ignored_and_a_third_is_rejected() throws Http1Exception {
        assertEquals(HEAD, accumulate(HeadBuffer.forHeads(LIMITS), "\r\n\r\n" + HEAD));
        assertEquals(Http1Error.TOO_MANY_EMPTY_LINES, errorOf("\r\n\r\n\r\n"));
        assertEquals(Http1Error.TOO_MANY_EMPTY_LINES, errorOf("\r", "\n", "\r\n", "\r", "\n"));
    }

    @Test
    void line_feed_without_carriage_return_is_rejected() {
        assertEquals(Http1Error.BARE_LF, errorOf("\n"));
        assertEquals(Http1Error.BARE_LF, errorOf("GET /\n"));
        assertEquals(Http1Error.BARE_LF, errorOf("GET /", "\n"));
        assertEquals(Http1Error.BARE_LF, errorOf("GET /\r\nX: y\n"));
        assertEquals(Http1Error.BARE_LF, errorOf("\r\n\n"));
    }

    @Test
    void start_line_limit_is_exact() throws Http1Exception {
        assertEquals("", accumulate(HeadBuffer.forHeads(LIMITS), "GET /" + "x".repeat(15) + "\r\n"));
        assertEquals("", accumulate(HeadBuffer.forHeads(LIMITS), "GET /" + "x".repeat(15), "\r\n"));
        assertEquals(Http1Error.REQUEST_LINE_TOO_LONG, errorOf("GET /" + "x".repeat(16) + "\r\n"));
        assertEquals(Http1Error.REQUEST_LINE_TOO_LONG, errorOf("GET /" + "x".repeat(18)));
        assertEquals(Http1Error.REQUEST_LINE_TOO_LONG, errorOf("GET /" + "x".repeat(10), "x".repeat(8)));
    }

    @Test
    void method_that_fills_the_line_has_its_own_error() {
        assertEquals(Http1Error.METHOD_TOO_LONG, errorOf("M".repeat(30)));
        assertEquals(Http1Error.METHOD_TOO_LONG, errorOf("M".repeat(20) + " /x"));
        assertEquals(Http1Error.REQUEST_LINE_TOO_LONG, errorOf("M".repeat(19) + " /x y"));
        assertEquals(Http1Error.METHOD_TOO_LONG, errorOf("M".repeat(10), "M".repeat(13)));
    }

    @Test
    void header_section_limit_is_exact() throws Http1Exception {
        String line = "G\r\n";
        String fits = "x:" + "y".repeat(26) + "\r\n";
        assertEquals(line + fits + "\r\n", accumulate(HeadBuffer.forHeads(LIMITS), line + fits + "\r\n"));
        assertEquals(line + fits + "\r\n", accumulate(HeadBuffer.forHeads(LIMITS), line, fits, "\r", "\n"));
        assertEquals(Http1Error.FIELDS_TOO_LARGE, errorOf(line + "y" + fits + "\r\n"));
        assertEquals(Http1Error.FIELDS_TOO_LARGE, errorOf(line, "y" + fits, "\r\n"));
        assertEquals(Http1Error.FIELDS_TOO_LARGE, errorOf(line + "y".repeat(33)));
    }

    @Test
    void trailer_section_has_no_start_line() throws Http1Exception {
        HeadBuffer trailers = HeadBuffer.forTrailers(LIMITS);
        assertEquals("\r\n", accumulate(trailers, "\r\n"));
        assertEquals("a:b\r\n\r\n", accumulate(trailers, "a:b\r", "\n\r\n"));
        assertEquals(
                Http1Error.FIELDS_TOO_LARGE,
                assertThrows(Http1Exception.class, () -> accumulate(trailers, "x".repeat(33)))
                        .error());
    }

    @Test
    void detects_HEAD_requests_in_complete_partial_and_rejected_heads() throws Http1Exception {
        ByteBuffer none = bytes("");
        HeadBuffer partial = HeadBuffer.forHeads(LIMITS);
        accumulate(partial, "HEA");
        assertNotEquals("HEAD", partial.line(none).method());
        assertEquals("HEAD", partial.line(bytes("D ")).method());
        accumulate(partial, "D ");
        assertEquals("HEAD", partial.line(none).method());

        HeadBuffer fresh = HeadBuffer.forHeads(LIMITS);
        assertEquals("HEAD", fresh.line(bytes("HEAD /\n")).method());
        assertNotEquals("HEAD", fresh.line(bytes("HEAD")).method());
        assertNotEquals("HEAD", fresh.line(bytes("HEADS ")).method());
        assertNotEquals("HEAD", fresh.line(bytes("GET / ")).method());
        assertEquals("HEAD", fresh.line(bytes("--HEAD ").position(2)).method());
    }

    @Test
    void no_head_follows_too_many_empty_lines() {
        HeadBuffer buffer = HeadBuffer.forHeads(LIMITS);
        ByteBuffer bytes = bytes("\r\n\r\n\r\nHEAD /");
        assertThrows(Http1Exception.class, () -> buffer.accumulate(bytes));

        assertNotEquals("HEAD", buffer.line(bytes).method());
    }

    @Test
    void reset_discards_bytes_and_empty_lines() throws Http1Exception {
        HeadBuffer buffer = HeadBuffer.forHeads(LIMITS);
        accumulate(buffer, "\r\n\r\nGET");
        assertFalse(buffer.isEmpty());
        buffer.reset();

        assertTrue(buffer.isEmpty());
        assertEquals(HEAD, accumulate(buffer, "\r\n\r\n" + HEAD));
    }
}
