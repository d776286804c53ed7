package dev.roundhouse.http.transport.nio;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** Tasks of an event loop that run after a delay. The delay must be the same for all, since they run in order of their scheduling. */
final class LoopTimers {
    private final Queue<ScheduledTask> tasks = new ArrayDeque<>();

    private record ScheduledTask(long dueNanos, Runnable task) {}

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    void add(long dueNanos, Runnable task) {
        tasks.add(new ScheduledTask(dueNanos, task));
    }

    /** How long until the next task is due; at least a millisecond. There must be one. */
    long millisToNext(long nowNanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(tasks.element().dueNanos() - nowNanos));
    }

    void runDue(long nowNanos) {
        for (ScheduledTask next = tasks.peek(); next != null && next.dueNanos() <= nowNanos; next = tasks.peek()) {
            tasks.remove().task().run();
        }
    }
}
