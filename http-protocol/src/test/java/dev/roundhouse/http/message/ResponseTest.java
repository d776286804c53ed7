package dev.roundhouse.http.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length", "Transfer-Encoding", "Connection", "Date", "Server", "content-length", "DATE"})
    void headers_written_by_the_connection_are_rejected(String name) {
        Headers headers = Headers.of("Content-Type", "text/plain", name, "1");
        assertThrows(IllegalArgumentException.class, () -> new Response(Status.OK, headers, Body.empty()));
        Response plain = Response.of(Status.OK);
        assertThrows(IllegalArgumentException.class, () -> plain.with(name, "1"));
    }

    /** An encoder that counts its calls. */
    private static final class CountingEncoder implements HeadEncoder<String> {
        private int count;

        @Override
        public String encode(Response response) {
            return response.status().code() + " " + ++count;
        }
    }

    @Test
    void head_is_encoded_once_for_each_format() {
        CountingEncoder first = new CountingEncoder();
        CountingEncoder second = new CountingEncoder();
        Response response = Response.of(Status.OK);

        String head = response.encodedHead(first);
        assertEquals("200 1", head);
        assertEquals("200 1", response.encodedHead(second));
        assertSame(head, response.encodedHead(first));
        assertSame(response.encodedHead(second), response.encodedHead(second));
        assertEquals(List.of(1, 1), List.of(first.count, second.count));
    }

    @Test
    void changed_response_does_not_keep_the_encoded_head() {
        CountingEncoder encoder = new CountingEncoder();
        Response response = Response.of(Status.OK);
        response.encodedHead(encoder);

        assertEquals("200 2", response.with("ETag", "\"a\"").encodedHead(encoder));
    }

    @Test
    void with_returns_a_changed_copy() {
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
    void status_code_without_three_digits_is_rejected(int code) {
        assertThrows(IllegalArgumentException.class, () -> new Status(code, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\n", "\0", "\u0100"})
    void reason_that_would_split_the_response_is_rejected(String reason) {
        assertThrows(IllegalArgumentException.class, () -> new Status(200, reason));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 103, 199})
    void informational_status_is_no_response(int code) {
        Status status = new Status(code, "");

        assertThrows(IllegalArgumentException.class, () -> Response.of(status));
    }

    @Test
    void status_has_a_class() {
        assertTrue(Status.CONTINUE.isInformational());
        assertFalse(Status.OK.isInformational());
        assertTrue(Status.NOT_FOUND.isError());
        assertFalse(Status.NOT_MODIFIED.isError());
        assertFalse(Status.PARTIAL_CONTENT.hasNoContent());
        for (int code : new int[] {100, 101, 103, 204, 304}) {
            assertTrue(new Status(code, "").hasNoContent());
        }
    }

    @Test
    void body_of_a_buffer_is_its_remaining_bytes() {
        ByteBuffer buffer =
                ByteBuffer.wrap(HttpGrammar.encode("abcdef")).position(1).limit(4);
        Body.Bytes body = new Body.Bytes(buffer);
        buffer.clear();
        assertEquals(3, body.length());
        assertEquals(ByteBuffer.wrap(HttpGrammar.encode("bcd")), body.bytes());
        assertTrue(body.bytes().isReadOnly());
    }

    @Test
    void text_is_encoded_as_utf8() {
        assertEquals(3, Body.of("\u20ac").length());
    }
}
