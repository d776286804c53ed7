package dev.roundhouse.http.server.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BytePipeTest {
    private int writerCalls;
    private int readerCalls;
    private final BytePipe pipe = new BytePipe(10, () -> writerCalls++);

    BytePipeTest() {
        pipe.start(() -> readerCalls++);
    }

    private String produce(int room, Body.Progress expected) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(room);
        assertEquals(expected, pipe.produce(target));
        return new String(target.array(), 0, target.position(), StandardCharsets.US_ASCII);
    }

    private void write(String text) {
        pipe.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void bytes_come_out_in_order_and_the_reader_is_woken_once() throws IOException {
        assertEquals("", produce(10, Body.Progress.WAITING));
        write("abc");
        write("def");
        assertEquals(1, readerCalls);

        assertEquals("abcd", produce(4, Body.Progress.MORE));
        assertEquals("ef", produce(4, Body.Progress.WAITING));
        pipe.end();
        assertEquals("", produce(4, Body.Progress.ENDED));
    }

    @Test
    void writer_is_called_when_half_of_the_pipe_is_free() throws IOException {
        assertTrue(pipe.isWritable());
        write("0123456789");
        assertFalse(pipe.isWritable());
        produce(4, Body.Progress.MORE);
        assertEquals(0, writerCalls);
        produce(1, Body.Progress.MORE);
        assertEquals(1, writerCalls);
        produce(1, Body.Progress.MORE);
        assertEquals(1, writerCalls);
        assertTrue(pipe.isWritable());
    }

    @Test
    void bytes_of_the_writer_are_copied() throws IOException {
        byte[] bytes = {'a'};
        pipe.write(ByteBuffer.wrap(bytes));
        bytes[0] = 'b';

        assertEquals("a", produce(4, Body.Progress.WAITING));
    }

    @Test
    void failure_is_thrown_to_the_connection() {
        write("abc");
        pipe.fail("lost");

        assertEquals(
                "lost",
                assertThrows(IOException.class, () -> pipe.produce(ByteBuffer.allocate(9)))
                        .getMessage());
    }

    @Test
    void failure_may_have_no_text() {
        pipe.fail("");

        assertThrows(IOException.class, () -> pipe.produce(ByteBuffer.allocate(9)));
    }

    @Test
    void closed_pipe_ignores_bytes_and_calls_the_writer() {
        write("0123456789");
        assertFalse(pipe.isWritable());
        pipe.close();

        assertEquals(1, writerCalls);
        assertTrue(pipe.isClosed());
        assertTrue(pipe.isWritable());
        write("x");
    }

    @Test
    void trailers_follow_the_end() {
        pipe.end(Headers.of("X-Sum", "1"));

        assertEquals(Headers.of("X-Sum", "1"), pipe.trailers());
        assertThrows(IllegalStateException.class, () -> write("x"));
    }

    @Test
    void capacity_must_be_positive() {
        assertThrows(IllegalArgumentException.class, () -> new BytePipe(0, () -> {}));
    }

    /** One thread writes when the pipe is writable, another one reads; each waits to be called. No call may get lost. */
    @Test
    void no_wake_up_is_lost_between_two_threads() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Semaphore writable = new Semaphore(0);
            Semaphore readable = new Semaphore(0);
            BytePipe shared = new BytePipe(1 + random.nextInt(64), writable::release);
            shared.start(readable::release);
            SplittableRandom writing = random.split();
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    while (!shared.isWritable()) {
                        writable.acquireUninterruptibly();
                    }
                    shared.write(ByteBuffer.allocate(1 + writing.nextInt(40)).put(0, (byte) i));
                }
                shared.end();
            });
            writer.start();
            Body.Progress progress = Body.Progress.MORE;
            while (progress != Body.Progress.ENDED) {
                progress = shared.produce(ByteBuffer.allocate(1 + random.nextInt(60)));
                if (progress == Body.Progress.WAITING) {
                    assertTrue(readable.tryAcquire(20, TimeUnit.SECONDS), "a wake-up was lost, seed " + seed);
                }
            }
            writer.join();
        }
    }
}
