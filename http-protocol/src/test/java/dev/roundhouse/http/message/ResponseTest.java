package dev.roundhouse.http.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest {

    private static String head(Response response) {
        byte[] head = response.encodedHead();
        return HttpGrammar.decode(head, 0, head.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length", "Transfer-Encoding", "Connection", "Date", "Server", "content-length", "DATE"})
    void refuses_fields_that_the_engine_writes(String name) {
        Headers headers = Headers.of("Content-Type", "text/plain", name, "1");
        assertThrows(IllegalArgumentException.class, () -> new Response(Status.OK, headers, Body.empty()));
        Response plain = Response.of(Status.OK);
        assertThrows(IllegalArgumentException.class, () -> plain.with(name, "1"));
    }

    @Test
    void encodes_its_head_once() {
        Response response = Response.plain(Status.OK, "hi").with("ETag", "\"a\"");
        assertEquals(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nETag: \"a\"\r\nContent-Length: 3\r\n",
                head(response));
        assertSame(response.encodedHead(), response.encodedHead());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 103, 204, 304})
    void says_no_length_where_there_is_no_content(int code) {
        assertEquals("HTTP/1.1 " + code + " X\r\n", head(Response.of(new Status(code, "X"))));
        assertTrue(new Status(code, "").hasNoContent());
    }

    @Test
    void no_content_length_for_unknown_length() {
        assertEquals("HTTP/1.1 200 OK\r\n", head(Response.of(Status.OK).with(new Body.Streamed(target -> false))));
    }

    @Test
    void an_empty_reason_keeps_its_space() {
        assertEquals("HTTP/1.1 299 \r\nContent-Length: 0\r\n", head(Response.of(new Status(299, ""))));
    }

    @Test
    void with_makes_another_response() {
        Response one = Response.of(Status.OK);
        Response two = one.with(FieldName.ETAG, "\"a\"").with(Body.of("x"));
        assertEquals(Optional.of("\"a\""), two.headers().first("etag"));
        assertEquals(1, two.body().length());
        assertEquals(0, one.headers().size());
        assertEquals(0, one.body().length());
        assertEquals("200 OK [ETag: \"a\"]", two.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 99, 600, 1000})
    void a_status_has_three_digits(int code) {
        assertThrows(IllegalArgumentException.class, () -> new Status(code, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\n", "\0", "\u0100"})
    void a_reason_splits_no_response(String reason) {
        assertThrows(IllegalArgumentException.class, () -> new Status(200, reason));
    }

    @Test
    void a_status_tells_its_class() {
        assertTrue(Status.CONTINUE.isInformational());
        assertFalse(Status.OK.isInformational());
        assertTrue(Status.NOT_FOUND.isError());
        assertFalse(Status.NOT_MODIFIED.isError());
        assertFalse(Status.PARTIAL_CONTENT.hasNoContent());
    }

    @Test
    void octets_in_memory_are_what_remained_of_the_buffer() {
        ByteBuffer buffer =
                ByteBuffer.wrap(HttpGrammar.encode("abcdef")).position(1).limit(4);
        Body.Bytes body = new Body.Bytes(buffer);
        buffer.clear();
        assertEquals(3, body.length());
        assertEquals(ByteBuffer.wrap(HttpGrammar.encode("bcd")), body.bytes());
        assertTrue(body.bytes().isReadOnly());
    }

    @Test
    void a_text_is_sent_in_utf8() {
        assertEquals(3, Body.of("\u20ac").length());
    }
}
