package dev.roundhouse.http.h2.server;

import static dev.roundhouse.http.h2.server.Http2Frames.continuation;
import static dev.roundhouse.http.h2.server.Http2Frames.data;
import static dev.roundhouse.http.h2.server.Http2Frames.frame;
import static dev.roundhouse.http.h2.server.Http2Frames.get;
import static dev.roundhouse.http.h2.server.Http2Frames.post;
import static dev.roundhouse.http.h2.server.Http2Frames.preface;
import static dev.roundhouse.http.h2.server.Http2Frames.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Timeouts of the connection and of its streams: on a connection that is otherwise silent, and next to a download that the client reads
 * slowly but steadily, so that there is output all the time.
 */
class Http2TimeoutTest {
    private static final int SECONDS_AT_MOST = 60;
    private static final int WINDOW = 16 << 20;
    private static final String LARGE = "x".repeat(4 << 20);

    private final Http2Simulation simulation = new Http2Simulation(
            Http2Limits.DEFAULT,
            Timeouts.DEFAULT.withHandler(Duration.ofSeconds(5)),
            Http2TimeoutTest::handle,
            bound -> 0);

    private static Reply handle(Request request) {
        return switch (request.target().path()) {
            case "/large" -> Response.plain(Status.OK, "").with(Body.of(LARGE));
            case "/never" -> Reply.later(new CompletableFuture<>());
            case "/upload" -> new UnusedBody();
            case "/fields" -> Response.of(Status.NO_CONTENT).with("Example", "x".repeat(3000));
            default -> Response.of(Status.NOT_FOUND);
        };
    }

    private static final class UnusedBody implements Upload {
        @Override
        public void receive(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public Reply finish() {
            return Response.plain(Status.OK, "complete");
        }
    }

    private void connect(boolean downloads) {
        simulation.connect(Settings.INITIAL_WINDOW_SIZE, WINDOW).allow(0, WINDOW);
        if (downloads) {
            simulation.send(get(1, "/large"));
        }
    }

    /** Lets a second pass; reads a part of the download, if there is one. */
    private void passSecond() {
        simulation.pass(Duration.ofSeconds(1));
        if (!simulation.connection().output().isEmpty()) {
            simulation.readSome(1 << 14);
        }
    }

    private boolean isDownloading() {
        return simulation.stream(1).status() == 200 && !simulation.stream(1).isComplete();
    }

