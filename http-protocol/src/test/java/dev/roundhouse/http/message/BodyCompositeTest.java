package dev.roundhouse.http.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyCompositeTest {

    /** Counts how often it was closed. */
    private static final class CloseCounter implements Content {
        private final byte[] bytes = HttpGrammar.encode("0123456789");
        private int closes;

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            int count = (int) Math.min(bytes.length - position, target.remaining());
            if (count <= 0) {
                return -1;
            }
            target.put(bytes, (int) position, count);
            return count;
        }

        @Override
        public void close() {
            closes++;
        }
    }

    private final CloseCounter content = new CloseCounter();
    private final CloseCounter other = new CloseCounter();

    @Test
    void content_that_occurs_twice_is_closed_once() {
        new Body.Composite(List.of(
                        Body.of("--"),
                        new Body.Slice(content, 0, 2),
                        Body.of("--"),
                        new Body.Slice(content, 5, 2),
                        new Body.Slice(other, 0, 1)))
                .close();
        assertEquals(1, content.closes);
        assertEquals(1, other.closes);
    }

    @Test
    void content_that_occurs_at_two_depths_is_closed_once() {
        Body.Composite inner = new Body.Composite(List.of(new Body.Slice(content, 0, 2), Body.of("x")));
        Body.Composite outer = new Body.Composite(List.of(new Body.Slice(content, 3, 4), inner));
        outer.close();
        assertEquals(1, content.closes);
        assertEquals(7, outer.length());
        assertEquals(3, outer.parts().size());
    }

    @Test
    void equal_but_different_contents_are_each_closed() {
        List<Body> parts = new ArrayList<>(List.of(new Body.Slice(content, 0, 1), new Body.Slice(other, 0, 1)));
        Body.Composite body = new Body.Composite(parts);
        parts.clear();
        body.close();
        assertEquals(2, content.closes + other.closes);
    }

    @Test
    void composite_has_a_length_if_all_parts_have() {
        List<Body> parts = List.of(new Body.Streamed(target -> Body.Progress.ENDED));
        assertThrows(IllegalArgumentException.class, () -> new Body.Composite(parts));
        assertEquals(0, new Body.Composite(List.of()).length());
    }

    @Test
    void slice_closes_its_content_and_bytes_close_nothing() {
        new Body.Slice(content, 0, 1).close();
        Body.empty().close();
        assertEquals(1, content.closes);
    }

    @Test
    void streamed_body_closes_its_producer() {
        int[] closes = {0};
        new Body.Streamed(new Body.Producer() {
                    @Override
                    public Body.Progress produce(ByteBuffer target) {
                        return Body.Progress.ENDED;
                    }

                    @Override
                    public void close() {
                        closes[0]++;
                    }
                })
                .close();
        assertEquals(1, closes[0]);
    }

    @Test
    void content_is_copied_to_a_channel() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        assertEquals(4, content.transferTo(3, 4, Channels.newChannel(sent)));
        assertEquals("3456", sent.toString(java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals(0, content.transferTo(10, 4, Channels.newChannel(sent)));
    }
}
