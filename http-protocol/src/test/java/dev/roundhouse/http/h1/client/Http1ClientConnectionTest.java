package dev.roundhouse.http.h1.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.ResponseListener;
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

/** Responses of servers, valid and invalid, and what the client connection reports. */
class Http1ClientConnectionTest {
    private static final Headers HOST = Headers.of("Host", "a");

    private final Http1ClientConnection client =
            new Http1ClientConnection(new Http1Limits(new Limits(5, 200, 50, 10), 100, 50, 10));

    /** Records the calls of the connection as text. */
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
        public void onFailure(String reason) {
            text += "failed: " + reason;
        }
    }

    private static Request request(Method method, Headers headers) {
        RequestTarget requestTarget = RequestTarget.parse(method, method.equals(Method.CONNECT) ? "a:1" : "/x?y")
                .orElseThrow();
        return new Request(method, requestTarget, Version.HTTP_1_1, headers);
    }

    private ResponseRecorder sendRequest(Method method) {
        ResponseRecorder recorder = new ResponseRecorder();
        client.send(request(method, HOST), Body.empty(), recorder);
        return recorder;
    }

    private void receive(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(HttpGrammar.encode(text));
        client.receive(bytes);
        assertFalse(bytes.hasRemaining(), "all input is consumed");
    }

    private String sent() throws IOException {
        ByteBuffer sent = ByteBuffer.allocate(4096);
        client.markSent(client.output().copyTo(sent));
        return HttpGrammar.decode(sent.array(), 0, sent.position());
    }

    private String responseTo(Method method, String response) {
        ResponseRecorder recorder = sendRequest(method);
        receive(response);
        return recorder.text;
    }

    @Test
    void request_is_encoded_with_host_and_content_length() throws IOException {
        sendRequest(Method.GET);
        assertEquals("GET /x?y HTTP/1.1\r\nHost: a\r\n\r\n", sent());
        sendRequest(Method.POST);
        assertEquals("POST /x?y HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", sent());
        client.send(request(Method.GET, HOST), Body.of("ab"), new ResponseRecorder());
        assertEquals("GET /x?y HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab", sent());
        assertEquals(3, client.pendingCount());
    }

    @Test
    void body_of_unknown_length_is_sent_in_chunks() throws IOException {
        boolean[] produced = {false};
        Body.Producer producer = target -> {
            boolean first = !produced[0];
            produced[0] = true;
            if (first) {
                target.put(HttpGrammar.encode("hello"));
            }
            return first ? Body.Progress.MORE : Body.Progress.ENDED;
        };
        client.send(request(Method.PUT, HOST), new Body.Streamed(producer), new ResponseRecorder());

        assertEquals("PUT /x?y HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n00000005\r\nhello\r\n", sent());
        assertEquals("0\r\n\r\n", sent());
    }

    @Test
    void request_with_framing_headers_or_without_host_is_rejected() {
        assertRejected(
                new Request(Method.GET, RequestTarget.originForm("/"), Version.HTTP_1_1, Headers.EMPTY), Body.empty());
        assertRejected(request(Method.GET, HOST.with(FieldName.CONTENT_LENGTH, "1")), Body.empty());
        assertRejected(request(Method.GET, Headers.of("Host", "a", "transfer-encoding", "chunked")), Body.empty());
        assertEquals(0, client.pendingCount());
        assertTrue(client.output().isEmpty());
    }

    private void assertRejected(Request request, Body body) {
        assertThrows(IllegalArgumentException.class, () -> client.send(request, body, new ResponseRecorder()));
    }

    @Test
    void http_1_0_request_needs_no_host_and_rejects_chunks() throws IOException {
        Request http10 = new Request(Method.GET, RequestTarget.originForm("/"), Version.HTTP_1_0, Headers.EMPTY);
        assertRejected(http10, new Body.Streamed(target -> Body.Progress.ENDED));
        client.send(http10, Body.empty(), new ResponseRecorder());

        assertEquals("GET / HTTP/1.0\r\n\r\n", sent());
        assertFalse(client.isOpen());
    }

    @Test
    void encoded_request_has_the_same_bytes_as_a_request() throws IOException {
        for (Method method : List.of(Method.GET, Method.HEAD, Method.POST)) {
            Http1ClientConnection other = new Http1ClientConnection(Http1Limits.DEFAULT);
            EncodedRequest encoded = EncodedRequest.of(request(method, HOST));
            ResponseRecorder recorder = new ResponseRecorder();
            other.send(encoded, recorder);
            other.send(encoded, recorder);
            ByteBuffer twice = ByteBuffer.allocate(4096);
            other.markSent(other.output().copyTo(twice));
            sendRequest(method);
            assertEquals(sent().repeat(2), HttpGrammar.decode(twice.array(), 0, twice.position()));
            other.receive(ByteBuffer.wrap(HttpGrammar.encode("HTTP/1.1 204 No Content\r\n\r\n".repeat(2))));
            assertEquals("204, end204, end", recorder.text);
            assertTrue(other.isOpen());
        }
    }

    @Test
    void encoded_request_is_checked_like_a_request() {
        Request none = new Request(Method.GET, RequestTarget.originForm("/"), Version.HTTP_1_1, Headers.EMPTY);
        assertThrows(IllegalArgumentException.class, () -> EncodedRequest.of(none));
        ResponseRecorder recorder = new ResponseRecorder();
        EncodedRequest head = EncodedRequest.of(request(Method.HEAD, HOST.with(FieldName.CONNECTION, "close")));
        client.send(head, recorder);
        assertFalse(client.isOpen());
        assertThrows(IllegalStateException.class, () -> client.send(head, recorder));
        receive("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
        assertEquals("200, end", recorder.text);
    }

    @Test
    void no_request_is_sent_after_connection_close() {
        client.send(
                request(Method.GET, Headers.of("Host", "a", "Connection", "close")),
                Body.empty(),
                new ResponseRecorder());

        assertFalse(client.isOpen());
        assertThrows(IllegalStateException.class, () -> sendRequest(Method.GET));
    }

    @Test
    void response_with_content_length_ends_with_its_last_byte() {
        assertEquals("200, end", responseTo(Method.GET, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        assertEquals("200, [hi], end", responseTo(Method.GET, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
        assertTrue(client.isOpen());
        assertEquals(0, client.pendingCount());
    }

    @Test
    void responses_are_received_in_request_order() {
        ResponseRecorder first = sendRequest(Method.GET);
        ResponseRecorder second = sendRequest(Method.HEAD);
        ResponseRecorder third = sendRequest(Method.GET);
        receive("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 201 OK\r\nContent-Length: 9\r\n\r\n"
                + "HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\nT: v\r\n\r\n");

        assertEquals("200, [a], end", first.text);
        assertEquals("201, end", second.text);
        assertEquals("404, [b], end", third.text);
    }

    @Test
    void repeated_head_is_parsed_to_an_equal_head_for_any_split() {
        List<String> responses = List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nho",
                "HTTP/1.1 304 Not Modified\r\nETag: \"" + "x".repeat(1100) + "\"\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\n\r\n");
        for (String response : responses) {
            for (int split = 0; split <= response.length(); split++) {
                Http1ClientConnection reused = new Http1ClientConnection(Http1Limits.DEFAULT);
                String once = recordedResponse(reused, response, "");
                assertEquals(once, recordedResponse(reused, response, ""));
                String splitOnce = recordedResponse(
                        new Http1ClientConnection(Http1Limits.DEFAULT), response, response.substring(0, split));
                assertEquals(splitOnce, recordedResponse(reused, response, response.substring(0, split)));
                assertTrue(reused.isOpen());
            }
        }
    }

    /** The recorded calls for a response that is received in two segments. */
    private static String recordedResponse(Http1ClientConnection client, String response, String first) {
        ResponseRecorder recorder = new ResponseRecorder();
        client.send(request(Method.GET, HOST), Body.empty(), recorder);
        client.receive(ByteBuffer.wrap(HttpGrammar.encode(first)));
        client.receive(ByteBuffer.wrap(HttpGrammar.encode(response.substring(first.length()))));
        return recorder.text;
    }

    @Test
    void head_with_the_same_beginning_is_not_the_cached_one() {
        assertEquals("200, [hi], end", responseTo(Method.GET, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
        assertEquals("200, [h], end", responseTo(Method.GET, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nh"));
        assertEquals(
                "200, [hello world], end",
                responseTo(Method.GET, "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world"));
        assertEquals("200, end", responseTo(Method.HEAD, "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n"));
    }

    @Test
    void responses_to_head_and_connect_and_204_and_304_have_no_content() {
        assertEquals("204, end", responseTo(Method.GET, "HTTP/1.1 204 No Content\r\n\r\n"));
        assertEquals("304, end", responseTo(Method.GET, "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n"));
        assertEquals("200, end", responseTo(Method.HEAD, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
        assertEquals("200, end", responseTo(Method.CONNECT, "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"));
        assertEquals("502, [x], end", responseTo(Method.CONNECT, "HTTP/1.1 502 No\r\nContent-Length: 1\r\n\r\nx"));
    }

    @Test
    void interim_responses_precede_the_final_response() {
        assertEquals(
                "interim 100, interim 103, 200, end",
                responseTo(
                        Method.GET,
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                                + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    }

    @Test
    void listener_may_ignore_interim_responses() {
        ResponseListener plain = new ResponseListener() {
            @Override
            public void onHead(ResponseHead head) {}

            @Override
            public void onContent(ByteBuffer data) {}

            @Override
            public void onComplete() {}

            @Override
            public void onFailure(String reason) {
                throw new AssertionError(reason);
            }
        };
        client.send(request(Method.GET, HOST), Body.empty(), plain);
        receive("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");

        assertEquals(0, client.pendingCount());
    }

    @Test
    void close_delimited_body_ends_at_eof_and_connection_is_not_reusable() {
        ResponseRecorder recorder = sendRequest(Method.GET);
        ResponseRecorder next = sendRequest(Method.GET);
        receive("HTTP/1.1 200 OK\r\n\r\nall");
        assertFalse(client.isOpen());
        receive(" of it");
        client.receiveEof();

        assertEquals("200, [all], [ of it], end", recorder.text);
        assertTrue(next.text.startsWith("failed: "), next.text);
    }

    @Test
    void truncated_response_fails_at_any_position() {
        String full = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n";
        for (int split = 0; split < full.length(); split++) {
            Http1ClientConnection truncated = new Http1ClientConnection(Http1Limits.DEFAULT);
            ResponseRecorder recorder = new ResponseRecorder();
            truncated.send(request(Method.GET, HOST), Body.empty(), recorder);
            truncated.receive(ByteBuffer.wrap(HttpGrammar.encode(full.substring(0, split))));
            truncated.receiveEof();

            assertTrue(recorder.text.contains("failed: the connection ended"), recorder.text);
            assertFalse(truncated.isOpen());
        }
    }

    @Test
    void invalid_response_fails_all_pending_requests_and_releases_unsent_bodies() {
        int[] closes = {0};
        ResponseRecorder first = sendRequest(Method.GET);
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
            public Body.Progress produce(ByteBuffer target) {
                return Body.Progress.ENDED;
            }

            @Override
            public void close() {
                closes[0]++;
            }
        });
    }

    @Test
    void request_body_is_closed_when_sent() throws IOException {
        int[] closes = {0};
        client.send(request(Method.PUT, HOST), counted(closes), new ResponseRecorder());
        assertEquals(0, closes[0]);
        sent();
        assertEquals(1, closes[0]);
        client.abort();
        assertEquals(1, closes[0]);
    }

    @Test
    void response_without_a_request_is_discarded_and_closes_the_connection() {
        receive("HTTP/1.1 408 Request Timeout\r\n\r\n");

        assertFalse(client.isOpen());
    }

    @Test
    void extra_bytes_after_the_last_response_close_the_connection() {
        assertEquals("204, end", responseTo(Method.GET, "HTTP/1.1 204 x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"));
        assertFalse(client.isOpen());
    }

    @Test
    void requests_pending_after_a_close_response_fail() {
        ResponseRecorder first = sendRequest(Method.GET);
        ResponseRecorder second = sendRequest(Method.GET);
        receive("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertEquals("200, end", first.text);
        assertEquals("failed: server closed the connection after a previous response (RFC 9112 §9.6)", second.text);
        assertFalse(client.isOpen());
    }

    @Test
    void http_1_0_server_closes_without_keep_alive() {
        assertEquals(
                "200, end",
                responseTo(Method.GET, "HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n"));
        assertTrue(client.isOpen());
        assertEquals("200, end", responseTo(Method.GET, "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"));
        assertFalse(client.isOpen());
    }

    @Test
    void abort_fails_pending_requests() {
        ResponseRecorder recorder = sendRequest(Method.GET);
        client.abort();

        assertEquals("failed: the connection was lost", recorder.text);
        assertEquals(0, client.pendingCount());
        assertFalse(client.isOpen());
    }

    @Test
    void ambiguous_or_endless_response_fails() {
        assertFails("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "§6.1");
        assertFails("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", "§6.3");
        assertFails("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "§6.3");
        assertFails("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n33\r\n", "§15.5.14");
        assertFails("HTTP/1.1 200 OK\r\nX: " + "x".repeat(300) + "\r\n\r\n", "RFC 6585 §5");
        assertFails("HTTP/1.1 200 OK\r\n" + "a:b\r\n".repeat(6) + "\r\n", "RFC 6585 §5");
    }

    private static void assertFails(String response, String rule) {
        Http1ClientConnectionTest fresh = new Http1ClientConnectionTest();
        String reported = fresh.responseTo(Method.GET, response);
        assertTrue(reported.contains("failed: ") && reported.contains(rule), reported);
    }
}
