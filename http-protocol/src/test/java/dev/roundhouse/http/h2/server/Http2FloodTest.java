package dev.roundhouse.http.h2.server;

import static dev.roundhouse.http.h2.server.Http2Frames.block;
import static dev.roundhouse.http.h2.server.Http2Frames.continuation;
import static dev.roundhouse.http.h2.server.Http2Frames.data;
import static dev.roundhouse.http.h2.server.Http2Frames.frame;
import static dev.roundhouse.http.h2.server.Http2Frames.get;
import static dev.roundhouse.http.h2.server.Http2Frames.headers;
import static dev.roundhouse.http.h2.server.Http2Frames.join;
import static dev.roundhouse.http.h2.server.Http2Frames.paddedData;
import static dev.roundhouse.http.h2.server.Http2Frames.ping;
import static dev.roundhouse.http.h2.server.Http2Frames.post;
import static dev.roundhouse.http.h2.server.Http2Frames.priority;
import static dev.roundhouse.http.h2.server.Http2Frames.priorityUpdate;
import static dev.roundhouse.http.h2.server.Http2Frames.repeat;
import static dev.roundhouse.http.h2.server.Http2Frames.request;
import static dev.roundhouse.http.h2.server.Http2Frames.reset;
import static dev.roundhouse.http.h2.server.Http2Frames.settings;
import static dev.roundhouse.http.h2.server.Http2Frames.settingsAck;
import static dev.roundhouse.http.h2.server.Http2Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Frames that cost the server more than the client: how other servers were overloaded, and what happens here. RFC 9113 §10.5 */
class Http2FloodTest {
    /** Sends rounds of frames until the connection ends, and returns how many there were. */
    private static int flood(Http2Simulation simulation, int most, IntFunction<byte[]> round) {
        int count = 0;
        while (count < most && simulation.isOpen()) {
            simulation.exchange(round.apply(count++));
        }
        return count;
    }

    private static void assertFlood(int most, IntFunction<byte[]> round) {
        Http2Simulation simulation = new Http2Simulation().connect();
        int count = flood(simulation, 100_000, round);
        assertTrue(count <= most, () -> "ended after " + count);
        simulation.assertFailed(Http2Error.FLOOD);
        assertEquals(Optional.of(ErrorCode.ENHANCE_YOUR_CALM), simulation.peer().goAway());
    }

    private static int id(int round) {
        return 2 * round + 1;
    }

    // Streams that are reset: CVE-2023-44487, CVE-2025-8671

    @Test
    void rapid_reset_ends_the_connection() {
        assertFlood(1_100, round -> join(get(id(round), "/"), reset(id(round))));
    }

    @Test
    void a_request_that_is_reset_in_the_same_read_is_not_handed_out() {
        Http2Simulation simulation = new Http2Simulation().connect();

        simulation.exchange(get(1, "/1"), reset(1), get(3, "/3"));

        assertEquals(1, simulation.requests().size());
        simulation.assertResponse(3, 200, "/3");
    }

    @Test
    void rapid_reset_cancels_the_pending_replies() {
        List<CompletableFuture<Reply>> pending = new ArrayList<>();
        Http2Simulation simulation = new Http2Simulation(request -> {
            pending.add(new CompletableFuture<>());
            return Reply.later(pending.get(pending.size() - 1));
        });
        simulation.connect();

        flood(simulation, 500, round -> get(id(round), "/"));
        for (int round = 0; round < 100; round++) {
            simulation.send(reset(id(round)));
        }

        assertTrue(pending.stream().allMatch(CompletableFuture::isCancelled));
    }

    @Test
    void window_updates_by_0_that_reset_streams_end_the_connection() {
        assertFlood(1_100, round -> join(post(id(round), "/"), windowUpdate(id(round), 0)));
    }

    @Test
    void window_updates_that_overflow_and_reset_streams_end_the_connection() {
        assertFlood(1_100, round -> join(post(id(round), "/"), windowUpdate(id(round), Integer.MAX_VALUE)));
    }

