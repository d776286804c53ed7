package dev.roundhouse.http.h2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each frame does in each state of its stream, and after each way in which it was closed. RFC 9113 §5.1 */
class Http2StreamStatesTest {
    private static final int STREAM = 3;

    /**
     * In each row, a frame; in each column, a state. A cell is {@code ok}, the code with which the stream is reset, or {@code error}
     * and the rule for which the connection ends.
     */
    private static final String TABLE = """
                             | IDLE                    | OPEN                    | HALF_CLOSED_REMOTE      | HALF_CLOSED_LOCAL       | ENDED                   | RESET_BY_SERVER         | RESET_BY_CLIENT         | REJECTED                | AFTER_GOAWAY
            DATA             | error STREAM_IDLE       | ok                      | STREAM_CLOSED           | ok                      | error STREAM_ENDED      | ok                      | STREAM_CLOSED           | ok                      | ok
            DATA end         | error STREAM_IDLE       | ok                      | STREAM_CLOSED           | ok                      | error STREAM_ENDED      | ok                      | STREAM_CLOSED           | ok                      | ok
            HEADERS          | ok                      | PROTOCOL_ERROR          | STREAM_CLOSED           | PROTOCOL_ERROR          | error STREAM_ENDED      | ok                      | STREAM_CLOSED           | ok                      | ok
            HEADERS end      | ok                      | ok                      | STREAM_CLOSED           | ok                      | error STREAM_ENDED      | ok                      | STREAM_CLOSED           | ok                      | ok
            PRIORITY         | ok                      | ok                      | ok                      | ok                      | ok                      | ok                      | ok                      | ok                      | ok
            RST_STREAM       | error STREAM_IDLE       | ok                      | ok                      | ok                      | ok                      | ok                      | ok                      | ok                      | ok
            WINDOW_UPDATE    | error STREAM_IDLE       | ok                      | ok                      | ok                      | ok                      | ok                      | ok                      | ok                      | ok
            PUSH_PROMISE     | error PUSH_UNEXPECTED   | error PUSH_UNEXPECTED   | error PUSH_UNEXPECTED   | error PUSH_UNEXPECTED   | error PUSH_UNEXPECTED   | error PUSH_UNEXPECTED   | error PUSH_UNEXPECTED   | error PUSH_UNEXPECTED   | error PUSH_UNEXPECTED
            CONTINUATION     | error CONTINUATION_UNEXPECTED | error CONTINUATION_UNEXPECTED | error CONTINUATION_UNEXPECTED | error CONTINUATION_UNEXPECTED | error CONTINUATION_UNEXPECTED | error CONTINUATION_UNEXPECTED | error CONTINUATION_UNEXPECTED | error CONTINUATION_UNEXPECTED | error CONTINUATION_UNEXPECTED
            SETTINGS         | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM
            PING             | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM
            GOAWAY           | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM
            PRIORITY_UPDATE  | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM   | error FRAME_ON_STREAM
            unknown          | ok                      | ok                      | ok                      | ok                      | ok                      | ok                      | ok                      | ok                      | ok
            """;

    /** The states of a stream, and how it came to be closed. */
    private enum Situation {
        IDLE,
        OPEN,
        HALF_CLOSED_REMOTE,
        HALF_CLOSED_LOCAL,
        ENDED,
        RESET_BY_SERVER,
        RESET_BY_CLIENT,
        REJECTED,
        AFTER_GOAWAY;

        /** A connection whose stream is in this state. Stream 1 remains open. */
        Http2Simulation create() {
            Http2Limits limits = this == REJECTED ? Http2Limits.DEFAULT.withStreams(1) : Http2Limits.DEFAULT;
            Http2Simulation simulation = new Http2Simulation(
                    limits,
                    request -> request.target().path().equals("/now")
                            ? Response.plain(Status.OK, "now")
                            : Reply.later(new CompletableFuture<>()));
            simulation.connect().send(Http2Frames.get(1, "/later"));
            switch (this) {
                case IDLE -> {}
                case OPEN -> simulation.send(Http2Frames.post(STREAM, "/later"));
                case HALF_CLOSED_REMOTE -> simulation.send(Http2Frames.get(STREAM, "/later"));
                case HALF_CLOSED_LOCAL -> simulation.send(Http2Frames.post(STREAM, "/now"));
                case ENDED -> simulation.send(Http2Frames.get(STREAM, "/now"));
                case RESET_BY_SERVER ->
                    simulation.send(Http2Frames.post(STREAM, "/later"), Http2Frames.windowUpdate(STREAM, 0));
                case RESET_BY_CLIENT -> simulation.send(Http2Frames.post(STREAM, "/later"), Http2Frames.reset(STREAM));
                case REJECTED -> simulation.send(Http2Frames.post(STREAM, "/later"));
                case AFTER_GOAWAY ->
                    simulation.send(Http2Frames.goAway(0, ErrorCode.NO_ERROR), Http2Frames.post(STREAM, "/later"));
            }
            return simulation.read();
        }
    }

