package dev.roundhouse.http.h2.client;

import static dev.roundhouse.http.h2.client.ScriptedHttp2Server.block;
import static dev.roundhouse.http.h2.client.ScriptedHttp2Server.data;
import static dev.roundhouse.http.h2.client.ScriptedHttp2Server.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Version;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that violate a rule: which of their errors end a stream, and which the connection. */
class MisbehavingHttp2ServerTest {
    private final ScriptedHttp2Server server = new ScriptedHttp2Server(Http2Limits.of(new Limits(10, 1000, 1000, 100)));
    private final Http2ClientConnection client = server.client;

    private ResponseText open(Method method) {
        server.send(FrameWriter.settings());
        ResponseText text = new ResponseText();
        Request request = new Request(method, RequestTarget.originForm("/"), Version.HTTP_1_1, Headers.of("Host", "a"));
        client.send(request, Body.empty(), text);
        server.received();
        return text;
    }

    private static Arguments of(Http2Error error, byte[]... frames) {
        return Arguments.of(error, frames);
    }

    /** Responses that are malformed. RFC 9113 §8.1.1: a stream error. */
    static Stream<Arguments> malformed_responses() {
        String[] many = new String[24];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = i == 0 ? ":status" : "x";
            many[i + 1] = i == 0 ? "200" : "y";
        }
        return Stream.of(
                of(Http2Error.STATUS_INVALID, headers(1, true, "server", "x")),
                of(Http2Error.STATUS_INVALID, headers(1, true, ":status", "20")),
                of(Http2Error.STATUS_INVALID, headers(1, true, ":status", "2 0")),
                of(Http2Error.STATUS_INVALID, headers(1, true, ":status", "600")),
                of(Http2Error.STATUS_INVALID, headers(1, true, ":status", "099")),
                of(Http2Error.STATUS_INVALID, headers(1, false, ":status", "101")),
                of(Http2Error.PSEUDO_HEADER_INVALID, headers(1, true, ":status", "200", ":status", "200")),
                of(Http2Error.PSEUDO_HEADER_INVALID, headers(1, true, "a", "b", ":status", "200")),
                of(Http2Error.PSEUDO_HEADER_INVALID, headers(1, true, ":status", "200", ":path", "/")),
                of(Http2Error.FIELD_NAME_MALFORMED, headers(1, true, ":status", "200", "a b", "c")),
                of(Http2Error.FIELD_VALUE_MALFORMED, headers(1, true, ":status", "200", "a", "b\nc")),
                of(Http2Error.FIELD_CONNECTION_SPECIFIC, headers(1, true, ":status", "200", "connection", "close")),
                of(
                        Http2Error.FIELD_CONNECTION_SPECIFIC,
                        headers(1, true, ":status", "200", "transfer-encoding", "chunked")),
                of(Http2Error.FIELDS_TOO_LARGE, headers(1, true, many)),
                of(Http2Error.FIELDS_TOO_LARGE, headers(1, true, ":status", "200", "a", "x".repeat(1000))),
                of(Http2Error.RESPONSE_INCOMPLETE, headers(1, true, ":status", "103")),
                of(Http2Error.RESPONSE_INCOMPLETE, data(1, true, "x")),
                of(Http2Error.RESPONSE_INCOMPLETE, headers(1, false, ":status", "103"), data(1, true, "")),
                of(Http2Error.CONTENT_LENGTH_MISMATCH, headers(1, true, ":status", "200", "content-length", "1")),
                of(Http2Error.CONTENT_LENGTH_MISMATCH, headers(1, true, ":status", "200", "content-length", "+1")),
                of(
                        Http2Error.CONTENT_LENGTH_MISMATCH,
                        headers(1, false, ":status", "200", "content-length", "1", "content-length", "2")),
                of(
                        Http2Error.CONTENT_LENGTH_MISMATCH,
                        headers(1, false, ":status", "200", "content-length", "1"),
                        data(1, true, "")),
                of(
                        Http2Error.CONTENT_LENGTH_MISMATCH,
                        headers(1, false, ":status", "200", "content-length", "1"),
                        data(1, false, "xy")),
                of(
                        Http2Error.CONTENT_LENGTH_MISMATCH,
                        headers(1, false, ":status", "200", "content-length", "2"),
                        data(1, false, "x"),
                        headers(1, true, "a", "b")),
                of(Http2Error.CONTENT_UNEXPECTED, headers(1, false, ":status", "304"), data(1, true, "x")),
                of(Http2Error.CONTENT_UNEXPECTED, headers(1, false, ":status", "204"), data(1, true, "x")),
                of(Http2Error.TRAILERS_WITHOUT_END, headers(1, false, ":status", "200"), headers(1, false, "a", "b")),
                of(
                        Http2Error.PSEUDO_HEADER_INVALID,
                        headers(1, false, ":status", "200"),
                        headers(1, true, ":status", "200")),
                of(Http2Error.FIELD_NAME_MALFORMED, headers(1, false, ":status", "200"), headers(1, true, "a b", "c")),
                of(Http2Error.WINDOW_INCREMENT_ZERO, FrameWriter.windowUpdate(1, 0)),
                of(Http2Error.WINDOW_OVERFLOW, FrameWriter.windowUpdate(1, Integer.MAX_VALUE)));
    }

    @ParameterizedTest
    @MethodSource("malformed_responses")
    void a_malformed_response_ends_its_stream_alone(Http2Error error, byte[][] frames) {
        ResponseText text = open(Method.GET);
        ResponseText other = open(Method.GET);
        server.received();
        server.send(frames);
        ErrorCode code = error == Http2Error.FIELDS_TOO_LARGE ? ErrorCode.CANCEL : error.code();
        assertEquals(List.of("RST_STREAM 1 " + code), server.received());
        assertTrue(
                text.toString().endsWith("failed: " + error.message() + " (" + error.section() + ")"), text::toString);
        server.send(headers(3, true, ":status", "200"));
        assertEquals("HTTP/2.0 200 end", other.toString());
        assertTrue(client.isOpen());
        assertEquals(0, client.pendingCount());
    }

    @Test
    void content_in_a_response_to_head_ends_the_stream() {
        ResponseText text = open(Method.HEAD);
        server.send(headers(1, false, ":status", "200"), data(1, true, "x"));
        assertTrue(text.toString().contains(Http2Error.CONTENT_UNEXPECTED.message()), text::toString);
    }

    /** Violations that concern the connection. RFC 9113 §5.4.1 */
    static Stream<Arguments> connection_errors() {
        byte[] promise = {0, 0, 0, 2, (byte) 0x82};
        byte[] fragment = FrameWriter.frame(FrameType.HEADERS, 0, 1, block(":status", "200"));
        return Stream.of(
                of(
                        Http2Error.PUSH_UNEXPECTED,
                        FrameWriter.frame(FrameType.PUSH_PROMISE, Flags.END_HEADERS, 1, promise)),
                of(Http2Error.SETTING_INVALID, FrameWriter.settings(Settings.ENABLE_PUSH, 1)),
                of(Http2Error.SETTING_INVALID, FrameWriter.settings(Settings.MAX_FRAME_SIZE, 1)),
                of(Http2Error.INITIAL_WINDOW_TOO_LARGE, FrameWriter.settings(Settings.INITIAL_WINDOW_SIZE, -1)),
                of(Http2Error.STREAM_IDLE, headers(2, true, ":status", "200")),
                of(Http2Error.STREAM_IDLE, headers(3, true, ":status", "200")),
                of(Http2Error.STREAM_IDLE, data(3, true, "")),
                of(Http2Error.STREAM_IDLE, FrameWriter.resetStream(3, ErrorCode.CANCEL)),
                of(Http2Error.STREAM_IDLE, FrameWriter.windowUpdate(3, 1)),
                of(Http2Error.STREAM_ENDED, headers(1, true, ":status", "200"), data(1, true, "")),
                of(Http2Error.STREAM_ENDED, headers(1, true, ":status", "200"), headers(1, true, ":status", "200")),
                of(Http2Error.CONNECTION_INCREMENT_ZERO, FrameWriter.windowUpdate(0, 0)),
                of(Http2Error.CONNECTION_WINDOW_OVERFLOW, FrameWriter.windowUpdate(0, Integer.MAX_VALUE)),
                of(Http2Error.PRIORITY_UPDATE_INVALID, FrameWriter.frame(FrameType.PRIORITY_UPDATE, 0, 0, new byte[5])),
                of(Http2Error.FRAME_ON_STREAM, FrameWriter.frame(FrameType.PING, 0, 1, new byte[8])),
                of(Http2Error.FRAME_LENGTH_INVALID, FrameWriter.frame(FrameType.SETTINGS, Flags.ACK, 0, new byte[6])),
                of(
                        Http2Error.HEADER_COMPRESSION_INVALID,
                        FrameWriter.frame(FrameType.HEADERS, Flags.END_HEADERS, 1, new byte[] {-1})),
                of(Http2Error.HEADER_BLOCK_INTERRUPTED, fragment, FrameWriter.ping(0, 1)),
                of(Http2Error.FRAME_TOO_LARGE, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 1}));
    }

    @ParameterizedTest
    @MethodSource("connection_errors")
    void a_violation_of_the_protocol_ends_the_connection(Http2Error error, byte[][] frames) {
        ResponseText text = open(Method.GET);
        server.send(frames);
        List<String> received = server.received();
        assertEquals("GOAWAY 0 " + error.code(), received.get(received.size() - 1));
        assertFalse(client.isOpen());
        assertEquals(0, client.pendingCount());
        String failure = "failed: " + error.message() + " (" + error.section() + ")";
        assertTrue(text.toString().equals(failure) || text.toString().equals("HTTP/2.0 200 end"), text::toString);
        server.send(FrameWriter.ping(0, 1));
        assertEquals(List.of(), server.received());
    }

    @Test
    void the_first_frame_must_be_settings() {
        server.received();
        server.send(FrameWriter.ping(0, 1));
        assertEquals(List.of("GOAWAY 0 PROTOCOL_ERROR"), server.received());
    }

    /** CVE-2023-45288, CVE-2026-33871 */
    @Test
    void endless_continuation_frames_end_the_connection() {
        open(Method.GET);
        server.send(FrameWriter.frame(FrameType.HEADERS, 0, 1, new byte[0]));
        for (int i = 0; i < 100; i++) {
            server.send(FrameWriter.frame(FrameType.CONTINUATION, 0, 1, new byte[0]));
        }
        assertEquals(List.of("GOAWAY 0 ENHANCE_YOUR_CALM"), server.received());
    }

    /** CVE-2019-9512, CVE-2019-9515 */
    @Test
    void pings_of_a_server_that_does_not_read_are_bounded() {
        open(Method.GET);
        for (int i = 0; i < 100_000; i++) {
            server.send(FrameWriter.ping(0, i), FrameWriter.settings());
        }
        List<String> received = server.received();
        assertTrue(received.size() < 10_000, () -> received.size() + " frames");
        assertEquals("GOAWAY 0 ENHANCE_YOUR_CALM", received.get(received.size() - 1));
    }
}
