package dev.roundhouse.http.h2.server;

import static dev.roundhouse.http.h2.server.Http2Frames.data;
import static dev.roundhouse.http.h2.server.Http2Frames.get;
import static dev.roundhouse.http.h2.server.Http2Frames.paddedData;
import static dev.roundhouse.http.h2.server.Http2Frames.post;
import static dev.roundhouse.http.h2.server.Http2Frames.reset;
import static dev.roundhouse.http.h2.server.Http2Frames.settings;
import static dev.roundhouse.http.h2.server.Http2Frames.settingsAck;
import static dev.roundhouse.http.h2.server.Http2Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows: how those of other servers became wrong, and what happens here. RFC 9113 §5.2, §6.9 */
class Http2FlowControlTest {
    private static final int WINDOW = Http2Limits.INITIAL_WINDOW;

    private static Http2Simulation download(int bytes) {
        return new Http2Simulation(request -> Response.plain(Status.OK, "").with(Body.of("x".repeat(bytes))));
    }

    private static Upload counting() {
        return new Upload() {
            private long count;

            @Override
            public void receive(ByteBuffer bytes) {
                count += bytes.remaining();
            }

            @Override
            public Reply finish() {
                return Response.plain(Status.OK, "").with(Body.of(count + " bytes"));
            }
        };
    }

    private static Http2Limits large() {
        return Http2Limits.of(Limits.DEFAULT.withBodyBytes(Long.MAX_VALUE));
    }

    private static int bodyBytes(Http2Simulation simulation, int streamId) {
        return simulation.stream(streamId).body().length();
    }

    // What the server may send

    @Test
    void increments_that_overflow_an_int_are_an_error_of_the_connection() {
        Http2Simulation simulation = download(1).connect();
        simulation.exchange(windowUpdate(0, Integer.MAX_VALUE));
        simulation.assertFailed(Http2Error.CONNECTION_WINDOW_OVERFLOW);
    }

    @Test
    void increments_that_overflow_an_int_reset_their_stream() {
        Http2Simulation simulation = new Http2Simulation(request -> Reply.later(new CompletableFuture<>())).connect();
        simulation.exchange(get(1, "/"), windowUpdate(1, Integer.MAX_VALUE));
        assertEquals(
                Optional.of(ErrorCode.FLOW_CONTROL_ERROR), simulation.stream(1).reset());
    }

    @Test
    void the_largest_window_is_allowed() {
        Http2Simulation simulation = download(10).connect();
        simulation.allow(0, Integer.MAX_VALUE - WINDOW);
        simulation.assertAlive(1);
        simulation.exchange(windowUpdate(0, 11));
        simulation.assertFailed(Http2Error.CONNECTION_WINDOW_OVERFLOW);
    }

    @Test
    void an_update_of_a_stream_counts_once() {
        Http2Simulation simulation = download(20).connect(Settings.INITIAL_WINDOW_SIZE, 0);
        simulation.exchange(get(1, "/"));
        simulation.allow(1, 7).read();
        assertEquals(7, bodyBytes(simulation, 1));
        simulation.allow(1, 13).read();
        assertTrue(simulation.stream(1).isComplete());
    }

    @Test
    void a_negative_window_sends_nothing_until_it_is_positive() {
        Http2Simulation simulation = download(2 * WINDOW).connect();
        simulation.allow(0, 1 << 20);
        simulation.exchange(get(1, "/"));
        assertEquals(WINDOW, bodyBytes(simulation, 1));

        simulation.exchange(settings(Settings.INITIAL_WINDOW_SIZE, 10));
        simulation.peer().announceInitialWindow(10);
        simulation.allow(1, WINDOW - 10).read();
        assertEquals(WINDOW, bodyBytes(simulation, 1));

        simulation.allow(1, 5).read();
        assertEquals(WINDOW + 5, bodyBytes(simulation, 1));
        simulation.allow(1, WINDOW - 5).read();
        assertTrue(simulation.stream(1).isComplete());
    }

