package dev.roundhouse.http.h2.client;

import static dev.roundhouse.http.h2.client.ScriptedHttp2Server.data;
import static dev.roundhouse.http.h2.client.ScriptedHttp2Server.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The client connection with a server that keeps the rules. */
class Http2ClientConnectionTest {
    private final ScriptedHttp2Server server = new ScriptedHttp2Server(
            Http2Limits.of(Limits.DEFAULT.withBodyBytes(1 << 20)).withWindowBytes(100_000));
    private final Http2ClientConnection client = server.client;

    private ResponseText get(String path) {
        ResponseText text = new ResponseText();
        client.send(Request.get("a.example", path), Body.empty(), text);
        return text;
    }

    private static Request post() {
        return new Request(
                Method.POST, RequestTarget.originForm("/"), Version.HTTP_1_1, Headers.of("Host", "a.example"));
    }

    private static Body body(int bytes) {
        return Body.of(ByteBuffer.wrap("x".repeat(bytes).getBytes(StandardCharsets.US_ASCII)));
    }

    private void open(int... settings) {
        server.send(FrameWriter.settings(settings));
        server.received();
    }

    /** RFC 9113 §3.4, §8.4 */
    @Test
    void begins_with_preface_settings_and_the_window_of_the_connection() {
        assertEquals(
                List.of(
                        "SETTINGS 2=0 4=100000 6=" + Http2Limits.DEFAULT.listBytes() + " 9=1",
                        "WINDOW_UPDATE 0 334465"),
                server.received());
    }

    /** RFC 9113 §8.8.1 */
    @Test
    void a_request_has_pseudo_header_fields_and_fields_in_lower_case() {
        open();
        Headers fields = Headers.of("Host", "www.example.org", "Accept", "image/jpeg");
        client.send(
                new Request(Method.GET, RequestTarget.originForm("/resource?a"), Version.HTTP_1_1, fields),
                Body.empty(),
                new ResponseText());
        assertEquals(
                List.of("HEADERS 1 :method: GET :scheme: https :authority: www.example.org :path: /resource?a"
                        + " accept: image/jpeg end"),
                server.received());
    }

    @Test
    void the_authority_of_an_absolute_target_has_precedence_and_options_may_be_for_the_server() {
        open();
        RequestTarget absolute =
                RequestTarget.parse(Method.GET, "http://b.example/p?q").orElseThrow();
        RequestTarget asterisk = RequestTarget.parse(Method.OPTIONS, "*").orElseThrow();
        Headers host = Headers.of("Host", "a.example");
        client.send(new Request(Method.GET, absolute, Version.HTTP_2, host), Body.empty(), new ResponseText());
        client.send(new Request(Method.OPTIONS, asterisk, Version.HTTP_2, host), Body.empty(), new ResponseText());
        assertEquals(
                List.of(
                        "HEADERS 1 :method: GET :scheme: https :authority: b.example :path: /p?q end",
                        "HEADERS 3 :method: OPTIONS :scheme: https :authority: a.example :path: * end"),
                server.received());
    }

