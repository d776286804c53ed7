package dev.roundhouse.http.h2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.ClientPreface;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.h2.server.Http2Snapshot.StreamSnapshot;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackField;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a snapshot of a connection contains, and that it changes nothing. */
class Http2SnapshotTest {
    private static final long SECOND = 1_000_000_000L;

    private final Http2Connection connection = new Http2Connection(
            Http2Limits.DEFAULT,
            Timeouts.DEFAULT.withHandler(Duration.ofSeconds(7)),
            new ServerFields(() -> 0, ""),
            ConnectionContext.NONE,
            0);

    private static final class NothingYet implements Body.Producer {
        @Override
        public Body.Progress produce(ByteBuffer target) {
            return Body.Progress.WAITING;
        }

        @Override
        public void close() {}
    }

    private void receive(byte[] bytes, long nowNanos) {
        connection.receive(ByteBuffer.wrap(bytes), nowNanos);
    }

    private void receiveHead(int streamId, boolean endStream, String method, String path, String priority) {
        byte[] block = HpackEncoder.encodeStateless(List.of(
                new HpackField(":method", method),
                new HpackField(":scheme", "http"),
                new HpackField(":path", path),
                new HpackField(":authority", "a"),
                new HpackField("priority", priority)));
        int flags = Flags.END_HEADERS | (endStream ? Flags.END_STREAM : 0);
        receive(FrameWriter.frame(FrameType.HEADERS, flags, streamId, block), 0);
    }

    private Exchange next() {
        return connection.nextExchange(0).orElseThrow();
    }

