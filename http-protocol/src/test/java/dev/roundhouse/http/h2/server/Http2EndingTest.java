package dev.roundhouse.http.h2.server;

import static dev.roundhouse.http.h2.server.Http2Frames.data;
import static dev.roundhouse.http.h2.server.Http2Frames.frame;
import static dev.roundhouse.http.h2.server.Http2Frames.get;
import static dev.roundhouse.http.h2.server.Http2Frames.goAway;
import static dev.roundhouse.http.h2.server.Http2Frames.headers;
import static dev.roundhouse.http.h2.server.Http2Frames.post;
import static dev.roundhouse.http.h2.server.Http2Frames.reset;
import static dev.roundhouse.http.h2.server.Http2Frames.settings;
import static dev.roundhouse.http.h2.server.Http2Frames.windowUpdate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Ends of streams and connections: what went wrong in other servers, and what happens here. RFC 9113 §5.1, §5.4, §6.8 */
class Http2EndingTest {
    private final List<CompletableFuture<Reply>> pending = new ArrayList<>();

    private final Function<Request, Reply> later = request -> {
        pending.add(new CompletableFuture<>());
        return Reply.later(pending.get(pending.size() - 1));
    };

    private static Response text(String text) {
        return Response.plain(Status.OK, "").with(Body.of(text));
    }

    private static byte[] pingAck(Http2Simulation simulation) {
        List<Http2Peer.PeerFrame> pings = simulation.peer().frames(FrameType.PING);
        return frame(FrameType.PING, Flags.ACK, 0, pings.get(pings.size() - 1).payload());
    }

