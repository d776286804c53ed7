package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.MalformedMessageException;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class Http1Test {
    private static final String DATE = "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n";

    private static ByteBuffer bytes(String text) {
        return StandardCharsets.ISO_8859_1.encode(text);
    }

    private static Request parse(String text) throws IOException {
        return Http1.parseRequest(bytes(text));
    }

    private static String encode(Response response, Request request) throws IOException {
        return StandardCharsets.ISO_8859_1
                .decode(Http1.encode(response, request, Instant.EPOCH))
                .toString();
    }

    @Test
    void request_is_parsed_up_to_its_body() throws IOException {
        ByteBuffer bytes = bytes("POST /a?b=c HTTP/1.1\r\nHost: example\r\nContent-Length: 4\r\n\r\nbody");

        Request request = Http1.parseRequest(bytes);

        assertEquals(Method.POST, request.method());
        assertEquals("/a", request.target().path());
        assertEquals("example", request.authority());
        assertEquals("body", StandardCharsets.ISO_8859_1.decode(bytes).toString());
    }

    @Test
    void malformed_and_incomplete_requests_are_rejected_with_the_rule() {
        assertRejected(Http1Error.HOST_MISSING, "GET / HTTP/1.1\r\n\r\n");
        assertRejected(Http1Error.SPACE_BEFORE_COLON, "GET / HTTP/1.1\r\nHost : a\r\n\r\n");
        assertRejected(Http1Error.BARE_LF, "GET / HTTP/1.1\n\n");
        assertRejected(Http1Error.MESSAGE_INCOMPLETE, "GET / HTTP/1.1\r\nHost: a\r\n");
        assertRejected(Http1Error.MESSAGE_INCOMPLETE, "");
    }

    private static void assertRejected(Http1Error error, String request) {
        MalformedMessageException rejected =
                assertThrows(MalformedMessageException.class, () -> parse(request), () -> request);
        assertEquals(error, rejected.error());
        assertTrue(rejected.getMessage().contains(error.section()), rejected.getMessage());
    }

    @Test
    void response_is_encoded_with_its_framing_and_date() throws IOException {
        String encoded = encode(Response.plain(Status.OK, "Hello"), parse("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));

        assertEquals(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 6\r\n" + DATE
                        + "\r\nHello\n",
                encoded);
    }

    @Test
    void response_is_framed_for_its_request() throws IOException {
        Response hello = Response.plain(Status.OK, "Hello");

        String head = encode(hello, parse("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertTrue(head.endsWith("Content-Length: 6\r\n" + DATE + "\r\n"), head);
        String closing = encode(hello, parse("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
        assertTrue(closing.contains("\r\nConnection: close\r\n"), closing);
        String old = encode(stream("ab"), parse("GET / HTTP/1.0\r\n\r\n"));
        assertTrue(old.endsWith("\r\n\r\nab"), old);
        assertFalse(old.contains("Transfer-Encoding"), old);
        String chunked = encode(stream("ab"), parse("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertTrue(chunked.endsWith("\r\na\r\n00000001\r\nb\r\n0\r\n\r\n"), chunked);
    }

    /** One character for each call. */
    private static Response stream(String text) {
        Iterator<Integer> characters = text.chars().iterator();
        Body.Producer producer = target -> {
            if (!characters.hasNext()) {
                return Body.Progress.ENDED;
            }
            target.put(characters.next().byteValue());
            return Body.Progress.MORE;
        };
        return new Response(Status.OK, Headers.EMPTY, new Body.Streamed(producer));
    }

    @Test
    void large_response_is_encoded_completely() throws IOException {
        byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) 'x');
        Response response = new Response(Status.OK, Headers.EMPTY, Body.of(ByteBuffer.wrap(large)));

        String encoded = encode(response, Request.get("a", "/"));

        assertTrue(encoded.endsWith("\r\n\r\n" + "x".repeat(large.length)));
    }

    @Test
    void body_that_has_to_wait_is_an_exception_and_is_closed() {
        boolean[] closed = new boolean[1];
        Body.Producer waiting = new Body.Producer() {
            @Override
            public Body.Progress produce(ByteBuffer target) {
                return Body.Progress.WAITING;
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        Response response = new Response(Status.OK, Headers.EMPTY, new Body.Streamed(waiting));

        assertThrows(IOException.class, () -> encode(response, Request.get("a", "/")));
        assertTrue(closed[0], "the body was not closed");
    }

    @Test
    void content_is_closed_once() throws IOException {
        int[] closes = new int[1];
        Content content = new Content() {
            @Override
            public long length() {
                return 3;
            }

            @Override
            public int read(long position, ByteBuffer target) {
                target.put((byte) 'z');
                return 1;
            }

            @Override
            public void close() {
                closes[0]++;
            }
        };

        String encoded =
                encode(new Response(Status.OK, Headers.EMPTY, new Body.Slice(content, 0, 3)), Request.get("a", "/"));

        assertTrue(encoded.endsWith("\r\n\r\nzzz"), encoded);
        assertEquals(1, closes[0]);
    }
}
