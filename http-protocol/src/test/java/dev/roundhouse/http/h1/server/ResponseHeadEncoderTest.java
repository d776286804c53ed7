package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadEncoderTest {
    private static String head(Response response) {
        byte[] head = ResponseHeadEncoder.encodedHead(response);
        return HttpGrammar.decode(head, 0, head.length);
    }

    @Test
    void head_is_encoded_once() {
        Response response = Response.plain(Status.OK, "hi").with("ETag", "\"a\"");
        assertEquals(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nETag: \"a\"\r\nContent-Length: 3\r\n",
                head(response));
        assertSame(ResponseHeadEncoder.encodedHead(response), ResponseHeadEncoder.encodedHead(response));
    }

    @Test
    void headers_are_field_lines_in_their_order_and_spelling() {
        Headers headers = Headers.of("eTag", "\"a\"", "X-E", "\u00e9", "Empty", "", "x-e", "b");
        assertEquals(
                "HTTP/1.1 204 No Content\r\neTag: \"a\"\r\nX-E: \u00e9\r\nEmpty: \r\nx-e: b\r\n",
                head(new Response(Status.NO_CONTENT, headers, Body.empty())));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void content_length_is_omitted_where_the_status_has_no_content(int code) {
        assertEquals("HTTP/1.1 " + code + " X\r\n", head(Response.of(new Status(code, "X"))));
    }

    @Test
    void content_length_is_omitted_for_unknown_length() {
        assertEquals(
                "HTTP/1.1 200 OK\r\n",
                head(Response.of(Status.OK).with(new Body.Streamed(target -> Body.Progress.ENDED))));
    }

    @Test
    void empty_reason_keeps_its_space() {
        assertEquals("HTTP/1.1 299 \r\nContent-Length: 0\r\n", head(Response.of(new Status(299, ""))));
    }
}
