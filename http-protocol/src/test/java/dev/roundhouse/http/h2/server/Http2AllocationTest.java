package dev.roundhouse.http.h2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.connection.AllocatedBytes;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.ClientPreface;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackField;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * How much memory the connection allocates for a request. The bounds hold for interpreted code, which creates every object;
 * compiled code may create fewer.
 */
class Http2AllocationTest {
    private static final int STREAM_AT = 5;

    private static final byte[] BLOCK = HpackEncoder.encodeStateless(List.of(
            new HpackField(":method", "GET"),
            new HpackField(":scheme", "https"),
            new HpackField(":authority", "www.example.org"),
            new HpackField(":path", "/assets/site.css"),
            new HpackField("user-agent", "example/1.0")));

    private final Connection connection = new Http2Connection(
            Http2Limits.DEFAULT, Timeouts.DEFAULT, new ServerFields(() -> 0, "example"), ConnectionContext.NONE, 0);
    private final Response response = Response.of(Status.OK).with(Body.of(ByteBuffer.allocateDirect(1024)));
    private final ByteBuffer buffers = ByteBuffer.allocate(64 << 10);
    private final ByteBuffer[] vector = new ByteBuffer[2];
    private int nextStream = 1;
    private int completed;

    /** Sends requests on streams of their own, and more window for what was received. */
    private void exchange(ByteBuffer requests, int count, int frameBytes, ByteBuffer windowUpdate) throws IOException {
        for (int i = 0; i < count; i++) {
            requests.putInt(i * frameBytes + STREAM_AT, nextStream);
            nextStream += 2;
        }
        connection.receive(windowUpdate.rewind(), 0);
        connection.receive(requests.rewind(), 0);
        for (Optional<Exchange> next = connection.nextExchange(0);
                next.isPresent();
                next = connection.nextExchange(0)) {
            next.get().reply(response, 0);
        }
        while (!connection.output().isEmpty()) {
            int buffersFilled = connection.output().gather(buffers.clear(), vector, Long.MAX_VALUE);
            connection.markSent(buffersFilled == 0 ? 0 : vector[0].remaining(), 0);
        }
        connection.takeCompletedExchanges(exchange -> completed++);
    }

    private long bytesPerRequest(int count) throws IOException {
        connection.receive(ClientPreface.BYTES.duplicate(), 0);
        connection.receive(ByteBuffer.wrap(FrameWriter.settings()), 0);
        byte[] frame = FrameWriter.frame(FrameType.HEADERS, Flags.END_HEADERS | Flags.END_STREAM, 1, BLOCK);
        ByteBuffer requests = ByteBuffer.allocate(count * frame.length);
        for (int i = 0; i < count; i++) {
            requests.put(frame);
        }
        ByteBuffer windowUpdate = ByteBuffer.wrap(FrameWriter.windowUpdate(0, count * 1024));
        long bytes = AllocatedBytes.perRound(() -> exchange(requests, count, frame.length, windowUpdate)) / count;
        assertEquals(2 * AllocatedBytes.ROUNDS * count, completed);
        assertEquals(FrameReader.HEADER_BYTES + BLOCK.length, frame.length);
        return bytes;
    }

    @Test
    void a_repeated_request_allocates_its_stream_and_its_summary() throws IOException {
        AllocatedBytes.assertAtMost(340, bytesPerRequest(1));
    }

    @Test
    void requests_of_many_streams_allocate_no_more_each() throws IOException {
        AllocatedBytes.assertAtMost(300, bytesPerRequest(32));
    }
}