    @Test
    void settings_change_the_windows_of_all_open_streams() {
        Http2Simulation simulation = download(100).connect(Settings.INITIAL_WINDOW_SIZE, 0);
        simulation.exchange(get(1, "/"), get(3, "/"), get(5, "/"));
        simulation.peer().announceInitialWindow(100);
        simulation.exchange(settings(Settings.INITIAL_WINDOW_SIZE, 100));
        for (int id = 1; id <= 5; id += 2) {
            assertTrue(simulation.stream(id).isComplete(), "stream " + id);
        }
    }

    @Test
    void settings_that_overflow_the_window_of_a_stream_are_an_error_of_the_connection() {
        Http2Simulation simulation = new Http2Simulation(request -> Reply.later(new CompletableFuture<>())).connect();
        simulation.send(get(1, "/"));
        simulation.allow(1, 1);
        simulation.exchange(settings(Settings.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE));
        simulation.assertFailed(Http2Error.CONNECTION_WINDOW_OVERFLOW);
    }

    @Test
    void an_initial_window_above_the_largest_is_an_error() {
        Http2Simulation simulation = download(1).connect();
        simulation.exchange(settings(Settings.INITIAL_WINDOW_SIZE, Integer.MIN_VALUE));
        simulation.assertFailed(Http2Error.INITIAL_WINDOW_TOO_LARGE);
        assertEquals(
                Optional.of(ErrorCode.FLOW_CONTROL_ERROR), simulation.peer().goAway());
    }

    @Test
    void the_last_of_several_initial_windows_in_a_frame_counts() {
        Http2Simulation simulation = download(100).connect();
        simulation.peer().announceInitialWindow(7);
        simulation.exchange(settings(
                Settings.INITIAL_WINDOW_SIZE,
                1 << 20,
                Settings.INITIAL_WINDOW_SIZE,
                0,
                Settings.INITIAL_WINDOW_SIZE,
                7));
        simulation.exchange(get(1, "/"));
        assertEquals(7, bodyBytes(simulation, 1));
        assertEquals(
                2,
                simulation.peer().frames(FrameType.SETTINGS).stream()
                        .filter(frame -> frame.flags() != 0)
                        .count());
    }