    /** Passes seconds until an error is reported, and returns how many. */
    private int secondsUntil(Http2Error error, Runnable eachSecond) {
        for (int second = 1; second <= SECONDS_AT_MOST; second++) {
            eachSecond.run();
            passSecond();
            if (simulation.errors().contains(error.name())) {
                return second;
            }
        }
        throw new AssertionError("no " + error + " in time, but " + simulation.errors());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_handler_that_takes_too_long_is_given_up(boolean downloads) {
        connect(downloads);
        simulation.send(get(3, "/never"));
        for (int second = 0; second < 7; second++) {
            passSecond();
        }
        assertEquals(1, simulation.handlerFailures().size());
        assertEquals(downloads, isDownloading());
        simulation.read();
        assertEquals(503, simulation.stream(3).status());
        simulation.assertAlive(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_request_body_that_stops_gets_408(boolean downloads) {
        connect(downloads);
        simulation.send(post(3, "/upload"), data(3, false, "begin"));
        for (int second = 0; second < 22; second++) {
            passSecond();
        }
        assertEquals(downloads, isDownloading());
        simulation.read();
        assertEquals(408, simulation.stream(3).status());
        simulation.assertAlive(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_request_body_that_continues_has_no_time_limit(boolean downloads) {
        connect(downloads);
        simulation.send(post(3, "/upload"));
        for (int second = 0; second < 100; second++) {
            simulation.send(data(3, false, "x".repeat(300)));
            passSecond();
        }
        assertEquals(downloads, isDownloading());
        simulation.send(data(3, true, "end")).read();
        simulation.assertResponse(3, 200, "complete\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_request_body_below_the_minimum_rate_gets_408(boolean downloads) {
        connect(downloads);
        simulation.send(post(3, "/upload"));
        for (int second = 0; second < 25; second++) {
            simulation.send(data(3, false, "12345"));
            passSecond();
        }
        simulation.read();
        assertEquals(408, simulation.stream(3).status());
        simulation.assertAlive(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_field_block_of_a_byte_a_second_ends_the_connection(boolean downloads) {
        connect(downloads);
        simulation.send(frame(FrameType.HEADERS, 0, 3, (byte) 0x82));
        int seconds = secondsUntil(Http2Error.HEAD_TIMEOUT, () -> simulation.send(continuation(3, false, (byte) 0x40)));
        assertEquals(10, seconds, 1);
        simulation.read();
        assertEquals(Optional.of(ErrorCode.NO_ERROR), simulation.peer().goAway());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_frame_of_a_byte_a_second_ends_the_connection(boolean downloads) {
        connect(downloads);
        ByteBuffer ping = ByteBuffer.wrap(frame(FrameType.PRIORITY_UPDATE, 0, 0, new byte[100]));
        int seconds = secondsUntil(Http2Error.HEAD_TIMEOUT, () -> simulation.receive(ping, 1));
        assertEquals(10, seconds, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_data_frame_of_a_byte_a_second_is_received_as_long_as_the_rate_allows(boolean downloads) {
        connect(downloads);
        simulation.send(post(3, "/upload"));
        ByteBuffer frame = ByteBuffer.wrap(data(3, false, "x".repeat(1000)));
        for (int second = 0; second < 19; second++) {
            simulation.receive(frame, 1);
            passSecond();
        }
        assertEquals(List.of(), simulation.errors());
        for (int second = 0; second < 8; second++) {
            simulation.receive(frame, 1);
            passSecond();
        }
        simulation.read();
        assertEquals(408, simulation.stream(3).status());
        assertTrue(simulation.isOpen());
    }

    /** The client allows 64 KiB for all streams together, and takes heads of other responses meanwhile. */
    @Test
    void responses_without_content_do_not_prolong_streams_that_the_window_of_the_connection_blocks() {
        simulation.connect(Settings.INITIAL_WINDOW_SIZE, WINDOW);
        simulation.exchange(get(1, "/large"), get(3, "/large"));
        int next = 5;
        for (int second = 0; second < 65; second++) {
            simulation.exchange(get(next, "/none"));
            next += 2;
            passSecond();
        }
        simulation.read();
        assertEquals(Optional.of(ErrorCode.CANCEL), simulation.stream(1).reset());
        assertEquals(Optional.of(ErrorCode.CANCEL), simulation.stream(3).reset());
        simulation.assertAlive(next);
    }

    /** The server reads nothing while too many heads of responses are unread. */
    @Test
    void time_in_which_the_server_does_not_read_is_not_the_time_of_the_client() {
        simulation.connect();
        simulation.send(post(1, "/upload"), data(1, false, "begin"));
        int next = 3;
        for (int second = 0; second < 50; second++) {
            while (simulation.connection().wantsInput()) {
                simulation.send(get(next, "/fields"));
                next += 2;
            }
            simulation.pass(Duration.ofSeconds(1));
            simulation.readSome(1000);
        }
        assertEquals(List.of(), simulation.errors());
        simulation.read().send(data(1, true, "end")).read();
        simulation.assertResponse(1, 200, "complete\n");
    }

    @Test
    void settings_must_be_acknowledged_also_by_a_client_that_downloads() {
        simulation.peer().announceInitialWindow(WINDOW);
        simulation.send(preface(), settings(Settings.INITIAL_WINDOW_SIZE, WINDOW));
        simulation.allow(0, WINDOW).send(get(1, "/large"));
        assertEquals(10, secondsUntil(Http2Error.SETTINGS_NOT_ACKNOWLEDGED, () -> {}), 1);
    }

    @Test
    void a_connection_without_streams_ends_after_the_idle_timeout() {
        connect(false);
        simulation.exchange(get(1, "/large"));
        simulation.pass(Duration.ofSeconds(29)).read();
        assertEquals(Optional.empty(), simulation.peer().goAway());
        simulation.pass(Duration.ofSeconds(2)).read();
        assertEquals(Optional.of(ErrorCode.NO_ERROR), simulation.peer().goAway());
    }

    @Test
    void a_connection_with_a_stream_is_not_idle() {
        connect(true);
        for (int second = 0; second < 100; second++) {
            passSecond();
        }
        assertTrue(isDownloading());
        assertEquals(Optional.empty(), simulation.peer().goAway());
    }

    @Test
    void a_client_that_reads_nothing_is_disconnected_by_the_minimum_rate() {
        connect(true);
        simulation.send(get(3, "/never"), post(5, "/upload"));
        simulation.pass(Duration.ofSeconds(19));
        assertEquals(CloseState.OPEN, simulation.connection().closeState());
        assertFalse(simulation.connection().output().isEmpty());
        simulation.pass(Duration.ofSeconds(2));
        assertEquals(CloseState.CLOSE, simulation.connection().closeState());
    }
}