    private static byte[] frame(String name, Situation situation) {
        boolean end = name.endsWith(" end");
        return switch (name) {
            case "DATA", "DATA end" -> Http2Frames.data(STREAM, end, "x");
            case "HEADERS", "HEADERS end" ->
                Http2Frames.headers(
                        STREAM,
                        end,
                        situation == Situation.IDLE
                                ? Http2Frames.block(Http2Frames.request("POST", "/later"))
                                : Http2Frames.block("trailer", "1"));
            case "PRIORITY" -> Http2Frames.priority(STREAM, 1);
            case "RST_STREAM" -> Http2Frames.reset(STREAM);
            case "WINDOW_UPDATE" -> Http2Frames.windowUpdate(STREAM, 1);
            case "PUSH_PROMISE" ->
                Http2Frames.frame(FrameType.PUSH_PROMISE, Flags.END_HEADERS, STREAM, new byte[] {0, 0, 0, 2});
            case "CONTINUATION" -> Http2Frames.continuation(STREAM, true);
            case "SETTINGS" -> Http2Frames.frame(FrameType.SETTINGS, 0, STREAM);
            case "PING" -> Http2Frames.frame(FrameType.PING, 0, STREAM, new byte[8]);
            case "GOAWAY" -> Http2Frames.frame(FrameType.GOAWAY, 0, STREAM, new byte[8]);
            case "PRIORITY_UPDATE" -> Http2Frames.frame(FrameType.PRIORITY_UPDATE, 0, STREAM, new byte[8]);
            case "unknown" -> Http2Frames.frame(0x77, 0, STREAM);
            default -> throw new AssertionError(name);
        };
    }

    private static List<String> cells(String row) {
        return Stream.of(row.split("\\|")).map(String::strip).toList();
    }

    static List<Arguments> cells() {
        List<String> rows = TABLE.lines().toList();
        List<String> states = cells(rows.get(0));
        List<Arguments> all = new ArrayList<>();
        for (String row : rows.subList(1, rows.size())) {
            List<String> cells = cells(row);
            for (int column = 1; column < states.size(); column++) {
                all.add(Arguments.of(cells.get(0), Situation.valueOf(states.get(column)), cells.get(column)));
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @MethodSource("cells")
    void a_frame_in_a_state(String frame, Situation situation, String expected) {
        Http2Simulation simulation = situation.create();
        Optional<ErrorCode> resetBefore = simulation.stream(STREAM).reset();
        Optional<ErrorCode> goAwayBefore = simulation.peer().goAway();

        simulation.exchange(frame(frame, situation));

        if (expected.startsWith("error ")) {
            simulation.assertFailed(Http2Error.valueOf(expected.substring("error ".length())));
            return;
        }
        Optional<ErrorCode> reset = expected.equals("ok") ? resetBefore : Optional.of(ErrorCode.valueOf(expected));
        assertEquals(reset, simulation.stream(STREAM).reset());
        assertEquals(goAwayBefore, simulation.peer().goAway());
        assertEquals(CloseState.OPEN, simulation.connection().closeState());
        simulation.exchange(Http2Frames.ping(7));
        assertFalse(simulation.peer().frames(FrameType.PING).isEmpty());
        assertEquals(Optional.empty(), simulation.stream(1).reset());
    }

    @Test
    void the_table_has_all_types_of_frames_and_all_states() {
        List<Arguments> cells = cells();
        assertEquals(14 * Situation.values().length, cells.size());
        for (FrameType type : FrameType.values()) {
            assertTrue(TABLE.contains("\n" + type + " "), type + " is missing");
        }
    }
}
