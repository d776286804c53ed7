package dev.roundhouse.http.handlers.logging;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Limits the reports of an event that can occur with every request: the first is reported at once; those that follow within a
 * minute are counted and reported together at its end. Every event is reported while the process runs, and a flood of
 * requests causes two log lines a minute at most. Thread-safe.
 */
public final class RateLimitedLog {
    private final LongSupplier clock;
    private final Executor afterInterval;
    private final EventCounter counter = new EventCounter();
    private final AtomicBoolean isScheduled = new AtomicBoolean();
    private volatile LongConsumer report = events -> {};

    /** @param clock in nanoseconds, such as {@code System::nanoTime} */
    public RateLimitedLog(LongSupplier clock) {
        this(clock, CompletableFuture.delayedExecutor(EventCounter.INTERVAL_NANOS, TimeUnit.NANOSECONDS));
    }

    /** @param afterInterval runs its tasks after a minute */
    RateLimitedLog(LongSupplier clock, Executor afterInterval) {
        this.clock = clock;
        this.afterInterval = afterInterval;
    }

    /**
     * Counts an event, and reports it at once when the last report is at least a minute old, otherwise within a minute.
     *
     * @param reporter receives the number of events since the last report, including this one; another thread may call it later
     */
    public void record(LongConsumer reporter) {
        report = reporter;
        OptionalLong due = counter.add(1, clock.getAsLong());
        if (due.isPresent()) {
            reporter.accept(due.getAsLong());
        } else if (isScheduled.compareAndSet(false, true)) {
            afterInterval.execute(this::reportRest);
        }
    }

    private void reportRest() {
        isScheduled.set(false);
        long events = counter.take(clock.getAsLong());
        if (events > 0) {
            report.accept(events);
        }
    }
}
