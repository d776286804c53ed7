package dev.roundhouse.http.handlers.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitedLogTest {
    private final List<Long> reports = new ArrayList<>();
    private final List<Runnable> scheduled = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5;
    private final RateLimitedLog log = new RateLimitedLog(() -> now, scheduled::add);

    private void record(int times) {
        for (int i = 0; i < times; i++) {
            log.record(reports::add);
        }
    }

    /** Runs the report of an elapsed interval. */
    private void pass() {
        now += TimeUnit.MINUTES.toNanos(1);
        List<Runnable> tasks = List.copyOf(scheduled);
        scheduled.clear();
        tasks.forEach(Runnable::run);
    }

    @Test
    void first_event_is_reported_at_once() {
        record(1);
        assertEquals(List.of(1L), reports);
        assertEquals(0, scheduled.size());
    }

    @Test
    void further_events_are_reported_at_the_end_of_the_interval() {
        record(500);
        assertEquals(List.of(1L), reports);
        assertEquals(1, scheduled.size());
        pass();
        assertEquals(List.of(1L, 499L), reports);
        pass();
        assertEquals(List.of(1L, 499L), reports);
    }

    @Test
    void at_most_one_report_per_interval_counts_every_event() {
        AtomicLong events = new AtomicLong();
        for (int minute = 0; minute < 10; minute++) {
            record(minute * 7);
            events.addAndGet(minute * 7);
            pass();
        }
        pass();
        assertEquals(events.get(), reports.stream().mapToLong(Long::longValue).sum());
        assertEquals(true, reports.size() <= 11, () -> reports.toString());
    }

    @Test
    void event_after_an_idle_interval_is_reported_at_once() {
        record(2);
        pass();
        pass();
        record(1);
        assertEquals(List.of(1L, 1L, 1L), reports);
    }
}
