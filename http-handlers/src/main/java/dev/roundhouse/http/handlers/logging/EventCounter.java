package dev.roundhouse.http.handlers.logging;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Counts events of one kind, and determines when to report them: the first at once, then at most once a minute. */
public final class EventCounter {
    static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private boolean wasReported;
    private long dueNanos;
    private long count;

    /** Creates a counter without events. */
    public EventCounter() {}

    /**
     * Counts events.
     *
     * @return if a report is due, the number of events since the last one, including these
     */
    public synchronized OptionalLong add(long events, long nowNanos) {
        count += events;
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

    /** The number of events since the last report; they will not be reported. The next report is due as before. */
    public synchronized long discard() {
        long events = count;
        count = 0;
        return events;
    }
}
