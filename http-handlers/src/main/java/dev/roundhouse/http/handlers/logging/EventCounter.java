package dev.roundhouse.http.handlers.logging;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Counts events of one kind, and determines when to report them: the first at once, then at most once a minute. */
final class EventCounter {
    static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private boolean wasReported;
    private long dueNanos;
    private long count;

    /**
     * Counts an event.
     *
     * @return if a report is due, the number of events since the last one, including this one
     */
    synchronized OptionalLong add(long nowNanos) {
        count++;
        return wasReported && nowNanos - dueNanos < 0 ? OptionalLong.empty() : OptionalLong.of(take(nowNanos));
    }

    /** The number of events since the last report; they count as reported now. */
    synchronized long take(long nowNanos) {
        long events = count;
        count = 0;
        wasReported = true;
        dueNanos = nowNanos + INTERVAL_NANOS;
        return events;
    }
}