    /** RFC 9113 §8.2.2, §8.3.1 */
    @Test
    void what_http_2_does_not_have_is_not_sent() {
        for (String field :
                List.of("Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Content-Length", "TE")) {
            Headers fields = Headers.of("Host", "a", field, "1");
            Request request = new Request(Method.GET, RequestTarget.originForm("/"), Version.HTTP_1_1, fields);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> client.send(request, Body.empty(), new ResponseText()),
                    field);
        }
        Request nowhere = new Request(Method.GET, RequestTarget.originForm("/"), Version.HTTP_1_1, Headers.EMPTY);
        assertThrows(IllegalArgumentException.class, () -> RequestBlock.of("http", nowhere));
        RequestTarget tunnel = RequestTarget.parse(Method.CONNECT, "a:1").orElseThrow();
        Request connect = new Request(Method.CONNECT, tunnel, Version.HTTP_1_1, Headers.EMPTY);
        assertThrows(IllegalArgumentException.class, () -> RequestBlock.of("http", connect));
        assertEquals(0, client.pendingCount());
    }

    /** RFC 9113 §8.8.5 */
    @Test
    void receives_interim_responses_content_and_trailers() {
        open();
        ResponseText text = get("/");
        server.send(
                headers(1, false, ":status", "103", "link", "</a.css>"),
                headers(1, false, ":status", "200", "content-length", "5"),
                data(1, false, "he"),
                data(1, false, "llo"),
                headers(1, true, "foo", "bar", "content-type", "dropped"));
        assertEquals("interim 103 HTTP/2.0 200 [he] [llo] trailers [foo: bar] end", text.toString());
        assertEquals(0, client.pendingCount());
    }

    @Test
    void many_requests_are_in_flight_and_end_in_any_order() {
        open();
        List<ResponseText> texts = List.of(get("/1"), get("/3"), get("/5"));
        assertEquals(3, client.pendingCount());
        server.send(
                headers(5, false, ":status", "200"),
                headers(1, false, ":status", "404"),
                data(5, true, "five"),
                headers(3, true, ":status", "204"),
                data(1, true, "one"));
        assertEquals(
                List.of("HTTP/2.0 404 [one] end", "HTTP/2.0 204 end", "HTTP/2.0 200 [five] end"),
                texts.stream().map(ResponseText::toString).toList());
    }

    /** RFC 9113 §8.1.1 */
    @Test
    void responses_to_head_and_without_content_may_declare_a_length() {
        open();
        ResponseText head = new ResponseText();
        Request request =
                new Request(Method.HEAD, RequestTarget.originForm("/"), Version.HTTP_1_1, Headers.of("Host", "a"));
        client.send(RequestBlock.of("https", request), head);
        ResponseText unmodified = get("/");
        server.send(
                headers(1, true, ":status", "200", "content-length", "9"),
                headers(3, false, ":status", "304", "content-length", "9"),
                data(3, true, ""));
        assertEquals("HTTP/2.0 200 end", head.toString());
        assertEquals("HTTP/2.0 304 end", unmodified.toString());
    }

    /** RFC 9113 §6.5.2, §6.9 */
    @Test
    void a_body_is_sent_as_far_as_the_windows_allow() {
        open(Settings.INITIAL_WINDOW_SIZE, 10);
        client.send(post(), body(30), new ResponseText());
        assertEquals(
                List.of(
                        "HEADERS 1 :method: POST :scheme: https :authority: a.example :path: / content-length: 30",
                        "DATA 1 xxxxxxxxxx"),
                server.received());
        server.send(FrameWriter.windowUpdate(1, 5));
        assertEquals(List.of("DATA 1 xxxxx"), server.received());
        server.send(FrameWriter.settings(Settings.INITIAL_WINDOW_SIZE, 13));
        assertEquals(List.of("SETTINGS ack", "DATA 1 xxx"), server.received());
        server.send(FrameWriter.windowUpdate(1, 1000));
        assertEquals(List.of("DATA 1 xxxxxxxxxxxx end"), server.received());
    }

    @Test
    void the_window_of_the_connection_is_for_all_streams() {
        open(Settings.INITIAL_WINDOW_SIZE, 1 << 20);
        client.send(post(), body(60_000), new ResponseText());
        client.send(post(), body(60_000), new ResponseText());
        assertEquals(
                65_535,
                server.received().stream()
                        .mapToInt(Http2ClientConnectionTest::dataBytes)
                        .sum());
        server.send(FrameWriter.windowUpdate(0, 60_000));
        List<String> rest = server.received();
        assertEquals(
                120_000 - 65_535,
                rest.stream().mapToInt(Http2ClientConnectionTest::dataBytes).sum());
        assertTrue(rest.get(rest.size() - 1).startsWith("DATA 3 ")
                && rest.get(rest.size() - 1).endsWith(" end"));
    }

    private static int dataBytes(String frame) {
        return frame.startsWith("DATA") ? Integer.parseInt(frame.split(" ", -1)[2]) : 0;
    }

    @Test
    void windows_are_given_back_in_large_updates() {
        open();
        get("/");
        server.send(headers(1, false, ":status", "200"));
        server.received();
        String part = "x".repeat(10_000);
        for (int i = 0; i < 4; i++) {
            server.send(data(1, false, part));
        }
        assertEquals(List.of(), server.received());
        server.send(data(1, false, part));
        assertEquals(List.of("WINDOW_UPDATE 1 50000"), server.received());
        for (int i = 0; i < 15; i++) {
            server.send(data(1, false, part));
        }
        assertEquals(
                List.of(
                        "WINDOW_UPDATE 1 50000",
                        "WINDOW_UPDATE 1 50000",
                        "WINDOW_UPDATE 1 50000",
                        "WINDOW_UPDATE 0 200000"),
                server.received());
    }

    /** RFC 9113 §5.1.2 */
    @Test
    void requests_beyond_the_limit_of_the_server_wait() {
        open(Settings.MAX_CONCURRENT_STREAMS, 1);
        ResponseText first = get("/1");
        ResponseText second = get("/2");
        assertEquals(0, client.freeStreams());
        assertEquals(1, server.received().size());
        server.send(headers(1, true, ":status", "200"));
        assertEquals("HTTP/2.0 200 end", first.toString());
        assertEquals(
                List.of("HEADERS 3 :method: GET :scheme: https :authority: a.example :path: /2 end"),
                server.received());
        server.send(headers(3, true, ":status", "200"));
        assertEquals("HTTP/2.0 200 end", second.toString());
        assertEquals(1, client.freeStreams());
    }

    @Test
    void a_higher_limit_lets_waiting_requests_begin() {
        open(Settings.MAX_CONCURRENT_STREAMS, 0);
        get("/");
        assertEquals(List.of(), server.received());
        server.send(FrameWriter.settings(Settings.MAX_CONCURRENT_STREAMS, 1));
        assertEquals(2, server.received().size());
    }

    @Test
    void a_listener_can_send_the_next_request_in_the_place_of_its_own() {
        open(Settings.MAX_CONCURRENT_STREAMS, 1);
        ResponseText first = get("/1");
        first.when("end", () -> get("/2"));
        server.received();
        server.send(headers(1, true, ":status", "200"));
        assertEquals(
                List.of("HEADERS 3 :method: GET :scheme: https :authority: a.example :path: /2 end"),
                server.received());
    }

    /** RFC 9113 §8.7 */
    @Test
    void a_refused_stream_was_not_processed_and_another_reset_is_a_failure() {
        open();
        ResponseText refused = get("/1");
        ResponseText reset = get("/3");
        server.send(FrameWriter.resetStream(1, ErrorCode.REFUSED_STREAM), FrameWriter.resetStream(3, ErrorCode.CANCEL));
        assertEquals(
                "unprocessed: the server has reset the stream: REFUSED_STREAM (RFC 9113 §6.4)", refused.toString());
        assertEquals("failed: the server has reset the stream: CANCEL (RFC 9113 §6.4)", reset.toString());
        assertTrue(client.isOpen());
    }

    /** RFC 9113 §8.1: the server does not need the rest of the request. */
    @Test
    void a_complete_response_is_not_lost_by_a_reset_without_error() {
        open();
        ResponseText text = new ResponseText();
        client.send(post(), body(100_000), text);
        server.received();
        server.send(headers(1, true, ":status", "413"), FrameWriter.resetStream(1, ErrorCode.NO_ERROR));
        server.send(FrameWriter.windowUpdate(0, 100_000));
        assertEquals("HTTP/2.0 413 end", text.toString());
        assertEquals(List.of(), server.received());
        assertEquals(0, client.pendingCount());
    }

    /** RFC 9113 §6.8 */
    @Test
    void requests_after_the_last_stream_of_goaway_may_be_sent_again() {
        open(Settings.MAX_CONCURRENT_STREAMS, 2);
        ResponseText processed = get("/1");
        ResponseText unprocessed = get("/3");
        ResponseText waiting = get("/5");
        server.send(FrameWriter.goAway(1, ErrorCode.NO_ERROR));
        String reason = "unprocessed: the server ends the connection: NO_ERROR (RFC 9113 §6.8)";
        assertEquals(reason, unprocessed.toString());
        assertEquals(reason, waiting.toString());
        assertFalse(client.isOpen());
        assertThrows(IllegalStateException.class, () -> get("/"));
        server.send(headers(3, true, ":status", "200"), headers(1, true, ":status", "200"));
        assertEquals("HTTP/2.0 200 end", processed.toString());
        client.receiveEof();
        assertEquals("HTTP/2.0 200 end", processed.toString());
    }

    @Test
    void a_first_goaway_without_a_last_stream_leaves_all_requests_in_flight() {
        open();
        ResponseText text = get("/");
        server.send(FrameWriter.goAway(Integer.MAX_VALUE, ErrorCode.NO_ERROR));
        assertFalse(client.isOpen());
        assertEquals("", text.toString());
        server.send(FrameWriter.goAway(1, ErrorCode.NO_ERROR), headers(1, true, ":status", "200"));
        assertEquals("HTTP/2.0 200 end", text.toString());
    }

    @Test
    void the_end_of_the_connection_fails_requests_in_flight_and_those_that_wait_can_be_sent_again() {
        open(Settings.MAX_CONCURRENT_STREAMS, 1);
        ResponseText inFlight = get("/1");
        ResponseText waiting = get("/2");
        client.receiveEof();
        String reason = "the connection ended before the response did (RFC 9113 §5.4.1)";
        assertEquals("failed: " + reason, inFlight.toString());
        assertEquals("unprocessed: " + reason, waiting.toString());
        assertTrue(client.output().isEmpty());
        assertEquals(0, client.pendingCount());
    }

    @Test
    void abort_closes_the_bodies_of_all_requests() {
        open(Settings.MAX_CONCURRENT_STREAMS, 1, Settings.INITIAL_WINDOW_SIZE, 0);
        int[] closed = {0};
        for (int i = 0; i < 2; i++) {
            client.send(post(), new Body.Streamed(new CountingProducer(closed)), new ResponseText());
        }
        server.received();
        client.abort();
        assertEquals(2, closed[0]);
    }

    /** A producer that never ends. */
    private record CountingProducer(int[] closed) implements Body.Producer {
        @Override
        public Body.Progress produce(ByteBuffer target) {
            target.put((byte) 'x');
            return Body.Progress.MORE;
        }

        @Override
        public void close() {
            closed[0]++;
        }
    }

    @Test
    void a_cancelled_request_is_reset_and_what_comes_later_is_ignored() {
        open(Settings.MAX_CONCURRENT_STREAMS, 1);
        ResponseText text = new ResponseText();
        PendingResponse pending = client.send(Request.get("a", "/"), Body.empty(), text);
        PendingResponse waiting = client.send(Request.get("a", "/"), Body.empty(), text);
        server.received();
        waiting.cancel();
        pending.cancel();
        pending.cancel();
        assertEquals(List.of("RST_STREAM 1 CANCEL"), server.received());
        server.send(headers(1, false, ":status", "200"), data(1, true, "x".repeat(16_000)));
        assertEquals("", text.toString());
        assertTrue(client.isOpen());
        assertEquals(0, client.pendingCount());
    }

    @Test
    void data_of_a_cancelled_request_is_given_back_to_the_connection() {
        open();
        PendingResponse pending = client.send(Request.get("a", "/"), Body.empty(), new ResponseText());
        server.received();
        pending.cancel();
        for (int i = 0; i < 13; i++) {
            server.send(data(1, false, "x".repeat(16_000)));
        }
        assertEquals(List.of("RST_STREAM 1 CANCEL", "WINDOW_UPDATE 0 208000"), server.received());
    }

    @Test
    void a_listener_can_cancel_its_own_request() {
        open();
        ResponseText text = new ResponseText();
        PendingResponse pending = client.send(Request.get("a", "/"), Body.empty(), text);
        text.when("200 ", pending::cancel);
        server.received();
        server.send(headers(1, false, ":status", "200"), data(1, true, "rest"));
        assertEquals("HTTP/2.0 200 ", text.toString());
        assertEquals(List.of("RST_STREAM 1 CANCEL"), server.received());
    }

    /** RFC 9113 §6.7 */
    @Test
    void acknowledges_pings_and_sends_them() {
        open();
        int[] acknowledged = {0};
        client.ping(() -> acknowledged[0]++);
        server.send(FrameWriter.ping(0, 77));
        assertEquals(List.of("PING 0 1", "PING 1 77"), server.received());
        server.send(FrameWriter.ping(1, 76));
        assertEquals(0, acknowledged[0]);
        server.send(FrameWriter.ping(1, 1), FrameWriter.ping(1, 1));
        assertEquals(1, acknowledged[0]);
    }

    /** RFC 9113 §5.5, §5.3.2 */
    @Test
    void ignores_unknown_frames_unknown_settings_and_priorities() {
        open(0xABCD, 1);
        ResponseText text = get("/");
        server.received();
        server.send(
                new byte[] {0, 0, 1, 99, 0, 0, 0, 0, 0, 7},
                FrameWriter.frame(FrameType.PRIORITY, 0, 1, new byte[5]),
                headers(1, true, ":status", "200"));
        assertEquals("HTTP/2.0 200 end", text.toString());
        assertEquals(List.of(), server.received());
    }

    @Test
    void content_of_unknown_length_is_limited() {
        open();
        ResponseText text = get("/");
        server.send(headers(1, false, ":status", "200"));
        server.received();
        for (int i = 0; i < 66; i++) {
            server.send(data(1, false, "x".repeat(16_000)));
            server.received();
        }
        assertTrue(
                text.toString().endsWith("failed: Content of unknown length is beyond the limit. (RFC 9113 §5.4.2)"),
                text.toString());
        assertTrue(client.isOpen());
    }
}
