package dev.roundhouse.http.transport.blocking;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * How much a thread hands to the system at once. The thread comes back only when the peer has taken nearly all of it, and
 * that is when the {@link Watchdog} sees progress: so it is little, until the peer has shown for longer than any buffer lasts
 * that it takes much; and little again once it was slow.
 */
final class WriteQuota {
    /** A peer that takes this much within the write time-out is never cut: about 1 KiB a second for one of a minute. */
    static final int MIN_BYTES = 64 << 10;

    /** Larger strides save no more: a system call is nothing beside a copy of this length. */
    static final int MAX_BYTES = 1 << 20;

    /** More than the buffers of both ends hold, as a rule: behind it, speed is the peer's own. */
    private static final long RAMP_UP_AFTER_BYTES = 8 << 20;

    private static final long SLOW_WRITE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private int bytes = MIN_BYTES;
    private long fastBytes;

    /** So much is to be handed over next, at most. */
    int bytes() {
        return bytes;
    }

    /** What was handed over last: so much in that time. */
    void record(long count, long nanos) {
        if (nanos > SLOW_WRITE_NANOS) {
            fastBytes = 0;
            bytes = MIN_BYTES;
        } else {
            fastBytes += count;
            bytes = fastBytes >= RAMP_UP_AFTER_BYTES ? MAX_BYTES : MIN_BYTES;
        }
    }

    /** Cuts buffers short, so that they hold no more together than is to be handed over. */
    void limit(ByteBuffer[] vector, int count) {
        int left = bytes;
        for (int i = 0; i < count; i++) {
            ByteBuffer buffer = vector[i];
            buffer.limit(buffer.position() + Math.min(left, buffer.remaining()));
            left -= buffer.remaining();
        }
    }
}