    @Test
    void head_frames_after_the_end_that_reset_streams_end_the_connection() {
        Http2Simulation simulation = new Http2Simulation(request -> Reply.later(new CompletableFuture<>())).connect();
        flood(simulation, 100_000, round -> join(get(id(round), "/"), Http2Frames.trailers(id(round), "a", "b")));
        simulation.assertFailed(Http2Error.FLOOD);
    }

    @Test
    void data_after_the_end_that_resets_streams_ends_the_connection() {
        Http2Simulation simulation = new Http2Simulation(request -> Reply.later(new CompletableFuture<>())).connect();
        flood(simulation, 100_000, round -> join(get(id(round), "/"), data(id(round), true, "x")));
        simulation.assertFailed(Http2Error.FLOOD);
    }

    @Test
    void priorities_of_a_wrong_length_that_reset_streams_end_the_connection() {
        assertFlood(
                1_100,
                round -> join(post(id(round), "/"), frame(FrameType.PRIORITY, 0, id(round), (byte) 0, (byte) 0)));
    }

    @Test
    void streams_that_depend_on_themselves_end_the_connection() {
        assertFlood(1_100, round -> join(post(id(round), "/"), priority(id(round), id(round))));
    }

    @Test
    void malformed_requests_that_reset_streams_end_the_connection() {
        assertFlood(1_100, round -> headers(id(round), true, block(":method", "GET")));
    }

    @Test
    void more_streams_than_allowed_that_are_rejected_end_the_connection() {
        Http2Simulation simulation = new Http2Simulation(request -> Reply.later(new CompletableFuture<>())).connect();
        flood(simulation, 100_000, round -> get(id(round), "/"));
        assertEquals(
                Optional.of(ErrorCode.REFUSED_STREAM),
                simulation.stream(id(100)).reset());
        simulation.assertFailed(Http2Error.FLOOD);
    }

    @Test
    void ignored_frames_after_goaway_are_charged() {
        Http2Simulation simulation = new Http2Simulation(request -> Reply.later(new CompletableFuture<>())).connect();
        simulation.send(get(1, "/"));
        simulation.exchange(Http2Frames.goAway(0, ErrorCode.NO_ERROR));

        int count = flood(simulation, 100_000, round -> get(id(round) + 2, "/"));

        assertTrue(count <= 11_000, () -> "ended after " + count);
        assertEquals(Optional.of(ErrorCode.ENHANCE_YOUR_CALM), simulation.peer().goAway());
    }

    @Test
    void ignored_frames_of_a_stream_that_the_server_has_reset_are_charged() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.exchange(post(1, "/"), windowUpdate(1, 0));

        int count = flood(simulation, 100_000, round -> Http2Frames.trailers(1, "a", "b"));

