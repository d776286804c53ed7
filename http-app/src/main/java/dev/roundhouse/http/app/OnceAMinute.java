package dev.roundhouse.http.app;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A complaint that comes up again and again: told at once, and again when a minute has passed, with how often it came up
 * since. A flood of clients shall not be a flood of lines. May be used by several threads.
 */
final class OnceAMinute {
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier clock;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong nextTold;

    /** @param clock in nanoseconds, as {@code System.nanoTime()} */
    OnceAMinute(LongSupplier clock) {
        this.clock = clock;
        this.nextTold = new AtomicLong(clock.getAsLong());
    }

    /** It has come up once more; when it is time, it is told how often that was, this time included. */
    void happened(LongConsumer telling) {
        count.incrementAndGet();
        long now = clock.getAsLong();
        long due = nextTold.get();
        if (now - due >= 0 && nextTold.compareAndSet(due, now + PAUSE)) {
            telling.accept(count.getAndSet(0));
        }
    }
}
