package dev.roundhouse.http.h1.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.ResponseHead;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What servers may do to a client, and what the client makes of it. */
class Http1ClientConnectionTest {
    private static final Headers HOST = Headers.of("Host", "a");

    private final Http1ClientConnection client =
            new Http1ClientConnection(new Http1Limits(new Limits(5, 200, 50, 10), 100, 50, 10));

    /** Writes down what it is told. */
    private static final class ResponseRecorder implements ResponseListener {
        private String text = "";

        @Override
        public void onInterimResponse(ResponseHead head) {
            text += "interim " + head.status().code() + ", ";
        }

        @Override
        public void onHead(ResponseHead head) {
            text += head.status().code() + ", ";
        }

        @Override
        public void onContent(ByteBuffer data) {
            text += "[" + new String(bytes(data), StandardCharsets.ISO_8859_1) + "], ";
        }

        private static byte[] bytes(ByteBuffer data) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            return bytes;
        }

        @Override
        public void onComplete() {
            text += "end";
        }

        @Override
        public void onFailure(String why) {
            text += "failed: " + why;
        }
    }

    private static Request request(Method method, Headers headers) {
        RequestTarget requestTarget = RequestTarget.parse(method, method.equals(Method.CONNECT) ? "a:1" : "/x?y")
                .orElseThrow();
        return new Request(method, requestTarget, Version.HTTP_1_1, headers);
    }

    private ResponseRecorder ask(Method method) {
        ResponseRecorder responseRecorder = new ResponseRecorder();
        client.send(request(method, HOST), Body.empty(), responseRecorder);
        return responseRecorder;
    }

    private void receive(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(HttpGrammar.encode(text));
        client.receive(bytes);
        assertFalse(bytes.hasRemaining(), "all is consumed");
    }

    private String said() throws IOException {
        ByteBuffer sent = ByteBuffer.allocate(4096);
        client.markSent(client.output().copyTo(sent));
        return HttpGrammar.decode(sent.array(), 0, sent.position());
    }

    private String answered(Method method, String response) {
        ResponseRecorder responseRecorder = ask(method);
        receive(response);
        return responseRecorder.text;
    }

    @Test
    void a_request_is_written_as_the_rfc_wants_it() throws IOException {
        ask(Method.GET);
        assertEquals("GET /x?y HTTP/1.1\r\nHost: a\r\n\r\n", said());
        ask(Method.POST);
        assertEquals("POST /x?y HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", said());
        client.send(request(Method.GET, HOST), Body.of("ab"), new ResponseRecorder());
        assertEquals("GET /x?y HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab", said());
        assertEquals(3, client.pendingCount());
    }

    @Test
    void a_body_of_unknown_length_is_sent_in_chunks() throws IOException {
        boolean[] made = {false};
        Body.Producer producer = target -> {
            boolean first = !made[0];
            made[0] = true;
            if (first) {
                target.put(HttpGrammar.encode("hello"));
            }
            return first;
        };
        client.send(request(Method.PUT, HOST), new Body.Streamed(producer), new ResponseRecorder());

        assertEquals("PUT /x?y HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n00000005\r\nhello\r\n", said());
        assertEquals("0\r\n\r\n", said());
    }

    @Test
    void a_request_that_frames_itself_or_has_no_host_is_refused() {
        assertRefused(
                new Request(Method.GET, RequestTarget.originForm("/"), Version.HTTP_1_1, Headers.EMPTY), Body.empty());
        assertRefused(request(Method.GET, HOST.with(FieldName.CONTENT_LENGTH, "1")), Body.empty());
        assertRefused(request(Method.GET, Headers.of("Host", "a", "transfer-encoding", "chunked")), Body.empty());
        assertEquals(0, client.pendingCount());
        assertTrue(client.output().isEmpty());
    }

    private void assertRefused(Request request, Body body) {
        assertThrows(IllegalArgumentException.class, () -> client.send(request, body, new ResponseRecorder()));
    }

    @Test
    void http_1_0_needs_no_host_and_cannot_take_chunks() throws IOException {
        Request old = new Request(Method.GET, RequestTarget.originForm("/"), Version.HTTP_1_0, Headers.EMPTY);
        assertRefused(old, new Body.Streamed(target -> false));
        client.send(old, Body.empty(), new ResponseRecorder());

        assertEquals("GET / HTTP/1.0\r\n\r\n", said());
        assertFalse(client.isOpen());
    }

    @Test
    void a_request_that_was_encoded_before_is_sent_as_one_that_was_not() throws IOException {
        for (Method method : List.of(Method.GET, Method.HEAD, Method.POST)) {
            Http1ClientConnection other = new Http1ClientConnection(Http1Limits.DEFAULT);
            EncodedRequest encoded = EncodedRequest.of(request(method, HOST));
            ResponseRecorder responseRecorder = new ResponseRecorder();
            other.send(encoded, responseRecorder);
            other.send(encoded, responseRecorder);
            ByteBuffer twice = ByteBuffer.allocate(4096);
            other.markSent(other.output().copyTo(twice));
            ask(method);
            assertEquals(said().repeat(2), HttpGrammar.decode(twice.array(), 0, twice.position()));
            other.receive(ByteBuffer.wrap(HttpGrammar.encode("HTTP/1.1 204 No Content\r\n\r\n".repeat(2))));
            assertEquals("204, end204, end", responseRecorder.text);
            assertTrue(other.isOpen());
        }
    }

    @Test
    void an_encoded_request_follows_the_same_rules() {
        Request none = new Request(Method.GET, RequestTarget.originForm("/"), Version.HTTP_1_1, Headers.EMPTY);
        assertThrows(IllegalArgumentException.class, () -> EncodedRequest.of(none));
        ResponseRecorder responseRecorder = new ResponseRecorder();
        EncodedRequest head = EncodedRequest.of(request(Method.HEAD, HOST.with(FieldName.CONNECTION, "close")));
        client.send(head, responseRecorder);
        assertFalse(client.isOpen());
        assertThrows(IllegalStateException.class, () -> client.send(head, responseRecorder));
        receive("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
        assertEquals("200, end", responseRecorder.text);
    }

    @Test
    void no_request_is_sent_after_connection_close() {
        client.send(
                request(Method.GET, Headers.of("Host", "a", "Connection", "close")),
                Body.empty(),
                new ResponseRecorder());

        assertFalse(client.isOpen());
        assertThrows(IllegalStateException.class, () -> ask(Method.GET));
    }

    @Test
    void a_response_by_length_ends_with_its_last_octet() {
        assertEquals("200, end", answered(Method.GET, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        assertEquals("200, [hi], end", answered(Method.GET, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
        assertTrue(client.isOpen());
        assertEquals(0, client.pendingCount());
    }

    @Test
    void responses_come_in_the_order_of_the_requests() {
        ResponseRecorder first = ask(Method.GET);
        ResponseRecorder second = ask(Method.HEAD);
        ResponseRecorder third = ask(Method.GET);
        receive("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 201 OK\r\nContent-Length: 9\r\n\r\n"
                + "HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\nT: v\r\n\r\n");

        assertEquals("200, [a], end", first.text);
        assertEquals("201, end", second.text);
        assertEquals("404, [b], end", third.text);
    }

    @Test
    void a_head_that_is_repeated_means_the_same_however_it_is_cut() {
        List<String> responses = List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nho",
                "HTTP/1.1 304 Not Modified\r\nETag: \"" + "x".repeat(1100) + "\"\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\n\r\n");
        for (String response : responses) {
            for (int cut = 0; cut <= response.length(); cut++) {
                Http1ClientConnection one = new Http1ClientConnection(Http1Limits.DEFAULT);
                String once = answeredBy(one, response, "");
                assertEquals(once, answeredBy(one, response, ""));
                String cutOnce = answeredBy(
                        new Http1ClientConnection(Http1Limits.DEFAULT), response, response.substring(0, cut));
                assertEquals(cutOnce, answeredBy(one, response, response.substring(0, cut)));
                assertTrue(one.isOpen());
            }
        }
    }

    /** What is told of an answer of which this much comes first, and then the rest. */
    private static String answeredBy(Http1ClientConnection client, String response, String first) {
        ResponseRecorder responseRecorder = new ResponseRecorder();
        client.send(request(Method.GET, HOST), Body.empty(), responseRecorder);
        client.receive(ByteBuffer.wrap(HttpGrammar.encode(first)));
        client.receive(ByteBuffer.wrap(HttpGrammar.encode(response.substring(first.length()))));
        return responseRecorder.text;
    }

    @Test
    void a_head_that_only_begins_like_the_last_one_is_another() {
        assertEquals("200, [hi], end", answered(Method.GET, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
        assertEquals("200, [h], end", answered(Method.GET, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nh"));
        assertEquals(
                "200, [hello world], end",
                answered(Method.GET, "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world"));
        assertEquals("200, end", answered(Method.HEAD, "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n"));
    }

    @Test
    void some_responses_never_have_content() {
        assertEquals("204, end", answered(Method.GET, "HTTP/1.1 204 No Content\r\n\r\n"));
        assertEquals("304, end", answered(Method.GET, "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n"));
        assertEquals("200, end", answered(Method.HEAD, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
        assertEquals("200, end", answered(Method.CONNECT, "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"));
        assertEquals("502, [x], end", answered(Method.CONNECT, "HTTP/1.1 502 No\r\nContent-Length: 1\r\n\r\nx"));
    }

    @Test
    void interim_responses_come_before_the_final_one() {
        assertEquals(
                "interim 100, interim 103, 200, end",
                answered(
                        Method.GET,
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                                + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    }

    @Test
    void a_receiver_need_not_care_for_interim_responses() {
        ResponseListener plain = new ResponseListener() {
            @Override
            public void onHead(ResponseHead head) {}

            @Override
            public void onContent(ByteBuffer data) {}

            @Override
            public void onComplete() {}

            @Override
            public void onFailure(String why) {
                throw new AssertionError(why);
            }
        };
        client.send(request(Method.GET, HOST), Body.empty(), plain);
        receive("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");

        assertEquals(0, client.pendingCount());
    }

    @Test
    void close_delimited_body_ends_at_eof_and_connection_is_not_reusable() {
        ResponseRecorder responseRecorder = ask(Method.GET);
        ResponseRecorder next = ask(Method.GET);
        receive("HTTP/1.1 200 OK\r\n\r\nall");
        assertFalse(client.isOpen());
        receive(" of it");
        client.receiveEof();

        assertEquals("200, [all], [ of it], end", responseRecorder.text);
        assertTrue(next.text.startsWith("failed: "), next.text);
    }

    @Test
    void a_truncated_response_is_a_failure_wherever_it_is_cut() {
        String full = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n";
        for (int cut = 0; cut < full.length(); cut++) {
            Http1ClientConnection cutOff = new Http1ClientConnection(Http1Limits.DEFAULT);
            ResponseRecorder responseRecorder = new ResponseRecorder();
            cutOff.send(request(Method.GET, HOST), Body.empty(), responseRecorder);
            cutOff.receive(ByteBuffer.wrap(HttpGrammar.encode(full.substring(0, cut))));
            cutOff.receiveEof();

            assertTrue(responseRecorder.text.contains("failed: the connection ended"), responseRecorder.text);
            assertFalse(cutOff.isOpen());
        }
    }

    @Test
    void invalid_response_fails_all_pending_requests_and_releases_unsent_bodies() {
        int[] closes = {0};
        ResponseRecorder first = ask(Method.GET);
        ResponseRecorder second = new ResponseRecorder();
        client.send(request(Method.PUT, HOST), counted(closes), second);
        receive("SSH-2.0-OpenSSH\r\n\r\nmore");

        assertTrue(first.text.endsWith("(RFC 9112 §4)"), first.text);
        assertEquals(first.text, second.text);
        assertEquals(1, closes[0]);
        assertTrue(client.output().isEmpty());
        assertFalse(client.isOpen());
    }

    private static Body counted(int[] closes) {
        return new Body.Streamed(new Body.Producer() {
            @Override
            public boolean produce(ByteBuffer target) {
                return false;
            }

            @Override
            public void close() {
                closes[0]++;
            }
        });
    }

    @Test
    void a_body_is_closed_when_it_has_been_sent() throws IOException {
        int[] closes = {0};
        client.send(request(Method.PUT, HOST), counted(closes), new ResponseRecorder());
        said();
        assertEquals(0, closes[0]);
        said();
        assertEquals(1, closes[0]);
        client.abort();
        assertEquals(1, closes[0]);
    }

    @Test
    void what_comes_without_a_request_is_dropped_and_ends_the_connection() {
        receive("HTTP/1.1 408 Request Timeout\r\n\r\n");

        assertFalse(client.isOpen());
    }

    @Test
    void extra_bytes_after_the_last_response_close_the_connection() {
        assertEquals("204, end", answered(Method.GET, "HTTP/1.1 204 x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"));
        assertFalse(client.isOpen());
    }

    @Test
    void requests_pending_after_a_close_response_fail() {
        ResponseRecorder first = ask(Method.GET);
        ResponseRecorder second = ask(Method.GET);
        receive("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertEquals("200, end", first.text);
        assertEquals("failed: server closed the connection after a previous response (RFC 9112 §9.6)", second.text);
        assertFalse(client.isOpen());
    }

    @Test
    void http_1_0_server_closes_without_keep_alive() {
        assertEquals(
                "200, end",
                answered(Method.GET, "HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n"));
        assertTrue(client.isOpen());
        assertEquals("200, end", answered(Method.GET, "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"));
        assertFalse(client.isOpen());
    }

    @Test
    void a_lost_connection_fails_what_is_pending() {
        ResponseRecorder responseRecorder = ask(Method.GET);
        client.abort();

        assertEquals("failed: the connection was lost", responseRecorder.text);
        assertEquals(0, client.pendingCount());
        assertFalse(client.isOpen());
    }

    @Test
    void an_ambiguous_or_endless_response_fails() {
        assertFails("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "§6.1");
        assertFails("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", "§6.3");
        assertFails("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "§6.3");
        assertFails("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n33\r\n", "§15.5.14");
        assertFails("HTTP/1.1 200 OK\r\nX: " + "x".repeat(300) + "\r\n\r\n", "RFC 6585 §5");
        assertFails("HTTP/1.1 200 OK\r\n" + "a:b\r\n".repeat(6) + "\r\n", "RFC 6585 §5");
    }

    private static void assertFails(String response, String rule) {
        Http1ClientConnectionTest fresh = new Http1ClientConnectionTest();
        String reported = fresh.answered(Method.GET, response);
        assertTrue(reported.contains("failed: ") && reported.contains(rule), reported);
    }
}
