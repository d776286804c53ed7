package dev.roundhouse.http.handlers.logging;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Limits the reports of an event that may come up with every request: the first is reported at once, those that follow within a
 * minute are counted and reported together when it is over. No event goes unreported while the process lives, and a flood of
 * requests is not a flood of lines. May be used by several threads.
 */
public final class RateLimitedLog {
    private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier clock;
    private final Executor afterInterval;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong due;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile LongConsumer last = events -> {};

    /** @param clock in nanoseconds, as {@code System.nanoTime()} */
    public RateLimitedLog(LongSupplier clock) {
        this(clock, CompletableFuture.delayedExecutor(INTERVAL, TimeUnit.NANOSECONDS));
    }

    /** @param afterInterval runs what it is given when a minute has passed */
    RateLimitedLog(LongSupplier clock, Executor afterInterval) {
        this.clock = clock;
        this.afterInterval = afterInterval;
        this.due = new AtomicLong(clock.getAsLong());
    }

    /**
     * Counts an event, and reports it at once when the last report is at least a minute old, else within a minute.
     *
     * @param report is given the number of events since the last report, this one included; it may be called later, by another
     *     thread
     */
    public void record(LongConsumer report) {
        last = report;
        count.incrementAndGet();
        long now = clock.getAsLong();
        long dueNow = due.get();
        if (now - dueNow >= 0 && due.compareAndSet(dueNow, now + INTERVAL)) {
            reportCount();
        } else if (scheduled.compareAndSet(false, true)) {
            afterInterval.execute(this::reportLater);
        }
    }

    private void reportLater() {
        scheduled.set(false);
        due.set(clock.getAsLong() + INTERVAL);
        reportCount();
    }

    private void reportCount() {
        long events = count.getAndSet(0);
        if (events > 0) {
            last.accept(events);
        }
    }
}
