package dev.roundhouse.http.transport.blocking;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * Maximum number of bytes of one blocking write. A write returns only when the peer has read nearly all of them, and only then
 * the {@link Watchdog} sees progress. So the quota is small until the peer has read fast for longer than the buffers on both
 * ends could explain, and small again after a slow write.
 */
final class WriteQuota {
    /** A peer that reads this much within the write timeout is not aborted: about 1 KiB/s for a timeout of a minute. */
    static final int MIN_BYTES = 64 << 10;

    /** A larger quota saves nothing: the cost of a system call is negligible compared with copying this much. */
    static final int MAX_BYTES = 1 << 20;

    /** Usually more than the socket buffers of both ends hold: after it, the rate is that of the peer. */
    private static final long RAMP_UP_AFTER_BYTES = 8 << 20;

    private static final long SLOW_WRITE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private int bytes = MIN_BYTES;
    private long fastBytes;

    /** Maximum number of bytes of the next write. */
    int bytes() {
        return bytes;
    }

    /** Records a write of {@code count} bytes and its duration. */
    void record(long count, long durationNanos) {
        if (durationNanos > SLOW_WRITE_NANOS) {
            fastBytes = 0;
            bytes = MIN_BYTES;
        } else {
            fastBytes += count;
            bytes = fastBytes >= RAMP_UP_AFTER_BYTES ? MAX_BYTES : MIN_BYTES;
        }
    }

    /** Sets the limits of buffers so that together they have at most {@link #bytes} remaining. */
    void limit(ByteBuffer[] vector, int count) {
        int remaining = bytes;
        for (int i = 0; i < count; i++) {
            ByteBuffer buffer = vector[i];
            buffer.limit(buffer.position() + Math.min(remaining, buffer.remaining()));
            remaining -= buffer.remaining();
        }
    }
}
