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

/** Where heads end, however they are cut, and where patience with them does. */
class HeadBufferTest {
    private static final Http1Limits LIMITS = new Http1Limits(new Limits(100, 30, 0, 1), 20, 0, 0);
    private static final String HEAD = "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\n";

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(HttpGrammar.encode(text));
    }

    private static String text(byte[] bytes) {
        return HttpGrammar.decode(bytes, 0, bytes.length);
    }

    private static String taken(HeadBuffer buffer, String... pieces) throws Http1Exception {
        String head = "";
        for (String piece : pieces) {
            head += text(buffer.accumulate(bytes(piece)));
        }
        return head;
    }

    private static Http1Error refusal(String... pieces) {
        HeadBuffer buffer = HeadBuffer.forHeads(LIMITS);
        return assertThrows(Http1Exception.class, () -> taken(buffer, pieces)).error();
    }

    @Test
    void a_head_is_found_wherever_it_is_cut_and_what_follows_is_left() throws Http1Exception {
        for (int first = 0; first <= HEAD.length(); first++) {
            for (int second = first; second <= HEAD.length(); second++) {
                HeadBuffer buffer = HeadBuffer.forHeads(LIMITS);
                ByteBuffer rest = bytes(HEAD.substring(second) + "rest");
                String head = taken(buffer, HEAD.substring(0, first), HEAD.substring(first, second));
                head += second < HEAD.length() ? text(buffer.accumulate(rest)) : "";

                assertEquals(HEAD, head);
                assertTrue(buffer.isEmpty());
                assertEquals(second < HEAD.length() ? 4 : rest.capacity(), rest.remaining());
            }
        }
    }

    @Test
    void a_buffer_finds_one_head_after_the_other() throws Http1Exception {
        HeadBuffer buffer = HeadBuffer.forHeads(LIMITS);
        ByteBuffer both = bytes("\r\n\r\n" + HEAD + "\r\n\r\n" + HEAD);

        assertEquals(HEAD, text(buffer.accumulate(both)));
        assertEquals(HEAD, text(buffer.accumulate(both)));
        assertEquals(HEAD, taken(buffer, "\r", "\n\r\n" + HEAD.substring(0, 20), HEAD.substring(20)));
    }

    @Test
    void two_empty_lines_before_a_head_are_ignored_and_a_third_is_not() throws Http1Exception {
        assertEquals(HEAD, taken(HeadBuffer.forHeads(LIMITS), "\r\n\r\n" + HEAD));
        assertEquals(Http1Error.TOO_MANY_EMPTY_LINES, refusal("\r\n\r\n\r\n"));
        assertEquals(Http1Error.TOO_MANY_EMPTY_LINES, refusal("\r", "\n", "\r\n", "\r", "\n"));
    }

    @Test
    void a_line_feed_needs_its_carriage_return() {
        assertEquals(Http1Error.BARE_LF, refusal("\n"));
        assertEquals(Http1Error.BARE_LF, refusal("GET /\n"));
        assertEquals(Http1Error.BARE_LF, refusal("GET /", "\n"));
        assertEquals(Http1Error.BARE_LF, refusal("GET /\r\nX: y\n"));
        assertEquals(Http1Error.BARE_LF, refusal("\r\n\n"));
    }

    @Test
    void a_start_line_has_its_limit_to_the_octet() throws Http1Exception {
        assertEquals("", taken(HeadBuffer.forHeads(LIMITS), "GET /" + "x".repeat(15) + "\r\n"));
        assertEquals("", taken(HeadBuffer.forHeads(LIMITS), "GET /" + "x".repeat(15), "\r\n"));
        assertEquals(Http1Error.REQUEST_LINE_TOO_LONG, refusal("GET /" + "x".repeat(16) + "\r\n"));
        assertEquals(Http1Error.REQUEST_LINE_TOO_LONG, refusal("GET /" + "x".repeat(18)));
        assertEquals(Http1Error.REQUEST_LINE_TOO_LONG, refusal("GET /" + "x".repeat(10), "x".repeat(8)));
    }

    @Test
    void a_method_that_fills_the_line_is_another_refusal() {
        assertEquals(Http1Error.METHOD_TOO_LONG, refusal("M".repeat(30)));
        assertEquals(Http1Error.METHOD_TOO_LONG, refusal("M".repeat(20) + " /x"));
        assertEquals(Http1Error.REQUEST_LINE_TOO_LONG, refusal("M".repeat(19) + " /x y"));
        assertEquals(Http1Error.METHOD_TOO_LONG, refusal("M".repeat(10), "M".repeat(13)));
    }

    @Test
    void fields_have_their_limit_to_the_octet() throws Http1Exception {
        String line = "G\r\n";
        String fits = "x:" + "y".repeat(26) + "\r\n";
        assertEquals(line + fits + "\r\n", taken(HeadBuffer.forHeads(LIMITS), line + fits + "\r\n"));
        assertEquals(line + fits + "\r\n", taken(HeadBuffer.forHeads(LIMITS), line, fits, "\r", "\n"));
        assertEquals(Http1Error.FIELDS_TOO_LARGE, refusal(line + "y" + fits + "\r\n"));
        assertEquals(Http1Error.FIELDS_TOO_LARGE, refusal(line, "y" + fits, "\r\n"));
        assertEquals(Http1Error.FIELDS_TOO_LARGE, refusal(line + "y".repeat(33)));
    }

    @Test
    void a_trailer_section_has_no_start_line() throws Http1Exception {
        HeadBuffer trailers = HeadBuffer.forTrailers(LIMITS);
        assertEquals("\r\n", taken(trailers, "\r\n"));
        assertEquals("a:b\r\n\r\n", taken(trailers, "a:b\r", "\n\r\n"));
        assertEquals(
                Http1Error.FIELDS_TOO_LARGE,
                assertThrows(Http1Exception.class, () -> taken(trailers, "x".repeat(33)))
                        .error());
    }

    @Test
    void detects_HEAD_requests_in_complete_partial_and_rejected_heads() throws Http1Exception {
        ByteBuffer none = bytes("");
        HeadBuffer cut = HeadBuffer.forHeads(LIMITS);
        taken(cut, "HEA");
        assertNotEquals("HEAD", cut.line(none).method());
        assertEquals("HEAD", cut.line(bytes("D ")).method());
        taken(cut, "D ");
        assertEquals("HEAD", cut.line(none).method());

        HeadBuffer fresh = HeadBuffer.forHeads(LIMITS);
        assertEquals("HEAD", fresh.line(bytes("HEAD /\n")).method());
        assertNotEquals("HEAD", fresh.line(bytes("HEAD")).method());
        assertNotEquals("HEAD", fresh.line(bytes("HEADS ")).method());
        assertNotEquals("HEAD", fresh.line(bytes("GET / ")).method());
        assertEquals("HEAD", fresh.line(bytes("--HEAD ").position(2)).method());
    }

    @Test
    void behind_too_many_empty_lines_there_is_no_head() {
        HeadBuffer buffer = HeadBuffer.forHeads(LIMITS);
        ByteBuffer bytes = bytes("\r\n\r\n\r\nHEAD /");
        assertThrows(Http1Exception.class, () -> buffer.accumulate(bytes));

        assertNotEquals("HEAD", buffer.line(bytes).method());
    }

    @Test
    void to_start_over_forgets_octets_and_empty_lines() throws Http1Exception {
        HeadBuffer buffer = HeadBuffer.forHeads(LIMITS);
        taken(buffer, "\r\n\r\nGET");
        assertFalse(buffer.isEmpty());
        buffer.reset();

        assertTrue(buffer.isEmpty());
        assertEquals(HEAD, taken(buffer, "\r\n\r\n" + HEAD));
    }
}
