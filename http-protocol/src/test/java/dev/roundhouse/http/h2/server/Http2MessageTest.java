package dev.roundhouse.http.h2.server;

import static dev.roundhouse.http.h2.server.Http2Frames.block;
import static dev.roundhouse.http.h2.server.Http2Frames.data;
import static dev.roundhouse.http.h2.server.Http2Frames.get;
import static dev.roundhouse.http.h2.server.Http2Frames.headers;
import static dev.roundhouse.http.h2.server.Http2Frames.post;
import static dev.roundhouse.http.h2.server.Http2Frames.request;
import static dev.roundhouse.http.h2.server.Http2Frames.trailers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and responses: what other servers got wrong, and what happens here. RFC 9113 §8 */
class Http2MessageTest {
    private static Response text(String text) {
        return Response.plain(Status.OK, "").with(Body.of(text));
    }

    /** Sends the body back, and what trailers it had. */
    private static final class RepeatedBody implements Upload {
        private final StringBuilder text = new StringBuilder();
        private Headers trailers = Headers.EMPTY;

        @Override
        public void receive(ByteBuffer bytes) {
            text.append(StandardCharsets.ISO_8859_1.decode(bytes));
        }

        @Override
        public void receiveTrailers(Headers received) {
            trailers = received;
        }

        @Override
        public Reply finish() {
            return text(text + (trailers.size() == 0 ? "" : " " + trailers));
        }
    }

    private static Http2Simulation echo() {
        return new Http2Simulation(request -> new RepeatedBody()).connect();
    }

    private static void assertReset(ErrorCode code, byte[]... frames) {
        Http2Simulation simulation = echo();
        simulation.exchange(frames);
        assertEquals(
                Optional.of(code),
                simulation.stream(1).reset(),
                () -> simulation.stream(1) + " " + simulation.errors());
        simulation.exchange(get(3, "/"));
        simulation.assertResponse(3, 200, "");
    }

    private static void assertMalformed(byte[]... frames) {
        assertReset(ErrorCode.PROTOCOL_ERROR, frames);
    }

    private static Request requestOf(byte[]... frames) {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.exchange(frames);
        assertEquals(
                1,
                simulation.requests().size(),
                () -> simulation.peer().frames().toString());
        return simulation.requests().get(0);
    }

    // Content-Length: python h2#114, h2 0.4.7

    @Test
    void a_declared_length_that_differs_from_the_data_is_malformed() {
        assertMalformed(post(1, "/", "content-length", "5"), data(1, true, "1234"));
        assertMalformed(post(1, "/", "content-length", "5"), data(1, true, "123456"));
        assertMalformed(post(1, "/", "content-length", "5"), data(1, false, "123456"));
        assertMalformed(post(1, "/", "content-length", "5"), data(1, false, "1234"), trailers(1, "a", "b"));
        assertMalformed(post(1, "/", "content-length", "5"), data(1, true));
    }

