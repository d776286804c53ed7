package dev.roundhouse.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Edge cases of the output queue. */
class OutputQueueTest {
    private static final int FULL = 64 << 10;

    private final OutputQueue output = new OutputQueue();

    /** A content that is shorter than its slices. */
    private static final class TruncatedContent implements Content {
        @Override
        public long length() {
            return 3;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            if (position >= 3) {
                return -1;
            }
            target.put((byte) 'x');
            return 1;
        }

        @Override
        public void close() {}
    }

    @Test
    void truncated_content_fails_instead_of_looping() {
        output.add(new Body.Slice(new TruncatedContent(), 0, 5));

        assertThrows(IOException.class, () -> output.copyTo(ByteBuffer.allocate(10)));
    }

    @Test
    void queue_is_full_at_64_kib() {
        output.add(new byte[FULL - 1]);
        assertFalse(output.isFull());
        output.add(new byte[1]);
        assertTrue(output.isFull());
        output.advance(1);
        assertFalse(output.isFull());
    }

    @Test
    void stream_of_unknown_length_fills_the_queue_until_it_ends() throws IOException {
        output.add(new Body.Streamed(target -> Body.Progress.ENDED));
        assertTrue(output.isFull());

        assertEquals(0, output.copyTo(ByteBuffer.allocate(10)));
        output.advance(0);

        assertFalse(output.isFull());
        assertTrue(output.isEmpty());
    }

    @Test
    void slice_at_or_above_threshold_is_exposed_for_transfer() throws IOException {
        output.add(new Body.Slice(new TruncatedContent(), 1, 100));

        assertTrue(output.startsWithSlice(100));
        assertFalse(output.startsWithSlice(101));
        output.advance(1);
        assertFalse(output.startsWithSlice(100));
        assertEquals(2, output.nextSlice().position());
        assertEquals(99, output.nextSlice().length());
    }

    @Test
    void gather_skips_large_slices_and_copies_small_ones() throws IOException {
        output.add(new byte[2]);
        output.add(new Body.Slice(new TruncatedContent(), 0, 3));

        assertEquals(2, gathered(3));
        assertEquals(5, gathered(4));
    }

    private int gathered(long sliceFrom) throws IOException {
        ByteBuffer[] vector = new ByteBuffer[2];
        assertEquals(1, output.gather(ByteBuffer.allocate(10), vector, sliceFrom));
        return vector[0].remaining();
    }

    @Test
    void large_buffers_are_gathered_without_a_copy_and_small_ones_are_copied() throws IOException {
        ByteBuffer[] vector = new ByteBuffer[2];
        output.add(Body.of(ByteBuffer.allocate((32 << 10) + 1)));

        assertEquals(1, output.gather(ByteBuffer.allocate(10), vector, 1));
        assertEquals((32 << 10) + 1, vector[0].remaining());
        output.advance(1);
        ByteBuffer buffers = ByteBuffer.allocate(40 << 10);
        assertEquals(1, output.gather(buffers, vector, 1));
        assertSame(buffers, vector[0]);
        assertEquals(32 << 10, vector[0].remaining());
    }

    @Test
    void segment_not_fitting_the_copy_buffer_is_gathered() throws IOException {
        ByteBuffer[] vector = new ByteBuffer[2];
        output.add(new byte[7]);
        output.add(Body.of(ByteBuffer.allocate(4)));

        assertEquals(2, output.gather(ByteBuffer.allocate(10), vector, 1));
        assertEquals(7, vector[0].remaining());
        assertEquals(4, vector[1].remaining());
        assertEquals(1, output.gather(ByteBuffer.allocate(11), vector, 1));
        assertEquals(11, vector[0].remaining());
    }

    @Test
    void producer_failure_propagates_to_the_caller() {
        output.add(new Body.Streamed(target -> {
            throw new IOException("on purpose");
        }));

        assertThrows(IOException.class, () -> output.copyTo(ByteBuffer.allocate(10)));
    }

    @Test
    void advance_beyond_the_gathered_bytes_throws() throws IOException {
        output.add(new byte[10]);
        output.add(new Body.Streamed(new Letters(2)));
        output.copyTo(ByteBuffer.allocate(20));

        assertThrows(IllegalArgumentException.class, () -> output.advance(13));
        assertThrows(IllegalArgumentException.class, () -> output.advance(-1));

        output.advance(11);
        assertThrows(IllegalArgumentException.class, () -> output.advance(2));
        output.advance(1);
        assertThrows(IllegalArgumentException.class, () -> output.advance(1));
        assertEquals(12, output.totalSent());
    }

    @Test
    void advance_of_an_empty_queue_throws() {
        assertThrows(IllegalArgumentException.class, () -> output.advance(1));
        output.advance(0);
        assertTrue(output.isEmpty());
    }

    /** A stream produces its bytes during gather: before, there are none to advance over. */
    @Test
    void advance_of_a_stream_before_gather_throws() {
        output.add(new Body.Streamed(new Letters(5)));

        assertThrows(IllegalArgumentException.class, () -> output.advance(1));
    }

    @Test
    void producer_without_bytes_or_end_is_named_in_the_failure() throws IOException {
        Letters idle = new Letters(0);
        output.add(new Body.Streamed(idle));

        IOException failure = assertThrows(IOException.class, () -> output.copyTo(ByteBuffer.allocate(10)));

        assertTrue(failure.getMessage().startsWith("test producer returned MORE without bytes"), failure.getMessage());
        assertEquals(1, idle.calls);
    }

    /** Produces its bytes in the first call, and then neither bytes nor an end. */
    private static final class Letters implements Body.Producer {
        private int left;
        private int calls;

        private Letters(int count) {
            this.left = count;
        }

        @Override
        public Body.Progress produce(ByteBuffer target) {
            calls++;
            target.put(new byte[left]);
            left = 0;
            return Body.Progress.MORE;
        }

        @Override
        public String toString() {
            return "test producer";
        }
    }
}
