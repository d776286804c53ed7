package dev.roundhouse.http.transport.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WriteQuotaTest {
    private static final long FAST = TimeUnit.MILLISECONDS.toNanos(1);

    private final WriteQuota quota = new WriteQuota();

    private void write(long bytes, long nanos) {
        for (long taken = 0; taken < bytes; taken += quota.bytes()) {
            quota.record(quota.bytes(), nanos);
        }
    }

    @Test
    void quota_is_minimal_until_the_peer_is_proven_fast() {
        write(7 << 20, FAST);

        assertEquals(WriteQuota.MIN_BYTES, quota.bytes());
    }

    @Test
    void quota_grows_for_a_fast_peer() {
        write(9 << 20, FAST);

        assertEquals(WriteQuota.MAX_BYTES, quota.bytes());
    }

    @Test
    void quota_shrinks_after_a_slow_write() {
        write(9 << 20, FAST);
        write(1, TimeUnit.SECONDS.toNanos(2));

        assertEquals(WriteQuota.MIN_BYTES, quota.bytes());
    }

    @Test
    void limits_buffers_to_the_quota() {
        ByteBuffer head = ByteBuffer.allocate(100);
        ByteBuffer body = ByteBuffer.allocate(1 << 20);
        head.position(40);

        quota.limit(new ByteBuffer[] {head, body}, 2);

        assertEquals(60, head.remaining());
        assertEquals(WriteQuota.MIN_BYTES - 60, body.remaining());
    }

    @Test
    void keeps_buffers_within_the_quota() {
        ByteBuffer head = ByteBuffer.allocate(100);

        quota.limit(new ByteBuffer[] {head, ByteBuffer.allocate(1 << 20)}, 1);

        assertEquals(100, head.remaining());
    }
}
