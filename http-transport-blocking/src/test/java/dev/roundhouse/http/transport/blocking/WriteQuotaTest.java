package dev.roundhouse.http.transport.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WriteQuotaTest {
    private static final long FAST = TimeUnit.MILLISECONDS.toNanos(1);

    private final WriteQuota stride = new WriteQuota();

    private void takes(long octets, long nanos) {
        for (long taken = 0; taken < octets; taken += stride.octets()) {
            stride.took(stride.octets(), nanos);
        }
    }

    @Test
    void is_little_as_long_as_buffers_may_have_taken_it_all() {
        takes(7 << 20, FAST);

        assertEquals(WriteQuota.LITTLE, stride.octets());
    }

    @Test
    void is_much_for_a_peer_that_has_shown_that_it_takes_much() {
        takes(9 << 20, FAST);

        assertEquals(WriteQuota.MUCH, stride.octets());
    }

    @Test
    void is_little_again_once_the_peer_was_slow() {
        takes(9 << 20, FAST);
        takes(1, TimeUnit.SECONDS.toNanos(2));

        assertEquals(WriteQuota.LITTLE, stride.octets());
    }

    @Test
    void cuts_buffers_short() {
        ByteBuffer head = ByteBuffer.allocate(100);
        ByteBuffer body = ByteBuffer.allocate(1 << 20);
        head.position(40);

        stride.shorten(new ByteBuffer[] {head, body}, 2);

        assertEquals(60, head.remaining());
        assertEquals(WriteQuota.LITTLE - 60, body.remaining());
    }

    @Test
    void leaves_alone_what_is_little() {
        ByteBuffer head = ByteBuffer.allocate(100);

        stride.shorten(new ByteBuffer[] {head, ByteBuffer.allocate(1 << 20)}, 1);

        assertEquals(100, head.remaining());
    }
}