        assertTrue(count <= 11_000, () -> "ended after " + count);
        simulation.assertFailed(Http2Error.FLOOD);
    }

    // Field blocks: CVE-2023-45288, CVE-2026-33871, CVE-2016-6581, CVE-2026-49975

    private static byte[] openBlock(int streamId, byte... fragment) {
        return frame(FrameType.HEADERS, Flags.END_STREAM, streamId, fragment);
    }

    @Test
    void an_endless_field_block_ends_the_connection() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.send(openBlock(1));

        int count = flood(simulation, 1_000, round -> continuation(1, false, new byte[16 << 10]));

        assertTrue(count <= 6, () -> "ended after " + count);
        simulation.assertFailed(Http2Error.HEADER_BLOCK_TOO_LARGE);
    }

    @Test
    void continuations_without_bytes_end_the_connection() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.send(openBlock(1));

        int count = flood(simulation, 1_000, round -> continuation(1, false));

        assertTrue(count <= 64, () -> "ended after " + count);
        simulation.assertFailed(Http2Error.HEADER_BLOCK_TOO_LARGE);
    }

    @Test
    void a_field_block_in_small_frames_is_a_request() {
        Http2Simulation simulation = new Http2Simulation().connect();
        byte[] fields = block(request("GET", "/small"));
        simulation.send(openBlock(1, Arrays.copyOf(fields, 1)));
        for (int at = 1; at < fields.length; at++) {
            simulation.send(continuation(1, at == fields.length - 1, fields[at]));
        }

        simulation.read().assertResponse(1, 200, "/small");
    }

    @Test
    void references_of_one_byte_to_thousands_of_fields_get_431() {
        Http2Simulation simulation = new Http2Simulation().connect();
        byte[] bomb = join(block(request("GET", "/")), repeat(5_000, new byte[] {(byte) 0x90}));

        simulation.exchange(headers(1, true, bomb));

        assertEquals(431, simulation.stream(1).status());
        assertTrue(simulation.requests().isEmpty());
        simulation.assertAlive(3);
    }

    @Test
    void references_of_one_byte_to_a_large_entry_get_431() {
        Http2Simulation simulation = new Http2Simulation().connect();
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(block(request("GET", "/")));
        // A literal with incremental indexing: name x, value of 4,000 bytes.
        bomb.writeBytes(new byte[] {0x40, 1, 'x', 0x7F, (byte) (4_000 - 127 & 0x7F | 0x80), (byte) (4_000 - 127 >> 7)});
        bomb.writeBytes(new byte[4_000]);
        for (int i = 0; i < 60; i++) {
            bomb.write(0xBE);
        }
        byte[] bytes = bomb.toByteArray();
        Arrays.fill(bytes, bytes.length - 4_060, bytes.length - 60, (byte) 'y');

        simulation.exchange(headers(1, true, bytes));

        assertEquals(431, simulation.stream(1).status());
        simulation.assertAlive(3);
    }

    @Test
    void crumbs_of_cookies_count_as_fields() {
        Http2Simulation simulation = new Http2Simulation().connect();
        List<String> crumbs = new ArrayList<>();
        for (int i = 0; i < 105; i++) {
            crumbs.addAll(List.of("cookie", "a=" + i));
        }

        simulation.exchange(get(1, "/", crumbs.toArray(String[]::new)));

        assertEquals(431, simulation.stream(1).status());
        simulation.assertAlive(3);
    }

    @Test
    void a_window_of_0_holds_no_more_streams_than_allowed() {
        Http2Simulation simulation = new Http2Simulation().connect(Settings.INITIAL_WINDOW_SIZE, 0);

        flood(simulation, 150, round -> get(id(round), "/"));

        assertEquals(100, simulation.requests().size());
        assertEquals(200, simulation.stream(199).status());
        assertEquals(
                Optional.of(ErrorCode.REFUSED_STREAM), simulation.stream(201).reset());
        simulation.passToDeadline();
        simulation.read();
        assertTrue(simulation.nowNanos() <= Duration.ofSeconds(60).toNanos());
        assertEquals(Optional.of(ErrorCode.CANCEL), simulation.stream(1).reset());
        assertFalse(simulation.stream(1).isComplete());
    }

    // Frames that are acknowledged, or have no effect: CVE-2019-9512 to -9518

    @Test
    void pings_end_the_connection() {
        assertFlood(2_600, round -> ping(round));
    }

    @Test
    void settings_end_the_connection() {
        assertFlood(1_100, round -> settings(Settings.INITIAL_WINDOW_SIZE, round));
    }

    @Test
    void acknowledgements_of_nothing_end_the_connection() {
        assertFlood(10_100, round -> settingsAck());
        assertFlood(10_100, round -> frame(FrameType.PING, Flags.ACK, 0, new byte[8]));
    }

    @Test
    void goaways_end_the_connection() {
        Http2Simulation simulation = new Http2Simulation(request -> Reply.later(new CompletableFuture<>())).connect();
        simulation.send(get(1, "/"));
        int count = flood(simulation, 100_000, round -> Http2Frames.goAway(0, ErrorCode.NO_ERROR));
        assertTrue(count <= 10_100, () -> "ended after " + count);
        assertEquals(Optional.of(ErrorCode.ENHANCE_YOUR_CALM), simulation.peer().goAway());
    }

    @Test
    void priorities_end_the_connection() {
        assertFlood(5_100, round -> priority(3, 1));
    }

    @Test
    void priority_updates_end_the_connection() {
        assertFlood(5_100, round -> priorityUpdate(id(round), "u=1"));
    }

    @Test
    void window_updates_by_one_end_the_connection() {
        assertFlood(10_100, round -> windowUpdate(0, 1));
    }

    @Test
    void frames_of_unknown_types_end_the_connection() {
        assertFlood(10_100, round -> frame(0xBA, 0, 0));
    }

    @Test
    void empty_data_ends_the_connection() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.send(post(1, "/"));
        int count = flood(simulation, 100_000, round -> data(1, false));
        assertTrue(count <= 2_600, () -> "ended after " + count);
        simulation.assertFailed(Http2Error.FLOOD);
    }

    @Test
    void data_of_nothing_but_padding_ends_the_connection() {
        Http2Simulation simulation = new Http2Simulation(request -> new Collected()).connect();
        simulation.send(post(1, "/"));
        int count = flood(simulation, 100_000, round -> paddedData(1, false, 1));
        assertTrue(count <= 2_600, () -> "ended after " + count);
        simulation.assertFailed(Http2Error.FLOOD);
    }

    @Test
    void a_field_of_no_name_is_malformed() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.exchange(get(1, "/", "", ""));
        assertEquals(Optional.of(ErrorCode.PROTOCOL_ERROR), simulation.stream(1).reset());
        simulation.assertAlive(3);
    }

    // Clients that do not read: CVE-2019-9512, CVE-2024-22201

    /** Sends frames, and reads nothing, as long as input is wanted. */
    private static long sendWithoutReading(Http2Simulation simulation, IntFunction<byte[]> round) {
        long bytes = 0;
        for (int count = 0; count < 100_000 && simulation.connection().wantsInput(); count++) {
            byte[] frames = round.apply(count);
            simulation.send(frames);
            bytes += frames.length;
        }
        return bytes;
    }

    private static long pendingBytes(Http2Simulation simulation) {
        int before = simulation.peer().frames().stream()
                .mapToInt(frame -> 9 + frame.payload().length)
                .sum();
        simulation.read();
        return simulation.peer().frames().stream()
                        .mapToInt(frame -> 9 + frame.payload().length)
                        .sum()
                - before;
    }

    @Test
    void acknowledgements_that_are_not_read_stop_the_input() {
        Http2Simulation simulation = new Http2Simulation().connect();
        sendWithoutReading(simulation, round -> ping(round));
        assertFalse(simulation.connection().wantsInput());
        assertTrue(pendingBytes(simulation) < 40_000);
        simulation.assertAlive(1);
    }

    @Test
    void heads_of_responses_that_are_not_read_stop_the_input() {
        Http2Simulation simulation = new Http2Simulation(
                request -> Response.plain(Status.NOT_FOUND, "").with("Long", "x".repeat(1_000)));
        simulation.connect();

        sendWithoutReading(simulation, round -> headers(id(round), true, block(request("HEAD", "/"))));

        assertFalse(simulation.connection().wantsInput());
        assertTrue(pendingBytes(simulation) < 200_000);
        simulation.exchange(get(99_999, "/"));
        assertEquals(404, simulation.stream(99_999).status());
    }

    @Test
    void a_client_that_reads_nothing_is_disconnected() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.send(ping(1)).pass(Duration.ofSeconds(61));
        assertEquals(CloseState.CLOSE, simulation.connection().closeState());
    }

    @Test
    void a_large_window_does_not_make_the_server_buffer_content() {
        Http2Simulation simulation =
                new Http2Simulation(request -> Response.plain(Status.OK, "").with(Body.of("x".repeat(10_000_000))));
        simulation.connect(Settings.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE);
        simulation.allow(0, Integer.MAX_VALUE - 65_535);
        simulation.send(get(1, "/"));
        for (int i = 0; i < 100; i++) {
            simulation.readSome(1);
        }
        ByteBuffer queued = ByteBuffer.allocate(1 << 20);
        try {
            simulation.connection().output().copyTo(queued);
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
        assertTrue(queued.position() <= 70_000, () -> queued.position() + " bytes ahead");
    }

    // Small DATA frames: RUSTSEC-2026-0258

    /** Receives a body as text. */
    private static final class Collected implements Upload {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void receive(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                text.append((char) bytes.get());
            }
        }

        @Override
        public Reply finish() {
            return Response.plain(Status.OK, "").with(Body.of(text.toString()));
        }
    }

    @Test
    void data_of_one_byte_is_received_like_any_other() {
        Http2Simulation simulation = new Http2Simulation(request -> new Collected()).connect();
        simulation.send(post(1, "/"));
        for (int i = 0; i < 30_000; i++) {
            simulation.exchange(data(1, false, "x"));
        }
        simulation.exchange(data(1, true, "end"));
        simulation.assertResponse(1, 200, "x".repeat(30_000) + "end");
    }

    @Test
    void data_of_one_byte_that_waits_for_the_handler_is_kept_in_linear_time() {
        int window = 4 << 20;
        Http2Limits limits =
                Http2Limits.of(Limits.DEFAULT.withBodyBytes(window)).withWindowBytes(window);
        Http2Simulation simulation = new Http2Simulation(limits, request -> new Collected())
                .connect()
                .holdExchanges();
        simulation.send(post(1, "/"));

        byte[] frames = repeat(1_000, data(1, false, "x"));
        for (int i = 0; i < 1_000; i++) {
            simulation.send(frames);
        }
        simulation.send(data(1, true)).replyToAll().read();

        assertEquals(200, simulation.stream(1).status());
    }

    @Test
    void many_small_frames_and_window_updates_are_no_flood_if_content_is_transferred() {
        Http2Simulation simulation =
                new Http2Simulation(request -> Response.plain(Status.OK, "").with(Body.of("x".repeat(64_000))));
        simulation.connect();
        for (int round = 0; round < 1_000; round++) {
            simulation.exchange(get(id(round), "/"), priorityUpdate(id(round), "u=2"), ping(round));
            for (int i = 0; i < 16; i++) {
                simulation.allow(0, 4_000);
            }
        }
        assertTrue(simulation.stream(id(999)).isComplete());
        assertTrue(simulation.errors().isEmpty());
    }

    /** A producer of messages, each of which another thread provides. */
    private static final class Messages implements Body.Producer {
        private Runnable wakeUp = () -> {};

        @Override
        public void start(Runnable wake) {
            wakeUp = wake;
        }

        @Override
        public Body.Progress produce(ByteBuffer target) {
            target.put((byte) 'x');
            return Body.Progress.WAITING;
        }
    }

    @Test
    void a_ping_and_updates_of_two_windows_for_each_small_message_are_no_flood() {
        Messages messages = new Messages();
        Http2Simulation simulation = new Http2Simulation(
                        request -> Response.plain(Status.OK, "").with(new Body.Streamed(messages)))
                .connect();
        simulation.exchange(get(1, "/"));
        for (int i = 0; i < 5_000; i++) {
            messages.wakeUp.run();
            simulation.resume().read();
            simulation.allow(0, 1).allow(1, 1).exchange(ping(i));
        }
        assertTrue(simulation.isOpen());
        assertTrue(simulation.errors().isEmpty());
        assertEquals(5_001, simulation.stream(1).body().length());
    }

    @Test
    void data_of_a_stream_that_was_reset_earns_nothing() {
        Http2Simulation simulation = new Http2Simulation(request -> Response.plain(Status.OK, "")).connect();
        simulation.exchange(post(1, "/"), windowUpdate(1, 0));
        // Each round costs 5 tokens, and transfers 16 KiB that are not needed.
        assertTrue(flood(simulation, 10_000, round -> join(data(1, false, "x".repeat(16_000)), ping(round))) < 2_500);
        simulation.assertFailed(Http2Error.FLOOD);
    }

    @Test
    void a_table_of_4_gib_of_the_peer_is_not_used() {
        Http2Simulation simulation = new Http2Simulation().connect(Settings.HEADER_TABLE_SIZE, -1);
        simulation.assertAlive(1);
        simulation.assertAlive(3);
        assertEquals(
                simulation.peer().frames(FrameType.HEADERS).get(0).payload().length,
                simulation.peer().frames(FrameType.HEADERS).get(1).payload().length + 1);
    }
}
