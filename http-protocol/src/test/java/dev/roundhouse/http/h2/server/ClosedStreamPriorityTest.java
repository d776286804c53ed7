package dev.roundhouse.http.h2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.ClientPreface;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackField;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A malformed PRIORITY is an error also if the response was complete before it came: the same frames have the same result,
 * however fast the response is.
 */
class ClosedStreamPriorityTest {
    private static final byte[] BLOCK = HpackEncoder.encodeStateless(List.of(
            new HpackField(":method", "GET"),
            new HpackField(":scheme", "https"),
            new HpackField(":authority", "www.example.org"),
            new HpackField(":path", "/")));

    /** A header of 9 bytes and the number of the last stream. */
    private static final int ERROR_CODE_AT = 13;

    private final Connection connection = new Http2Connection(
            Http2Limits.DEFAULT, Timeouts.DEFAULT, new ServerFields(() -> 0, "example"), ConnectionContext.NONE, 0);

    private void receive(byte[] bytes) {
        connection.receive(ByteBuffer.wrap(bytes), 0);
    }

    private ByteBuffer sent() throws IOException {
        ByteBuffer sent = ByteBuffer.allocate(1 << 10);
        while (!connection.output().isEmpty()) {
            ByteBuffer[] vector = new ByteBuffer[2];
            int count = connection.output().gather(ByteBuffer.allocate(1 << 10), vector, Long.MAX_VALUE);
            int before = sent.position();
            for (int i = 0; i < count; i++) {
                sent.put(vector[i]);
            }
            connection.markSent(sent.position() - before, 0);
        }
        return sent.flip();
    }

    private void assertFails(ErrorCode expected, byte[] priority) throws IOException {
        connection.receive(ClientPreface.BYTES.duplicate(), 0);
        receive(FrameWriter.settings());
        receive(FrameWriter.frame(FrameType.HEADERS, Flags.END_HEADERS | Flags.END_STREAM, 1, BLOCK));
        connection.nextExchange(0).orElseThrow().reply(Response.of(Status.OK), 0);
        sent();
        receive(FrameWriter.frame(FrameType.PRIORITY, 0, 1, priority));

        ByteBuffer goAway = sent();
        assertEquals(FrameType.GOAWAY.number(), goAway.get(3));
        assertEquals(expected.number(), goAway.getInt(ERROR_CODE_AT));
    }

    @Test
    void wrong_length_is_an_error() throws IOException {
        assertFails(ErrorCode.FRAME_SIZE_ERROR, new byte[4]);
    }

    @Test
    void dependency_on_itself_is_an_error() throws IOException {
        assertFails(ErrorCode.PROTOCOL_ERROR, new byte[] {0, 0, 0, 1, 0});
    }
}