    @Test
    void a_declared_length_with_the_end_of_the_request_is_malformed() {
        assertMalformed(get(1, "/", "content-length", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+5", "-5", "0x5", "5,5", "5, 5", "5 ", "5.0", "five"})
    void a_length_that_is_no_number_is_malformed(String length) {
        assertMalformed(post(1, "/", "content-length", length), data(1, true, "12345"));
    }

    @Test
    void two_lengths_are_malformed() {
        assertMalformed(post(1, "/", "content-length", "5", "content-length", "6"), data(1, true, "12345"));
        assertMalformed(post(1, "/", "content-length", "5", "content-length", "5"), data(1, true, "12345"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "0005", "00000000000000000000000000005"})
    void a_length_that_is_right_is_accepted(String length) {
        Http2Simulation simulation = echo();
        simulation.exchange(post(1, "/", "content-length", length), data(1, false, "123"), data(1, true, "45"));
        simulation.assertResponse(1, 200, "12345");
        simulation.exchange(get(3, "/", "content-length", "0"));
        simulation.assertResponse(3, 200, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1048577", "999999999999999999", "1000000000000000000", "99999999999999999999999999"})
    void a_length_beyond_the_limit_gets_413(String length) {
        Http2Simulation simulation = echo();
        simulation.exchange(post(1, "/", "content-length", length));
        assertEquals(413, simulation.stream(1).status());
        assertTrue(simulation.requests().isEmpty());
        simulation.exchange(data(1, false, new byte[10_000]), data(1, true, new byte[10_000]));
        assertEquals(Optional.empty(), simulation.stream(1).reset());
    }

    @Test
    void a_body_beyond_the_limit_of_its_upload_gets_413() {
        int[] aborts = new int[1];
        Http2Simulation simulation = new Http2Simulation(request -> new Upload() {
                    @Override
                    public long maxBytes() {
                        return 4;
                    }

                    @Override
                    public void receive(ByteBuffer bytes) {}

                    @Override
                    public Reply finish() {
                        throw new AssertionError();
                    }

                    @Override
                    public void abort() {
                        aborts[0]++;
                    }
                })
                .connect();
        simulation.exchange(post(1, "/"), data(1, false, "123"), data(1, true, "45"));
        simulation.exchange(post(3, "/", "content-length", "5", "expect", "100-continue"));
        assertEquals(413, simulation.stream(1).status());
        assertEquals(413, simulation.stream(3).status());
        assertEquals(List.of(), simulation.stream(3).interim());
        assertEquals(2, aborts[0]);
    }

    // Authority: python h2#246

    @Test
    void the_authority_becomes_the_host() {
        assertEquals(
                Optional.of("example.org"), requestOf(get(1, "/")).headers().first(FieldName.HOST));
        assertEquals(
                Optional.of("example.org"),
                requestOf(get(1, "/", "host", "EXAMPLE.org")).headers().first(FieldName.HOST));
    }

    @Test
    void a_host_without_authority_is_accepted() {
        byte[] fields = block(":method", "GET", ":scheme", "http", ":path", "/", "host", "a.example:8080");
        Request request = requestOf(headers(1, true, fields));
        assertEquals(Optional.of("a.example:8080"), request.headers().first(FieldName.HOST));
    }

    @Test
    void an_authority_that_is_missing_or_contradicts_the_host_is_malformed() {
        assertMalformed(headers(1, true, block(":method", "GET", ":scheme", "http", ":path", "/")));
        assertMalformed(get(1, "/", "host", "other.example"));
        assertMalformed(get(1, "/", "host", "example.org", "host", "example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user@example.org", "exa mple.org", "example.org:x", "example.org/", "[::1"})
    void an_authority_that_is_invalid_is_malformed(String authority) {
        assertMalformed(
                headers(1, true, block(":method", "GET", ":scheme", "http", ":path", "/", ":authority", authority)));
    }

    // Cookies: UNDERTOW-2082

    @Test
    void crumbs_of_cookies_are_joined() {
        Headers fields = requestOf(get(1, "/", "cookie", "a=1", "x", "y", "cookie", "b=2", "cookie", "c=3"))
                .headers();
        assertEquals(List.of("a=1; b=2; c=3"), fields.all(FieldName.of("Cookie")));
    }

    // Fields: h2py 4.3.0

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "sp ace", "co:lon", "n\u0000l", "new\nline", "\u00e4", "tab\t", "x\u007f"})
    void a_field_name_of_other_characters_is_malformed(String name) {
        assertMalformed(literal(1, name, "value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "\ta", "a\t", "a\rb", "a\nb", "a\u0000b"})
    void a_field_value_of_other_characters_is_malformed(String value) {
        assertMalformed(literal(1, "name", value));
    }

    /** Literals that are not changed by an encoder. */
    private static byte[] literal(int streamId, String name, String value) {
        byte[] nameBytes = name.getBytes(StandardCharsets.ISO_8859_1);
        byte[] valueBytes = value.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer field = ByteBuffer.allocate(3 + nameBytes.length + valueBytes.length);
        field.put((byte) 0).put((byte) nameBytes.length).put(nameBytes);
        field.put((byte) valueBytes.length).put(valueBytes);
        return headers(streamId, true, Http2Frames.join(block(request("GET", "/")), field.array()));
    }

    @Test
    void field_values_of_other_bytes_are_accepted() {
        Headers fields = requestOf(literal(1, "name", "a\tb \u00e4\u00ff")).headers();
        assertEquals(Optional.of("a\tb \u00e4\u00ff"), fields.first(FieldName.of("Name")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade"})
    void fields_of_a_connection_are_malformed(String name) {
        assertMalformed(get(1, "/", name, "close"));
        assertMalformed(post(1, "/"), data(1, false, "x"), trailers(1, name, "close"));
    }

    @Test
    void te_is_malformed_but_for_trailers() {
        assertMalformed(get(1, "/", "te", "gzip"));
        assertMalformed(get(1, "/", "te", ""));
        requestOf(get(1, "/", "te", "trailers"));
    }

    // Pseudo-header fields

    static Stream<List<String>> malformedRequests() {
        return Stream.of(
                List.of(":scheme", "http", ":path", "/", ":authority", "a"),
                List.of(":method", "GET", ":path", "/", ":authority", "a"),
                List.of(":method", "GET", ":scheme", "http", ":authority", "a"),
                List.of(":method", "GET", ":scheme", "http", ":path", "", ":authority", "a"),
                List.of(":method", "", ":scheme", "http", ":path", "/", ":authority", "a"),
                List.of(":method", "G ET", ":scheme", "http", ":path", "/", ":authority", "a"),
                List.of(":method", "GET", ":scheme", "ftp", ":path", "/", ":authority", "a"),
                List.of(":method", "GET", ":scheme", "http", ":path", "x", ":authority", "a"),
                List.of(":method", "GET", ":scheme", "http", ":path", "*", ":authority", "a"),
                List.of(":method", "GET", ":scheme", "http", ":path", "/ x", ":authority", "a"),
                List.of(":method", "GET", ":scheme", "http", ":path", "http://a/", ":authority", "a"),
                List.of(":method", "GET", ":method", "GET", ":scheme", "http", ":path", "/", ":authority", "a"),
                List.of(":method", "GET", ":scheme", "http", ":path", "/", ":path", "/", ":authority", "a"),
                List.of(":method", "GET", ":scheme", "http", ":scheme", "http", ":path", "/", ":authority", "a"),
                List.of(":method", "GET", ":scheme", "http", ":path", "/", ":authority", "a", ":authority", "a"),
                List.of(":method", "GET", ":scheme", "http", ":path", "/", "x", "y", ":authority", "a"),
                List.of(":method", "GET", ":scheme", "http", ":path", "/", ":authority", "a", ":status", "200"),
                List.of(":method", "GET", ":scheme", "http", ":path", "/", ":authority", "a", ":protocol", "x"),
                List.of(":method", "CONNECT", ":scheme", "http", ":path", "/", ":authority", "a:1"),
                List.of(":method", "CONNECT", ":path", "/", ":authority", "a:1"),
                List.of(":method", "CONNECT"),
                List.of(":method", "CONNECT", ":authority", "a"));
    }

    @ParameterizedTest
    @MethodSource("malformedRequests")
    void a_request_with_other_pseudo_header_fields_is_malformed(List<String> fields) {
        assertMalformed(headers(1, true, block(fields.toArray(String[]::new))));
    }

    @Test
    void a_pseudo_header_field_in_trailers_is_malformed() {
        assertMalformed(post(1, "/"), data(1, false, "x"), trailers(1, ":path", "/"));
    }

    @Test
    void trailers_that_do_not_end_the_request_are_malformed() {
        assertMalformed(post(1, "/"), data(1, false, "x"), headers(1, false, block("a", "b")));
    }

    @Test
    void connect_has_an_authority_alone() {
        Request connect = requestOf(headers(1, true, block(":method", "CONNECT", ":authority", "a.example:443")));
        assertEquals("CONNECT", connect.method().name());
    }

    @Test
    void options_of_the_server_is_a_request() {
        assertEquals(
                "OPTIONS",
                requestOf(headers(1, true, block(request("OPTIONS", "*"))))
                        .method()
                        .name());
    }

    // Limits: h2 0.4.6, 0.4.15

    @Test
    void too_many_fields_get_431_and_the_body_is_received() {
        Http2Simulation simulation = echo();
        String[] fields = Stream.generate(() -> List.of("a", "b"))
                .limit(200)
                .flatMap(List::stream)
                .toArray(String[]::new);
        simulation.exchange(post(1, "/", fields));
        assertEquals(431, simulation.stream(1).status());
        assertTrue(simulation.stream(1).isComplete());
        simulation.exchange(data(1, false, new byte[10_000]), data(1, true, new byte[5_000]));
        assertEquals(Optional.empty(), simulation.stream(1).reset());
        simulation.exchange(post(3, "/"), data(3, true, "x"));
        simulation.assertResponse(3, 200, "x");
        CompletedExchange first = simulation.completed().get(0);
        assertEquals("FIELDS_TOO_LARGE", first.protocolError());
        assertEquals("POST", first.line().method());
    }

    @Test
    void entries_of_a_field_list_that_was_too_large_can_be_referred_to() {
        Http2Simulation simulation = echo();
        byte[] entry = {0x40, 1, 'x', 1, 'y'};
        byte[] many = Http2Frames.repeat(200, new byte[] {(byte) 0x90});
        simulation.exchange(headers(1, true, Http2Frames.join(block(request("GET", "/")), many, entry)));
        assertEquals(431, simulation.stream(1).status());
        simulation.exchange(headers(3, true, Http2Frames.join(block(request("GET", "/")), new byte[] {(byte) 0xBE})));
        simulation.assertResponse(3, 200, "");
        assertEquals(Optional.of("y"), simulation.requests().get(0).headers().first(FieldName.of("X")));
    }

    @Test
    void a_field_block_that_cannot_be_decompressed_ends_the_connection() {
        Http2Simulation simulation = echo();
        simulation.exchange(headers(1, true, new byte[] {(byte) 0xFF, 0x7F}));
        simulation.assertFailed(Http2Error.HEADER_COMPRESSION_INVALID);
    }

    @Test
    void too_large_trailers_get_431_and_end_the_stream() {
        Http2Simulation simulation = echo();
        simulation.send(post(1, "/"));
        String[] fields = Stream.generate(() -> List.of("a", "b"))
                .limit(200)
                .flatMap(List::stream)
                .toArray(String[]::new);
        simulation.exchange(data(1, false, "x"), trailers(1, fields));
        assertEquals(431, simulation.stream(1).status());
        assertTrue(simulation.stream(1).isComplete());
        assertEquals(Optional.empty(), simulation.stream(1).reset());
        simulation.exchange(Http2Frames.windowUpdate(1, 5));
        // The stream is closed for both sides, so that a frame on it is an error.
        simulation.exchange(data(1, true, "x"));
        simulation.assertFailed(Http2Error.STREAM_ENDED);
    }

    @Test
    void a_long_target_gets_414() {
        Http2Simulation simulation = echo();
        simulation.exchange(get(1, "/" + "x".repeat(8 << 10)));
        assertEquals(414, simulation.stream(1).status());
        simulation.exchange(get(3, "/" + "x".repeat((8 << 10) - 1)));
        assertEquals(200, simulation.stream(3).status());
    }

    // Expect: RFC 9110 §10.1.1

    @Test
    void a_client_that_expects_100_gets_it_once_before_its_body() {
        Http2Simulation simulation = echo();
        simulation.exchange(post(1, "/", "expect", "100-continue"));
        assertEquals(List.of(100), simulation.stream(1).interim());
        assertEquals(0, simulation.stream(1).status());
        simulation.exchange(data(1, false, "a"), data(1, true, "b"));
        simulation.assertResponse(1, 200, "ab");
        assertEquals(List.of(100), simulation.stream(1).interim());
    }

    @Test
    void no_100_is_sent_when_the_body_has_begun_or_the_request_has_none() {
        Http2Simulation simulation = echo();
        simulation.exchange(post(1, "/", "expect", "100-continue"), data(1, true, "a"));
        simulation.assertResponse(1, 200, "a");
        assertEquals(List.of(), simulation.stream(1).interim());
        simulation.exchange(get(3, "/", "expect", "100-continue"));
        simulation.assertResponse(3, 200, "");
        assertEquals(List.of(), simulation.stream(3).interim());
    }

    @Test
    void a_handler_that_needs_no_body_sends_no_100() {
        Http2Simulation simulation = new Http2Simulation(request -> text("early")).connect();
        simulation.exchange(post(1, "/", "expect", "100-Continue"));
        simulation.assertResponse(1, 200, "early");
        assertEquals(List.of(), simulation.stream(1).interim());
    }

    @Test
    void another_expectation_gets_417() {
        Http2Simulation simulation = echo();
        simulation.exchange(post(1, "/", "expect", "200-ok"));
        assertEquals(417, simulation.stream(1).status());
        simulation.exchange(data(1, true, "x"));
        assertEquals(Optional.empty(), simulation.stream(1).reset());
    }

    // Responses

    @Test
    void head_gets_the_fields_without_content() {
        Http2Simulation simulation = new Http2Simulation(request -> text("12345")).connect();
        simulation.exchange(headers(1, true, block(request("HEAD", "/"))));
        simulation.assertResponse(1, 200, "");
        assertEquals(Optional.of("5"), simulation.stream(1).field("content-length"));
        assertTrue(simulation.peer().frames(FrameType.DATA).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void a_status_without_content_has_none(int code) {
        int[] closes = new int[1];
        Http2Simulation simulation = new Http2Simulation(request -> new Response(
                        code == 204 ? Status.NO_CONTENT : Status.NOT_MODIFIED,
                        Headers.EMPTY,
                        new Body.Streamed(new Body.Producer() {
                            @Override
                            public Body.Progress produce(ByteBuffer target) {
                                throw new AssertionError();
                            }

                            @Override
                            public void close() {
                                closes[0]++;
                            }
                        })))
                .connect();
        simulation.exchange(get(1, "/"));
        simulation.assertResponse(1, code, "");
        assertTrue(simulation.peer().frames(FrameType.DATA).isEmpty());
        assertEquals(1, closes[0]);
    }

    @Test
    void a_body_that_contains_streams_of_known_length_is_sent_completely() {
        Http2Simulation simulation = new Http2Simulation(request -> Response.plain(Status.OK, "")
                        .with(new Body.Composite(List.of(
                                Body.of("<"),
                                new Body.Streamed(
                                        target -> {
                                            target.put((byte) '1').put((byte) '2');
                                            return Body.Progress.ENDED;
                                        },
                                        2),
                                Body.of("|"),
                                new Body.Streamed(target -> Body.Progress.ENDED, 0),
                                Body.of(">")))))
                .connect();
        simulation.exchange(get(1, "/"));
        simulation.assertResponse(1, 200, "<12|>");
        assertEquals(Optional.of("5"), simulation.stream(1).field("content-length"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void a_stream_of_another_length_than_declared_is_reset(long declared) {
        Http2Simulation simulation = new Http2Simulation(request -> Response.plain(Status.OK, "")
                        .with(new Body.Composite(List.of(
                                Body.of("<"),
                                new Body.Streamed(
                                        target -> {
                                            target.put((byte) '1').put((byte) '2');
                                            return Body.Progress.ENDED;
                                        },
                                        declared)))))
                .connect();
        simulation.exchange(get(1, "/"));
        assertEquals(Optional.of(ErrorCode.INTERNAL_ERROR), simulation.stream(1).reset());
        assertFalse(simulation.stream(1).isComplete());
        simulation.exchange(get(3, "/"));
        assertEquals(2, simulation.contentFailures().size());
    }

    @Test
    void trailers_follow_the_content_in_both_directions() {
        Http2Simulation simulation = new Http2Simulation(request -> new RepeatedBody()).connect();
        simulation.exchange(
                post(1, "/"), data(1, false, "x"), trailers(1, "checksum", "1", "content-length", "7", "host", "x"));
        simulation.assertResponse(1, 200, "x " + Headers.of("checksum", "1"));

        Http2Simulation other = new Http2Simulation(request -> Response.plain(Status.OK, "")
                        .with(new Body.Streamed(new Body.Producer() {
                            @Override
                            public Body.Progress produce(ByteBuffer target) {
                                target.put((byte) 'x');
                                return Body.Progress.ENDED;
                            }

                            @Override
                            public Headers trailers() {
                                return Headers.of("Checksum", "1");
                            }
                        })))
                .connect();
        other.exchange(get(1, "/"));
        other.assertResponse(1, 200, "x");
        assertEquals("checksum", other.stream(1).trailers().get(0).name());
    }

    @Test
    void an_upload_whose_trailers_fail_is_aborted() {
        int[] aborts = new int[1];
        Http2Simulation simulation = new Http2Simulation(request -> new Upload() {
                    @Override
                    public void receive(ByteBuffer bytes) {}

                    @Override
                    public void receiveTrailers(Headers trailers) {
                        throw new IllegalStateException("on purpose");
                    }

                    @Override
                    public Reply finish() throws IOException {
                        throw new IOException("not reached");
                    }

                    @Override
                    public void abort() {
                        aborts[0]++;
                    }
                })
                .connect();
        simulation.send(post(1, "/"));
        simulation.exchange(data(1, false, "x"), trailers(1, "a", "b"));
        assertEquals(500, simulation.stream(1).status());
        assertEquals(1, aborts[0]);
        assertEquals(1, simulation.handlerFailures().size());
    }

    @Test
    void an_upload_that_finishes_with_an_upload_is_a_failure() {
        Http2Simulation simulation = new Http2Simulation(request -> new Upload() {
                    @Override
                    public void receive(ByteBuffer bytes) {}

                    @Override
                    public Reply finish() {
                        return new RepeatedBody();
                    }
                })
                .connect();
        simulation.exchange(post(1, "/"), data(1, true, "x"));
        assertEquals(500, simulation.stream(1).status());
    }

    @Test
    void an_upload_can_finish_later() {
        CompletableFuture<Reply> later = new CompletableFuture<>();
        Http2Simulation simulation = new Http2Simulation(request -> new Upload() {
                    @Override
                    public void receive(ByteBuffer bytes) {}

                    @Override
                    public Reply finish() {
                        return Reply.later(later);
                    }
                })
                .connect();
        simulation.exchange(post(1, "/"), data(1, true, "x"));
        assertEquals(0, simulation.stream(1).status());
        later.complete(text("later"));
        simulation.resume().read().assertResponse(1, 200, "later");
    }

    @Test
    void a_later_reply_that_fails_gets_500() {
        CompletableFuture<Reply> later = new CompletableFuture<>();
        Http2Simulation simulation = new Http2Simulation(request -> Reply.later(later)).connect();
        simulation.exchange(get(1, "/"));
        later.completeExceptionally(new IOException("on purpose"));
        simulation.resume().read();
        assertEquals(500, simulation.stream(1).status());
        assertEquals(
                List.of("on purpose"),
                simulation.handlerFailures().stream().map(Throwable::getMessage).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 16_384, 40_000, 100_000})
    void the_head_of_a_response_can_be_longer_than_a_frame(int length) {
        String value = "x".repeat(length);
        Http2Simulation simulation = new Http2Simulation(request -> text("12").with("Long", value)).connect();
        simulation.exchange(get(1, "/"));
        simulation.assertResponse(1, 200, "12");
        assertEquals(Optional.of(value), simulation.stream(1).field("long"));
    }

    @Test
    void fields_of_a_response_are_in_lower_case_and_have_a_date() {
        Http2Simulation simulation = new Http2Simulation(request -> text("").with("X-Mixed", "Value")).connect();
        simulation.exchange(get(1, "/"));
        assertEquals(Optional.of("Value"), simulation.stream(1).field("x-mixed"));
        assertTrue(simulation.stream(1).field("date").isPresent());
    }

    // Priorities: RFC 9218

    private static List<Integer> order(byte[]... frames) {
        Http2Simulation simulation =
                new Http2Simulation(request -> text("x".repeat(20_000))).connect(Settings.INITIAL_WINDOW_SIZE, 1 << 20);
        simulation.allow(0, 1 << 20);
        simulation.exchange(frames);
        return simulation.peer().frames(FrameType.DATA).stream()
                .filter(frame -> Flags.has(frame.flags(), Flags.END_STREAM))
                .map(Http2Peer.PeerFrame::streamId)
                .toList();
    }

    @Test
    void responses_are_sent_in_the_order_of_their_urgency() {
        assertEquals(
                List.of(5, 1, 3), order(get(1, "/"), get(3, "/", "priority", "u=7"), get(5, "/", "priority", "u=0")));
    }

    @Test
    void a_priority_update_before_its_stream_replaces_the_field() {
        assertEquals(
                List.of(3, 1),
                order(Http2Frames.priorityUpdate(1, "u=7"), get(1, "/", "priority", "u=0"), get(3, "/")));
    }

    @Test
    void a_priority_update_changes_a_stream_in_progress() {
        assertEquals(List.of(3, 1), order(get(1, "/"), get(3, "/"), Http2Frames.priorityUpdate(3, "u=1")));
    }

    @Test
    void incremental_responses_share_the_connection() {
        Http2Simulation simulation =
                new Http2Simulation(request -> text("x".repeat(40_000))).connect(Settings.INITIAL_WINDOW_SIZE, 1 << 20);
        simulation.allow(0, 1 << 20);
        simulation.exchange(get(1, "/", "priority", "i"), get(3, "/", "priority", "i"));
        List<Integer> ids = simulation.peer().frames(FrameType.DATA).stream()
                .map(Http2Peer.PeerFrame::streamId)
                .toList();
        assertEquals(List.of(1, 3, 1, 3, 1, 3), ids);
    }

    @Test
    void priorities_of_streams_of_the_server_are_an_error() {
        for (int id : new int[] {0, 2}) {
            Http2Simulation simulation = echo();
            simulation.exchange(Http2Frames.priorityUpdate(id, "u=1"));
            simulation.assertFailed(Http2Error.PRIORITY_UPDATE_INVALID);
        }
    }

    @Test
    void priorities_of_streams_that_are_closed_or_far_away_are_ignored() {
        Http2Simulation simulation = echo();
        simulation.exchange(get(5, "/"));
        for (int id = 1; id < 1_000; id += 2) {
            simulation.exchange(Http2Frames.priorityUpdate(id, "u=1"));
        }
        simulation.exchange(Http2Frames.priority(101, 3), get(7, "/"));
        simulation.assertResponse(7, 200, "");
    }
}