    private void sendAll() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        ByteBuffer[] vector = new ByteBuffer[1];
        while (!connection.output().isEmpty()) {
            int buffers = connection.output().gather(buffer.clear(), vector, Long.MAX_VALUE);
            connection.markSent(buffers == 0 ? 0 : vector[0].remaining(), 0);
        }
    }

    private StreamSnapshot stream(int id) {
        return connection.snapshot(0).streams().stream()
                .filter(stream -> stream.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private StreamWait waitOf(int id) {
        return stream(id).waitsFor();
    }

    @BeforeEach
    void begin() {
        connection.receive(ClientPreface.BYTES.duplicate(), 0);
        receive(FrameWriter.settings(Settings.INITIAL_WINDOW_SIZE, 100, Settings.MAX_CONCURRENT_STREAMS, 5), 0);
    }

    @Test
    void idle_connection_has_its_windows_and_settings() throws IOException {
        assertEquals(false, connection.snapshot(0).areSettingsAcknowledged());
        receive(FrameWriter.settingsAck(), 0);
        receive(FrameWriter.windowUpdate(0, 1000), 0);
        sendAll();

        Http2Snapshot snapshot = connection.snapshot(SECOND);
        assertEquals("OPEN", snapshot.phase());
        assertEquals(0, snapshot.requests());
        assertEquals(0, snapshot.lastStreamId());
        assertTrue(snapshot.areSettingsAcknowledged());
        assertEquals(new Http2Snapshot.PeerSettings(100, OptionalLong.of(5)), snapshot.peer());
        assertEquals(Http2Limits.INITIAL_WINDOW + 1000, snapshot.sendWindow());
        assertEquals(4 * Http2Limits.INITIAL_WINDOW, snapshot.receiveWindow());
        assertEquals(0, snapshot.output().queuedBytes());
        assertEquals(0, snapshot.output().controlBytes());
        assertTrue(snapshot.output().sentBytes() > 0);
        assertEquals(Optional.of(Duration.ofSeconds(29)), snapshot.timeLeft());
        assertEquals(List.of(), snapshot.streams());
    }

    @Test
    void acknowledgements_are_queued_until_they_are_sent() throws IOException {
        sendAll();
        receive(FrameWriter.ping(0, 1), 0);

        Http2Snapshot.QueuedOutput output = connection.snapshot(0).output();
        assertEquals(17, output.queuedBytes());
        assertEquals(17, output.controlBytes());
    }

    @Test
    void budget_is_consumed_and_refilled_by_time() {
        long before = connection.snapshot(0).budgetTokens();
        receive(FrameWriter.ping(0, 1), 0);
        receive(FrameWriter.ping(0, 1), 0);

        assertEquals(before - 8, connection.snapshot(0).budgetTokens());
        assertEquals(before - 8 + 1, connection.snapshot(5_000_000).budgetTokens());
        assertEquals(before - 8, connection.snapshot(0).budgetTokens());
    }

    @Test
    void stream_waits_for_its_handler() {
        receiveHead(1, true, "GET", "/a?b", "u=1, i");

        StreamSnapshot stream = connection.snapshot(2 * SECOND).streams().get(0);
        assertEquals(
                new StreamSnapshot(
                        1,
                        next().request().id(),
                        "GET",
                        "/a?b",
                        "HALF_CLOSED_REMOTE",
                        StreamWait.HANDLER,
                        1,
                        true,
                        OptionalInt.empty(),
                        0,
                        0,
                        100,
                        OptionalLong.empty(),
                        Duration.ofSeconds(2),
                        Optional.of(Duration.ofSeconds(5))),
                stream);
        assertEquals(1, connection.snapshot(0).requests());
        assertEquals(1, connection.snapshot(0).lastStreamId());
    }

    @Test
    void streams_are_in_the_order_of_their_numbers() {
        for (int id = 1; id < 60; id += 2) {
            receiveHead(id, true, "GET", "/", "");
        }

        List<Integer> ids = connection.snapshot(0).streams().stream()
                .map(StreamSnapshot::id)
                .toList();
        assertEquals(ids.stream().sorted().toList(), ids);
        assertEquals(30, ids.size());
    }

    @Test
    void response_waits_for_the_window_of_its_stream_and_then_of_the_connection() throws IOException {
        receiveHead(1, true, "GET", "/", "");
        next().reply(Response.of(Status.OK).with(Body.of(ByteBuffer.allocate(200_000))), 0);
        assertEquals(StreamWait.OUTPUT, waitOf(1));
        sendAll();

        assertEquals(StreamWait.STREAM_WINDOW, waitOf(1));
        assertEquals(100, stream(1).sentBytes());
        assertEquals(0, stream(1).sendWindow());
        assertEquals(OptionalInt.of(200), stream(1).status());
        assertTrue(stream(1).timeLeft().isPresent());
        receive(FrameWriter.windowUpdate(1, 1 << 20), 0);
        sendAll();
        assertEquals(StreamWait.CONNECTION_WINDOW, waitOf(1));
        assertEquals(0, connection.snapshot(0).sendWindow());
    }

    @Test
    void window_is_negative_after_the_client_has_reduced_it() throws IOException {
        receiveHead(1, true, "GET", "/", "");
        next().reply(Response.of(Status.OK).with(Body.of(ByteBuffer.allocate(200_000))), 0);
        sendAll();
        receive(FrameWriter.settings(Settings.INITIAL_WINDOW_SIZE, 10), 0);

        assertEquals(-90, stream(1).sendWindow());
        assertEquals(10, connection.snapshot(0).peer().initialWindow());
    }

    @Test
    void request_is_waited_for_and_counted() {
        Upload upload = new Upload() {
            @Override
            public void receive(ByteBuffer bytes) {
                bytes.position(bytes.limit());
            }

            @Override
            public Reply finish() {
                return Response.of(Status.OK);
            }

            @Override
            public void abort() {}
        };
        receiveHead(1, false, "POST", "/", "");
        next().reply(upload, 0);
        receive(FrameWriter.frame(FrameType.DATA, 0, 1, new byte[1000]), 0);

        assertEquals(StreamWait.REQUEST, waitOf(1));
        assertEquals("OPEN", stream(1).state());
        assertEquals(1000, stream(1).receivedBytes());
        assertEquals(
                OptionalLong.of(Http2Limits.INITIAL_WINDOW - 1000), stream(1).receiveWindow());
        assertEquals(Optional.of(Duration.ofSeconds(20)), stream(1).timeLeft());
    }

    @Test
    void producer_is_waited_for() throws IOException {
        receiveHead(1, true, "GET", "/", "");
        next().reply(Response.of(Status.OK).with(new Body.Streamed(new NothingYet())), 0);
        sendAll();

        assertEquals(StreamWait.PRODUCER, waitOf(1));
    }

    @Test
    void rejected_request_has_the_values_that_were_read() {
        receiveHead(1, false, "PUT", "/" + "a".repeat(9000), "");

        assertEquals("PUT", stream(1).method());
        assertEquals(9001, stream(1).target().length());
        assertEquals("HALF_CLOSED_LOCAL", stream(1).state());
        assertEquals(StreamWait.REQUEST, waitOf(1));
        assertEquals("", stream(1).requestId());
        assertEquals(OptionalInt.of(414), stream(1).status());
    }

    @Test
    void end_is_visible_in_the_phase() throws IOException {
        connection.drain(0);
        assertEquals("DRAINING", connection.snapshot(0).phase());
        receive(FrameWriter.goAway(0, ErrorCode.NO_ERROR), 0);
        sendAll();
        assertEquals("LINGERING", connection.snapshot(0).phase());
        connection.abort(0);
        assertEquals("CLOSED", connection.snapshot(0).phase());
        assertEquals(Optional.empty(), connection.snapshot(0).timeLeft());
    }
}
