package dev.roundhouse.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages in an {@link OutputQueue}. */
class OutputMessageTest {
    private static final byte[] HEAD = HttpGrammar.encode("head;");
    private static final byte[] HEAD_END = HttpGrammar.encode("end;");

    private final OutputQueue output = new OutputQueue();
    private final List<Boolean> completions = new ArrayList<>();
    private final ByteBuffer[] vector = new ByteBuffer[2];

    private void add(Body body) {
        output.add(HEAD, HEAD_END, body, completions::add);
    }

    private String shown(int room) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(room);
        int count = output.copyTo(target);
        assertEquals(count, target.position());
        return HttpGrammar.decode(target.array(), 0, count);
    }

    /** The messages of 13, 9 and five times 10 bytes that have been sent. */
    private static int completeMessages(int sent) {
        if (sent < 22) {
            return sent < 13 ? 0 : 1;
        }
        return 2 + (sent - 22) / 10;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 9, 10, 13, 14, 100})
    void messages_are_shown_in_order_whatever_the_room_and_completed_when_they_have_been_sent(int room)
            throws IOException {
        add(Body.of("body"));
        add(Body.empty());
        for (int i = 0; i < 5; i++) {
            add(Body.of("x"));
        }
        String all = "head;end;body" + "head;end;" + "head;end;x".repeat(5);
        StringBuilder sent = new StringBuilder();

        while (!output.isEmpty()) {
            String next = shown(room);
            assertEquals(all.substring(sent.length(), Math.min(all.length(), sent.length() + room)), next);
            sent.append(next);
            output.advance(next.length());
            assertEquals(completeMessages(sent.length()), completions.size());
        }

        assertEquals(all, sent.toString());
        assertEquals(all.length(), output.totalSent());
        assertTrue(completions.stream().allMatch(complete -> complete));
    }

    @Test
    void a_body_that_does_not_fit_after_the_head_is_shown_as_it_is() throws IOException {
        add(Body.of("body"));
        ByteBuffer buffer = ByteBuffer.allocate(12);

        int count = output.gather(buffer, vector, Long.MAX_VALUE);

        assertEquals(2, count);
        assertSame(buffer, vector[0]);
        assertEquals(9, buffer.remaining());
        assertEquals(4, vector[1].remaining());
        output.advance(11);
        assertEquals("dy", shown(100));
        assertEquals(1, output.gather(ByteBuffer.allocate(1), vector, Long.MAX_VALUE));
        assertEquals(ByteBuffer.wrap(HttpGrammar.encode("dy")), vector[0]);
    }

    @Test
    void a_body_is_copied_after_its_head_when_it_fits() throws IOException {
        add(Body.of("body"));
        add(Body.of("more"));

        assertEquals(1, output.gather(ByteBuffer.allocate(26), vector, Long.MAX_VALUE));
        assertEquals(26, vector[0].remaining());
    }

    @Test
    void a_head_that_does_not_fit_is_shown_in_part_and_no_body_after_it() throws IOException {
        add(Body.of("body"));

        assertEquals(1, output.gather(ByteBuffer.allocate(8), vector, Long.MAX_VALUE));
        assertEquals(ByteBuffer.wrap(HttpGrammar.encode("head;end")), vector[0]);
    }

    @Test
    void the_listener_of_a_slice_is_called_after_the_slice() throws IOException {
        Content content = new Content() {
            @Override
            public long length() {
                return 3;
            }

            @Override
            public int read(long position, ByteBuffer target) {
                target.put((byte) 'c');
                return 1;
            }

            @Override
            public void close() {}
        };
        add(new Body.Slice(content, 0, 3));

        assertEquals("head;end;ccc", shown(100));
        output.advance(11);
        assertEquals(List.of(), completions);
        output.advance(1);
        assertEquals(List.of(true), completions);
    }

    @Test
    void an_aborted_message_is_not_complete() {
        add(Body.of("body"));
        add(Body.of("more"));
        output.advance(14);

        output.abort();

        assertEquals(List.of(true, false), completions);
        assertTrue(output.isEmpty());
    }

    @Test
    void the_unsent_bytes_of_messages_fill_the_queue() {
        add(Body.of(ByteBuffer.allocate((64 << 10) - 10)));
        assertFalse(output.isFull());
        add(Body.empty());
        assertTrue(output.isFull());

        assertThrows(IllegalArgumentException.class, () -> output.advance((64 << 10) + 9));
    }
}