    @Test
    void settings_do_not_change_the_window_of_the_connection() {
        Http2Simulation simulation = download(WINDOW + 5).connect(Settings.INITIAL_WINDOW_SIZE, 1 << 20);
        simulation.exchange(get(1, "/"));
        assertEquals(WINDOW, bodyBytes(simulation, 1));
        simulation.allow(0, 5).read();
        assertTrue(simulation.stream(1).isComplete());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, WINDOW})
    void the_end_of_a_stream_needs_no_window(int bytes) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Http2Simulation simulation = new Http2Simulation(
                request -> Response.plain(Status.OK, "").with(new Body.Streamed(waiting(bytes, end))));
        simulation.connect();
        simulation.exchange(get(1, "/"));
        assertEquals(bytes, bodyBytes(simulation, 1));
        if (bytes == 0) {
            simulation.exchange(settings(Settings.INITIAL_WINDOW_SIZE, 0));
        }
        end.complete(null);
        simulation.resume().read();
        assertTrue(simulation.stream(1).isComplete());
    }

    /** Produces bytes, and waits before the end. */
    private static Body.Producer waiting(int bytes, CompletableFuture<Void> end) {
        return new Body.Producer() {
            private int left = bytes;

            @Override
            public void start(Runnable wakeUp) {
                end.thenRun(wakeUp);
            }

            @Override
            public Body.Progress produce(ByteBuffer target) {
                if (left == 0) {
                    return end.isDone() ? Body.Progress.ENDED : Body.Progress.WAITING;
                }
                int count = Math.min(left, target.remaining());
                target.put(new byte[count]);
                left -= count;
                return left > 0 ? Body.Progress.MORE : Body.Progress.WAITING;
            }
        };
    }

    @Test
    void a_stream_ends_while_a_more_urgent_one_waits_for_the_window_of_the_connection() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Http2Simulation simulation = new Http2Simulation(request -> Response.plain(Status.OK, "")
                .with(
                        request.target().path().equals("/large")
                                ? Body.of("x".repeat(2 * WINDOW))
                                : new Body.Streamed(waiting(0, end))));
        simulation.connect(Settings.INITIAL_WINDOW_SIZE, 1 << 20);
        simulation.exchange(get(1, "/wait"));
        simulation.exchange(get(3, "/large", "priority", "u=0"));
        assertEquals(WINDOW, bodyBytes(simulation, 3));

        end.complete(null);
        simulation.resume().read();

        assertTrue(simulation.stream(1).isComplete());
        assertFalse(simulation.stream(3).isComplete());
    }

    @Test
    void a_stream_without_window_does_not_keep_others_from_sending() {
        Http2Simulation simulation = download(50_000).connect(Settings.INITIAL_WINDOW_SIZE, 10);
        simulation.exchange(get(1, "/", "priority", "u=0"), get(3, "/", "priority", "u=7"));
        simulation.allow(3, 49_990).read();
        assertTrue(simulation.stream(3).isComplete());
        assertEquals(10, bodyBytes(simulation, 1));
    }

    @Test
    void a_window_of_chromium_downloads_at_once() {
        Http2Simulation simulation = download(5_000_000).connect(Settings.INITIAL_WINDOW_SIZE, 6 << 20);
        simulation.allow(0, (15 << 20) - WINDOW);
        simulation.exchange(get(1, "/"));
        assertTrue(simulation.stream(1).isComplete());
    }

    @Test
    void updates_by_half_a_window_download_everything() {
        Http2Simulation simulation = download(1_000_000).connect();
        simulation.send(get(1, "/"));
        int read = 0;
        while (!simulation.stream(1).isComplete()) {
            simulation.read();
            int body = bodyBytes(simulation, 1);
            assertTrue(body > read, () -> "no progress after " + body);
            simulation.allow(0, body - read).allow(1, body - read);
            read = body;
        }
        assertEquals(1_000_000, read);
    }

    @Test
    void an_update_after_the_end_of_a_stream_is_ignored() {
        Http2Simulation simulation = download(5).connect();
        simulation.exchange(get(1, "/"));
        simulation.exchange(windowUpdate(1, 100), windowUpdate(1, Integer.MAX_VALUE));
        simulation.assertAlive(3);
    }

    // What the client may send

    /** Checks that the client can send as much on the connection as at first. */
    private static void assertWindowIsGivenBack(Http2Simulation simulation) {
        simulation.read();
        long window = simulation.peer().ownWindow();
        // Updates are sent for half of the window at a time.
        assertTrue(window > 2 * WINDOW - 2 && window <= 4 * WINDOW, () -> "window of the connection: " + window);
    }

    private static void sendPadded(Http2Simulation simulation, int streamId, int rounds) {
        for (int i = 0; i < rounds; i++) {
            simulation.peer().sent(streamId, 256);
            simulation.exchange(paddedData(streamId, false, 255 - 10, new byte[10]));
        }
    }

    @Test
    void the_window_is_given_back_when_an_upload_has_consumed_it() {
        Http2Simulation simulation = new Http2Simulation(large(), request -> counting()).connect();
        simulation.send(post(1, "/"));
        int sent = 0;
        while (sent < 2_000_000) {
            int count = simulation.sendLetters(1, 2_000_000 - sent);
            assertTrue(count > 0, "stalled after " + sent);
            sent += count;
            simulation.read();
        }
        simulation.exchange(data(1, true));
        simulation.assertResponse(1, 200, "2000000 bytes");
        assertWindowIsGivenBack(simulation);
    }

    @Test
    void padding_and_its_length_are_given_back() {
        Http2Simulation simulation = new Http2Simulation(large(), request -> counting()).connect();
        simulation.send(post(1, "/"));
        sendPadded(simulation, 1, 2_000);
        assertTrue(simulation.stream(1).ownWindow() > 0);
        simulation.exchange(data(1, true));
        simulation.assertResponse(1, 200, "20000 bytes");
        assertWindowIsGivenBack(simulation);
    }

    @Test
    void data_of_a_closed_stream_is_given_back() {
        Http2Simulation simulation = new Http2Simulation(large(), request -> counting()).connect();
        simulation.exchange(post(1, "/"), windowUpdate(1, 0));
        assertEquals(Optional.of(ErrorCode.PROTOCOL_ERROR), simulation.stream(1).reset());
        sendPadded(simulation, 1, 2_000);
        assertWindowIsGivenBack(simulation);
        simulation.assertAlive(3);
    }

    @Test
    void data_of_a_stream_that_was_rejected_is_given_back() {
        Http2Simulation simulation = new Http2Simulation(
                        large().withStreams(1), request -> Reply.later(new CompletableFuture<>()))
                .connect();
        simulation.exchange(post(1, "/"), post(3, "/"));
        assertEquals(Optional.of(ErrorCode.REFUSED_STREAM), simulation.stream(3).reset());
        sendPadded(simulation, 3, 2_000);
        assertWindowIsGivenBack(simulation);
    }

    @Test
    void data_of_a_stream_after_goaway_is_given_back() {
        Http2Simulation simulation =
                new Http2Simulation(large(), request -> Reply.later(new CompletableFuture<>())).connect();
        simulation.send(get(1, "/"));
        simulation.exchange(Http2Frames.goAway(0, ErrorCode.NO_ERROR), post(3, "/"));
        sendPadded(simulation, 3, 2_000);
        assertWindowIsGivenBack(simulation);
        assertEquals(Optional.of(ErrorCode.NO_ERROR), simulation.peer().goAway());
    }

    @Test
    void a_stream_that_is_reset_gives_back_what_it_kept() {
        Http2Simulation simulation =
                new Http2Simulation(large(), request -> Reply.later(new CompletableFuture<>())).connect();
        for (int id = 1; id < 20; id += 2) {
            simulation.send(post(id, "/"));
            int sent = 0;
            while (sent < WINDOW) {
                int count = simulation.sendLetters(id, WINDOW - sent);
                assertTrue(count > 0, "stalled on stream " + id);
                sent += count;
            }
            assertEquals(0, simulation.stream(id).ownWindow());
            simulation.exchange(reset(id));
        }
        assertWindowIsGivenBack(simulation);
    }

    /** No DATA follows that would give the window of the connection back. */
    @Test
    void streams_that_are_reset_together_give_back_what_they_kept() {
        Http2Simulation simulation = new Http2Simulation(request -> Reply.later(new CompletableFuture<>())).connect();
        for (int id = 1; id <= 7; id += 2) {
            simulation.send(post(id, "/"));
            int sent = 0;
            while (sent < WINDOW) {
                sent += simulation.sendLetters(id, WINDOW - sent);
            }
        }
        assertEquals(0, simulation.peer().ownWindow());
        simulation.exchange(reset(1), reset(3), reset(5), reset(7));
        assertWindowIsGivenBack(simulation);
    }

    @Test
    void a_reply_that_takes_what_was_kept_gives_it_back() {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        Http2Simulation simulation = new Http2Simulation(request -> Reply.later(reply)).connect();
        simulation.send(post(1, "/"), post(3, "/"), post(5, "/"), post(7, "/"));
        for (int id = 1; id <= 7; id += 2) {
            int sent = 0;
            while (sent < WINDOW) {
                sent += simulation.sendLetters(id, WINDOW - sent);
            }
        }
        assertEquals(0, simulation.peer().ownWindow());
        reply.complete(Response.of(Status.NOT_FOUND));
        simulation.resume();
        assertWindowIsGivenBack(simulation);
    }

    @Test
    void more_than_the_declared_length_is_given_back() {
        Http2Simulation simulation = new Http2Simulation(large(), request -> counting()).connect();
        for (int id = 1; id < 60; id += 2) {
            simulation.send(post(id, "/", "content-length", "5"));
            simulation.sendLetters(id, 16_000);
            simulation.read();
            assertEquals(
                    Optional.of(ErrorCode.PROTOCOL_ERROR), simulation.stream(id).reset());
        }
        assertWindowIsGivenBack(simulation);
    }

    @Test
    void more_than_the_limit_of_a_body_is_given_back() {
        Http2Limits limits = Http2Limits.of(Limits.DEFAULT.withBodyBytes(10_000));
        Http2Simulation simulation = new Http2Simulation(limits, request -> counting()).connect();
        for (int id = 1; id < 60; id += 2) {
            simulation.send(post(id, "/"));
            simulation.sendLetters(id, 16_000);
            simulation.exchange(data(id, true));
            assertEquals(413, simulation.stream(id).status());
        }
        assertWindowIsGivenBack(simulation);
    }

    @Test
    void data_of_an_upload_that_fails_is_given_back() {
        Http2Simulation simulation = new Http2Simulation(large(), request -> new Upload() {
                    @Override
                    public void receive(ByteBuffer bytes) {
                        throw new IllegalStateException("on purpose");
                    }

                    @Override
                    public Reply finish() {
                        throw new AssertionError();
                    }
                })
                .connect();
        for (int id = 1; id < 60; id += 2) {
            simulation.send(post(id, "/"));
            simulation.sendLetters(id, 16_000);
            simulation.exchange(data(id, true));
            assertEquals(500, simulation.stream(id).status());
        }
        assertWindowIsGivenBack(simulation);
    }

    @Test
    void data_of_a_request_whose_head_was_rejected_is_given_back() {
        Http2Simulation simulation = new Http2Simulation(large(), request -> counting()).connect();
        for (int id = 1; id < 60; id += 2) {
            simulation.exchange(post(id, "/", "long", "x".repeat(50_000).substring(0, 16_000)), Http2Frames.none());
            simulation.sendLetters(id, 16_000);
            simulation.exchange(data(id, true));
        }
        assertWindowIsGivenBack(simulation);
    }

    @Test
    void more_data_than_the_window_of_the_stream_resets_it() {
        Http2Simulation simulation =
                new Http2Simulation(large(), request -> Reply.later(new CompletableFuture<>())).connect();
        simulation.send(post(1, "/"));
        for (int sent = 0; sent < WINDOW; ) {
            sent += simulation.sendLetters(1, WINDOW - sent);
        }
        assertTrue(simulation.stream(1).reset().isEmpty());
        simulation.peer().sent(1, 1);
        simulation.exchange(data(1, false, "x"));
        assertEquals(
                Optional.of(ErrorCode.FLOW_CONTROL_ERROR), simulation.stream(1).reset());
        assertWindowIsGivenBack(simulation);
    }

    @Test
    void more_data_than_the_window_of_the_connection_ends_it() {
        Http2Simulation simulation =
                new Http2Simulation(large(), request -> Reply.later(new CompletableFuture<>())).connect();
        for (int id = 1; id <= 7; id += 2) {
            simulation.send(post(id, "/"));
            for (int sent = 0; sent < WINDOW; ) {
                sent += simulation.sendLetters(id, WINDOW - sent);
            }
        }
        assertEquals(0, simulation.peer().ownWindow());
        simulation.exchange(post(9, "/"), data(9, false, "x"));
        simulation.assertFailed(Http2Error.CONNECTION_WINDOW_EXCEEDED);
    }

    @Test
    void padding_longer_than_its_frame_is_an_error_of_the_connection() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.send(post(1, "/"));
        simulation.exchange(Http2Frames.frame(FrameType.DATA, 8, 1, (byte) 5, (byte) 0, (byte) 0, (byte) 0, (byte) 0));
        simulation.assertFailed(Http2Error.PADDING_INVALID);
    }

    @Test
    void padding_of_a_frame_that_is_full_is_valid() {
        Http2Simulation simulation = new Http2Simulation(request -> counting()).connect();
        simulation.exchange(post(1, "/"), paddedData(1, false, 0), paddedData(1, true, 255, new byte[1]));
        simulation.assertResponse(1, 200, "1 bytes");
    }

    @Test
    void a_larger_window_counts_before_the_client_has_acknowledged_it() {
        Http2Limits limits = large().withWindowBytes(1 << 20);
        Http2Simulation simulation = new Http2Simulation(limits, request -> counting());
        simulation.send(Http2Frames.preface(), settings(), post(1, "/"), data(1, false, new byte[16_000]));
        simulation.exchange(settingsAck(), data(1, true));
        simulation.assertResponse(1, 200, "16000 bytes");
    }

    @Test
    void an_upload_that_is_not_ready_gets_no_more_than_a_window() {
        boolean[] ready = {false};
        Runnable[] wakeUp = new Runnable[1];
        long[] received = new long[1];
        Http2Simulation simulation = new Http2Simulation(large(), request -> new Upload() {
                    @Override
                    public void start(Runnable toBeCalled) {
                        wakeUp[0] = toBeCalled;
                    }

                    @Override
                    public boolean isReady() {
                        return ready[0];
                    }

                    @Override
                    public void receive(ByteBuffer bytes) {
                        received[0] += bytes.remaining();
                    }

                    @Override
                    public Reply finish() {
                        return Response.plain(Status.OK, "").with(Body.of("done"));
                    }
                })
                .connect();
        simulation.send(post(1, "/"));
        while (simulation.sendLetters(1, 16_000) > 0) {
            simulation.read();
        }
        assertEquals(WINDOW, received[0]);
        ready[0] = true;
        wakeUp[0].run();
        assertTrue(simulation.isWoken());
        simulation.resume().read();
        assertEquals(WINDOW, simulation.stream(1).ownWindow());
        simulation.exchange(data(1, true));
        simulation.assertResponse(1, 200, "done");
    }

    @Test
    void slow_reading_of_one_stream_does_not_reset_those_that_wait_for_their_turn() {
        Http2Simulation simulation = download(1_000_000).connect(Settings.INITIAL_WINDOW_SIZE, 1 << 20);
        simulation.exchange(get(1, "/"), get(3, "/"), get(5, "/"));
        for (int second = 0; second < 100; second++) {
            simulation.pass(Duration.ofSeconds(1));
            simulation.allow(0, 9_000).read();
        }
        for (int id = 1; id <= 5; id += 2) {
            assertEquals(Optional.empty(), simulation.stream(id).reset(), "stream " + id);
        }
        simulation.allow(0, 3_000_000).read();
        for (int id = 1; id <= 5; id += 2) {
            assertTrue(simulation.stream(id).isComplete(), "stream " + id);
        }
    }

    @Test
    void a_stream_that_waited_for_its_turn_has_as_much_time_as_the_first() {
        Http2Simulation simulation = download(200_000).connect(Settings.INITIAL_WINDOW_SIZE, 100_000);
        simulation.exchange(get(1, "/"), get(3, "/"));
        for (int second = 0; second < 120; second++) {
            simulation.pass(Duration.ofSeconds(1));
            simulation.allow(0, 1_000).allow(1, 1_000).read();
        }
        assertEquals(Optional.empty(), simulation.stream(3).reset());
        assertTrue(Arrays.asList(1, 3).stream()
                .noneMatch(id -> simulation.stream(id).isComplete()));
    }
}