    /** The client need not send a body that is not needed, and must not keep the connection open with it. */
    @Test
    void the_rest_of_a_request_with_a_response_does_not_delay_the_end() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.exchange(post(1, "/"), data(1, false, "begin"));
        simulation.assertResponse(1, 200, "/");
        assertEquals(Optional.empty(), simulation.stream(1).reset());
        simulation.drain().read();
        simulation.exchange(pingAck(simulation));
        assertEquals(Optional.of(ErrorCode.NO_ERROR), simulation.stream(1).reset());
        assertEquals(CloseState.HALF_CLOSE, simulation.connection().closeState());
    }

    // GOAWAY: CVE-2022-27664, golang/go#15386, #55846, #33191, nghttp2#681

    @Test
    void an_error_after_goaway_ends_the_connection() {
        Http2Simulation simulation = new Http2Simulation(later).connect();
        simulation.send(get(1, "/")).drain().read();
        simulation.exchange(frame(FrameType.SETTINGS, 0, 1));
        simulation.assertFailed(Http2Error.FRAME_ON_STREAM);
        simulation.pass(Duration.ofSeconds(20));
        assertEquals(CloseState.CLOSE, simulation.connection().closeState());
        assertTrue(pending.get(0).isCancelled());
    }

    @Test
    void the_last_stream_is_named_after_a_round_trip() {
        Http2Simulation simulation = new Http2Simulation(later).connect();
        simulation.send(get(1, "/")).drain().read();
        assertEquals(Integer.MAX_VALUE, simulation.peer().lastStreamId());

        simulation.exchange(get(3, "/"), pingAck(simulation));
        assertEquals(3, simulation.peer().lastStreamId());
        assertEquals(2, pending.size());

        pending.forEach(reply -> reply.complete(text("done")));
        simulation.resume().read();
        simulation.assertResponse(1, 200, "done");
        simulation.assertResponse(3, 200, "done");
        assertEquals(CloseState.HALF_CLOSE, simulation.connection().closeState());
    }

    @Test
    void another_ping_than_that_of_the_end_does_not_name_the_last_stream() {
        Http2Simulation simulation = new Http2Simulation(later).connect();
        simulation.send(get(1, "/")).drain().read();
        simulation.exchange(FrameWriter.ping(Flags.ACK, 1));
        assertEquals(Integer.MAX_VALUE, simulation.peer().lastStreamId());
    }

    @Test
    void the_last_stream_is_named_in_time_without_an_acknowledgement() {
        Http2Simulation simulation = new Http2Simulation(later).connect();
        simulation.send(get(1, "/")).drain().read();
        simulation.pass(Duration.ofSeconds(2)).read();
        assertEquals(1, simulation.peer().lastStreamId());
        pending.get(0).complete(text("done"));
        simulation.resume().read().assertResponse(1, 200, "done");
    }

    @Test
    void a_connection_without_streams_that_is_drained_ends_after_a_round_trip() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.drain().read();
        assertEquals(CloseState.OPEN, simulation.connection().closeState());
        simulation.exchange(pingAck(simulation));
        assertEquals(0, simulation.peer().lastStreamId());
        assertEquals(CloseState.HALF_CLOSE, simulation.connection().closeState());
        simulation.receiveEof();
        assertEquals(CloseState.CLOSE, simulation.connection().closeState());
    }

    @Test
    void frames_of_streams_that_raced_with_goaway_are_ignored_and_keep_the_tables_in_step() {
        Http2Simulation simulation = new Http2Simulation(later).connect();
        simulation.send(get(1, "/")).drain().read();
        simulation.exchange(pingAck(simulation));
        int frames = simulation.peer().frames().size();

        // A literal with incremental indexing becomes an entry, to which the trailers of stream 1 refer.
        simulation.exchange(headers(3, false, Http2Frames.block(Http2Frames.request("POST", "/"))));
        simulation.exchange(data(3, false, "x"), windowUpdate(3, 5), FrameWriter.resetStream(3, ErrorCode.CANCEL));
        simulation.exchange(data(3, true, "x"), Http2Frames.trailers(3, "a", "b"), get(5, "/"), get(5, "/"));

        assertEquals(frames, simulation.peer().frames().size());
        pending.get(0).complete(text("done"));
        simulation.resume().read().assertResponse(1, 200, "done");
    }

    @Test
    void the_tables_stay_in_step_with_field_blocks_that_are_ignored() {
        Http2Simulation simulation = new Http2Simulation(later).connect();
        simulation.send(post(1, "/")).drain().read();
        simulation.exchange(pingAck(simulation));
        byte[] indexed = {0x40, 1, 'x', 1, 'y'};
        byte[] head = Http2Frames.block(Http2Frames.request("GET", "/"));
        simulation.exchange(headers(3, true, Http2Frames.join(head, indexed)));
        simulation.exchange(headers(1, true, new byte[] {(byte) 0xBE}));
        assertEquals(Optional.of(ErrorCode.NO_ERROR), simulation.peer().goAway());
        pending.get(0).complete(text("done"));
        simulation.resume().read().assertResponse(1, 200, "done");
    }

    @Test
    void an_error_after_ignored_streams_names_the_last_one_that_was_accepted() {
        Http2Simulation simulation = new Http2Simulation(later).connect();
        simulation.send(get(1, "/")).drain().read();
        simulation.exchange(pingAck(simulation), get(3, "/"), get(5, "/"));
        simulation.exchange(frame(FrameType.SETTINGS, 0, 1));
        assertEquals(1, simulation.peer().lastStreamId());
    }

    @Test
    void the_last_stream_is_one_of_the_client() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.exchange(get(7, "/"), frame(FrameType.SETTINGS, 0, 1));
        assertEquals(7, simulation.peer().lastStreamId());
    }

    @Test
    void goaway_of_the_client_lets_streams_finish() {
        Http2Simulation simulation = new Http2Simulation(later).connect();
        simulation.exchange(get(1, "/"), post(3, "/"), goAway(0, ErrorCode.NO_ERROR));
        assertEquals(CloseState.OPEN, simulation.connection().closeState());
        pending.forEach(reply -> reply.complete(text("done")));
        simulation.resume().exchange(data(3, true, "body"));
        simulation.assertResponse(1, 200, "done");
        simulation.assertResponse(3, 200, "done");
        assertEquals(CloseState.HALF_CLOSE, simulation.connection().closeState());
    }

    @Test
    void the_last_request_of_a_connection_is_announced() {
        Http2Limits limits = Http2Limits.of(Limits.DEFAULT.withRequests(2));
        Http2Simulation simulation = new Http2Simulation(limits, request -> text("done")).connect();
        simulation.exchange(get(1, "/"), get(3, "/"), get(5, "/"));
        simulation.assertResponse(3, 200, "done");
        assertEquals(3, simulation.peer().lastStreamId());
        assertEquals(0, simulation.stream(5).status());
        assertEquals(CloseState.HALF_CLOSE, simulation.connection().closeState());
    }

    // Responses that come before their request is complete: h2#633, dotnet/corefx#40513

    @Test
    void the_rest_of_a_request_that_is_not_needed_is_received() {
        Http2Simulation simulation = new Http2Simulation(request -> text("early")).connect();
        simulation.exchange(post(1, "/"));
        simulation.assertResponse(1, 200, "early");
        simulation.exchange(data(1, false, new byte[16_000]), data(1, true, new byte[16_000]));
        assertEquals(Optional.empty(), simulation.stream(1).reset());
        simulation.assertAlive(3);
    }

    @Test
    void a_long_request_that_is_not_needed_is_reset_without_error() {
        Http2Simulation simulation = new Http2Simulation(request -> text("early")).connect();
        simulation.exchange(post(1, "/"));
        for (int i = 0; i < 5; i++) {
            simulation.sendLetters(1, 16_000);
            simulation.read();
        }
        simulation.assertResponse(1, 200, "early");
        assertEquals(Optional.of(ErrorCode.NO_ERROR), simulation.stream(1).reset());
        simulation.assertAlive(3);
    }

    @Test
    void a_request_that_is_declared_too_long_is_reset_at_once() {
        Http2Simulation simulation = new Http2Simulation(request -> text("early")).connect();
        simulation.exchange(post(1, "/", "content-length", "100000"));
        simulation.assertResponse(1, 200, "early");
        assertEquals(Optional.of(ErrorCode.NO_ERROR), simulation.stream(1).reset());
    }

    @Test
    void a_declared_length_counts_also_after_an_early_response() {
        Http2Simulation simulation = new Http2Simulation(request -> text("early")).connect();
        simulation.exchange(post(1, "/", "content-length", "5"), data(1, true, "123456"));
        assertEquals(Optional.of(ErrorCode.PROTOCOL_ERROR), simulation.stream(1).reset());
        simulation.exchange(post(3, "/", "content-length", "5"), data(3, true, "1234"));
        assertEquals(Optional.of(ErrorCode.PROTOCOL_ERROR), simulation.stream(3).reset());
        simulation.assertAlive(5);
    }

    @Test
    void an_early_response_of_an_upload_ends_it_once() {
        int[] ends = new int[1];
        Http2Simulation simulation = new Http2Simulation(request -> new Upload() {
                    private int count;

                    @Override
                    public void receive(ByteBuffer bytes) {
                        count += bytes.remaining();
                    }

                    @Override
                    public Optional<Response> earlyResponse() {
                        return count > 3 ? Optional.of(text("enough")) : Optional.empty();
                    }

                    @Override
                    public Reply finish() {
                        throw new AssertionError();
                    }

                    @Override
                    public void abort() {
                        ends[0]++;
                    }
                })
                .connect();
        simulation.exchange(post(1, "/"), data(1, false, "123"));
        assertEquals(0, simulation.stream(1).status());
        simulation.exchange(data(1, false, "45"));
        simulation.assertResponse(1, 200, "enough");
        simulation.exchange(data(1, true, "6"));
        assertEquals(1, ends[0]);
        assertEquals(Optional.empty(), simulation.stream(1).reset());
    }

    // Resets: h2 0.4.14 to 0.4.16

    @Test
    void a_reset_after_the_end_of_a_request_does_not_undo_its_upload() {
        StringBuilder events = new StringBuilder();
        Http2Simulation simulation = new Http2Simulation(request -> new Upload() {
                    @Override
                    public void receive(ByteBuffer bytes) {
                        events.append(bytes.remaining()).append(' ');
                    }

                    @Override
                    public Reply finish() {
                        events.append("finished");
                        return text("done");
                    }

                    @Override
                    public void abort() {
                        events.append("aborted");
                    }
                })
                .connect();
        simulation.send(post(1, "/"), data(1, true, "12345")).exchange(reset(1));
        assertEquals("5 finished", events.toString());
        simulation.assertAlive(3);
    }

    @Test
    void no_frame_is_sent_on_a_stream_that_was_reset_before_its_response() {
        Http2Simulation simulation = new Http2Simulation(later).connect();
        simulation.send(get(1, "/")).exchange(reset(1));
        assertTrue(pending.get(0).isCancelled());
        assertTrue(simulation.peer().frames(FrameType.HEADERS).isEmpty());
        assertTrue(simulation.peer().frames(FrameType.RST_STREAM).isEmpty());
    }

    @Test
    void no_frame_follows_the_reset_by_the_server() {
        Http2Simulation simulation = new Http2Simulation(request -> text("x".repeat(1_000_000))).connect();
        simulation.send(get(1, "/"));
        simulation.readSome(20_000);
        simulation.exchange(windowUpdate(1, 0));
        // The model of the client fails if a frame comes after it.
        assertEquals(Optional.of(ErrorCode.PROTOCOL_ERROR), simulation.stream(1).reset());
        simulation.allow(0, 1_000_000).read();
        assertFalse(simulation.stream(1).isComplete());
    }

    @Test
    void a_reply_to_a_stream_that_was_reset_is_released() {
        boolean[] closed = new boolean[1];
        Http2Simulation simulation = new Http2Simulation(request -> Response.plain(Status.OK, "")
                        .with(new Body.Streamed(new Body.Producer() {
                            @Override
                            public Body.Progress produce(ByteBuffer target) {
                                throw new AssertionError();
                            }

                            @Override
                            public void close() {
                                closed[0] = true;
                            }
                        })))
                .connect()
                .holdExchanges();
        simulation.send(get(1, "/"));
        simulation.abort();
        simulation.replyToAll();
        assertTrue(closed[0]);
    }

    @Test
    void a_second_reply_is_a_fault_of_the_caller() {
        Http2Connection engine = new Http2Connection(
                Http2Limits.DEFAULT,
                Timeouts.DEFAULT,
                new dev.roundhouse.http.connection.ServerFields(() -> 0, ""),
                dev.roundhouse.http.connection.ConnectionContext.NONE,
                0);
        engine.receive(ByteBuffer.wrap(Http2Frames.join(Http2Frames.preface(), settings(), get(1, "/"))), 0);
        dev.roundhouse.http.connection.Exchange exchange =
                engine.nextExchange(0).orElseThrow();
        exchange.reply(text("first"), 0);
        assertThrows(IllegalStateException.class, () -> exchange.reply(text("second"), 0));
        assertThrows(IllegalStateException.class, () -> exchange.fail(0));
    }

    @Test
    void a_request_that_got_an_error_before_it_was_handed_out_is_not() {
        Http2Limits limits = Http2Limits.of(Limits.DEFAULT.withBodyBytes(100));
        Http2Simulation simulation = new Http2Simulation(limits, request -> text("unused")).connect();
        simulation.exchange(post(1, "/"), data(1, false, new byte[101]), data(1, true, new byte[9]));
        assertEquals(413, simulation.stream(1).status());
        assertTrue(simulation.stream(1).isComplete());
        simulation.assertAlive(3);
    }

    @Test
    void a_reply_that_comes_after_an_error_response_is_released() {
        Http2Limits limits = Http2Limits.of(Limits.DEFAULT.withBodyBytes(100));
        Http2Simulation simulation = new Http2Simulation(limits, request -> text("unused")).connect();
        simulation.holdExchanges().send(post(1, "/"));
        simulation.exchange(data(1, true, new byte[101]));
        assertEquals(413, simulation.stream(1).status());
        simulation.replyToAll().read();
        assertEquals(413, simulation.stream(1).status());
        simulation.holdExchanges().send(get(3, "/")).replyToAll().read();
        simulation.assertResponse(3, 200, "unused");
    }

    @Test
    void a_failure_that_comes_after_a_timeout_of_the_handler_is_dropped() {
        Http2Simulation simulation = new Http2Simulation(
                Http2Limits.DEFAULT,
                Timeouts.DEFAULT.withHandler(Duration.ofSeconds(1)),
                request -> text("unused"),
                bound -> 0);
        simulation.connect().holdExchanges();
        simulation.send(get(1, "/")).pass(Duration.ofSeconds(2)).read();
        assertEquals(503, simulation.stream(1).status());
        simulation.failOne();
        simulation.read();
        assertEquals(CloseState.OPEN, simulation.connection().closeState());
    }

    // Queries of a transport that ends connections

    @Test
    void a_connection_is_busy_while_something_is_incomplete() {
        Http2Simulation simulation = new Http2Simulation(later);
        Connection connection = simulation.connection();
        assertTrue(connection.isBusy(), "settings to send");
        simulation.read();
        assertFalse(connection.isBusy());
        ByteBuffer preface = ByteBuffer.wrap(Http2Frames.preface());
        simulation.receive(preface, 3);
        assertTrue(connection.isBusy(), "a part of the preface");
        simulation.receive(preface, preface.remaining());
        simulation.exchange(Http2Frames.settings(), Http2Frames.settingsAck());
        assertFalse(connection.isBusy());
        ByteBuffer ping = ByteBuffer.wrap(Http2Frames.ping(1));
        simulation.receive(ping, 5);
        assertTrue(connection.isBusy(), "a part of a frame");
        simulation.receive(ping, ping.remaining());
        assertTrue(connection.isBusy(), "an acknowledgement to send");
        simulation.read();
        assertFalse(connection.isBusy());
        simulation.exchange(get(1, "/"));
        assertTrue(connection.isBusy(), "a stream");
        pending.get(0).complete(text("late"));
        simulation.resume().read();
        simulation.assertResponse(1, 200, "late");
        assertFalse(connection.isBusy());
        assertFalse(connection.endsSilently(), "GOAWAY is to be sent");
    }

    // A stream that ends between two pieces of a DATA frame

    @Test
    void a_stream_that_fails_in_the_middle_of_a_frame_does_not_end_the_connection() {
        Http2Simulation simulation = new Http2Simulation(
                        request -> Response.plain(Status.OK, "").with(new Body.Streamed(target -> {
                            throw new IOException("on purpose");
                        })))
                .connect()
                .holdExchanges();
        simulation.send(post(1, "/"));
        ByteBuffer last = ByteBuffer.wrap(data(1, true, "12345"));
        simulation.receive(last, 12);
        simulation.replyToAll().read();
        assertEquals(Optional.of(ErrorCode.INTERNAL_ERROR), simulation.stream(1).reset());
        assertEquals(1, simulation.contentFailures().size());

        simulation.receive(last, 1);
        simulation.receive(last, 1);
        assertEquals(CloseState.OPEN, simulation.connection().closeState());
        simulation.exchange(headers(3, true, Http2Frames.block(":method", "x")));
        assertEquals(Optional.of(ErrorCode.PROTOCOL_ERROR), simulation.stream(3).reset());
    }

    // Clients that end the connection

    @Test
    void requests_that_are_complete_get_their_responses_after_the_end_of_input() {
        Http2Simulation simulation = new Http2Simulation(later).connect();
        simulation.send(get(1, "/"), get(3, "/"), post(5, "/")).receiveEof();
        assertEquals(CloseState.OPEN, simulation.connection().closeState());
        assertTrue(simulation.connection().isWaiting());
        assertTrue(pending.get(2).isCancelled());
        pending.get(0).complete(text("one"));
        pending.get(1).complete(text("two"));
        simulation.resume().read();
        simulation.assertResponse(1, 200, "one");
        simulation.assertResponse(3, 200, "two");
        assertEquals(CloseState.CLOSE, simulation.connection().closeState());
    }

    @Test
    void a_response_that_needs_a_window_ends_when_the_input_has() {
        Http2Simulation simulation = new Http2Simulation(request -> text("x".repeat(100_000))).connect();
        simulation.exchange(get(1, "/"));
        assertEquals(CloseState.OPEN, simulation.connection().closeState());
        simulation.receiveEof().read();
        assertEquals(Optional.of(ErrorCode.CANCEL), simulation.stream(1).reset());
        assertEquals(CloseState.CLOSE, simulation.connection().closeState());
    }

    @Test
    void a_response_that_comes_after_the_end_of_input_and_needs_a_window_ends_too() {
        Http2Simulation simulation = new Http2Simulation(later).connect(Settings.INITIAL_WINDOW_SIZE, 5);
        simulation.send(get(1, "/")).receiveEof();
        pending.get(0).complete(text("x".repeat(10)));
        simulation.resume().read();
        assertEquals("xxxxx", simulation.stream(1).body());
        assertEquals(Optional.of(ErrorCode.CANCEL), simulation.stream(1).reset());
        assertEquals(CloseState.CLOSE, simulation.connection().closeState());
    }

    @Test
    void settings_need_no_acknowledgement_after_the_end_of_input() {
        Http2Simulation simulation = new Http2Simulation(later);
        simulation.send(Http2Frames.preface(), settings(), get(1, "/")).read().receiveEof();
        simulation.pass(Duration.ofSeconds(15));
        assertEquals(CloseState.OPEN, simulation.connection().closeState());
        pending.get(0).complete(text("done"));
        simulation.resume().read().assertResponse(1, 200, "done");
    }

    @Test
    void a_frame_that_is_cut_off_by_the_end_of_input_does_not_end_others() {
        Http2Simulation simulation = new Http2Simulation(later).connect();
        simulation.send(get(1, "/"));
        simulation.receive(ByteBuffer.wrap(get(3, "/")), 15);
        simulation.receiveEof().pass(Duration.ofSeconds(15));
        pending.get(0).complete(text("done"));
        simulation.resume().read().assertResponse(1, 200, "done");
        assertEquals(CloseState.CLOSE, simulation.connection().closeState());
    }

    @Test
    void an_abort_releases_everything_once_even_if_a_close_throws() {
        int[] closes = new int[1];
        Content content = new Content() {
            @Override
            public long length() {
                return 1_000_000;
            }

            @Override
            public int read(long position, ByteBuffer target) {
                int count = target.remaining();
                target.put(new byte[count]);
                return count;
            }

            @Override
            public void close() {
                closes[0]++;
                throw new IllegalStateException("on purpose");
            }
        };
        Http2Simulation simulation = new Http2Simulation(
                        request -> new Response(Status.OK, Headers.EMPTY, new Body.Slice(content, 0, 1_000_000)))
                .connect();
        simulation.send(get(1, "/"), get(3, "/"), get(5, "/"), get(7, "/"));
        simulation.readSome(1_000);
        assertThrows(IllegalStateException.class, simulation::abort);
        assertEquals(4, closes[0]);
    }

    // Order of frames: h2 0.4.15, helidon#12196

    @Test
    void a_frame_before_the_settings_is_an_error() {
        Http2Simulation simulation = new Http2Simulation();
        simulation.send(Http2Frames.preface(), get(1, "/"));
        simulation.assertFailed(Http2Error.SETTINGS_MISSING);
    }

    @Test
    void another_preface_is_an_error() {
        Http2Simulation simulation = new Http2Simulation();
        byte[] preface = Http2Frames.preface();
        preface[20] = 'x';
        simulation.send(preface);
        simulation.assertFailed(Http2Error.PREFACE_INVALID);
    }

    @Test
    void unknown_settings_are_skipped() {
        Http2Simulation simulation = new Http2Simulation(request -> text("x".repeat(10)))
                .connect(0xF000, 7, Settings.INITIAL_WINDOW_SIZE, 3, 0xABC, -1);
        simulation.exchange(get(1, "/"));
        assertEquals("xxx", simulation.stream(1).body());
    }

    @Test
    void frames_of_unknown_types_are_skipped() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.exchange(
                frame(0x20, 0xFF, 0),
                frame(0xFF, 0, 1, new byte[16_384]),
                frame(0x0A, 0, 7, new byte[3]),
                get(1, "/x"));
        simulation.assertResponse(1, 200, "/x");
    }

    @Test
    void a_field_block_is_not_interrupted() {
        for (byte[] other : List.of(
                data(1, false, "x"),
                get(3, "/"),
                settings(),
                Http2Frames.ping(1),
                frame(0x20, 0, 0),
                Http2Frames.continuation(3, true))) {
            Http2Simulation simulation = new Http2Simulation().connect();
            simulation.exchange(frame(FrameType.HEADERS, 0, 1), other);
            simulation.assertFailed(Http2Error.HEADER_BLOCK_INTERRUPTED);
        }
    }

    @Test
    void nothing_is_processed_after_an_error_in_the_same_read() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.exchange(Http2Frames.priority(5, 5), get(1, "/"), Http2Frames.ping(3), settings());
        simulation.assertFailed(Http2Error.PRIORITY_SELF_DEPENDENT);
        assertTrue(simulation.requests().isEmpty());
        assertTrue(simulation.peer().frames(FrameType.PING).isEmpty());
    }

    @Test
    void streams_of_a_smaller_number_than_the_last_are_closed() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.exchange(get(5, "/"), get(3, "/"));
        simulation.assertFailed(Http2Error.STREAM_ENDED);
    }

    @Test
    void streams_of_even_numbers_are_an_error() {
        Http2Simulation simulation = new Http2Simulation().connect();
        simulation.exchange(get(2, "/"));
        simulation.assertFailed(Http2Error.STREAM_ID_EVEN);
    }
}
