package dev.roundhouse.http.transport.blocking;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ends the waits of connections that have lasted long enough: one look at all of them, twice a second. */
final class Watchdog {
    private static final long CHECK_INTERVAL = TimeUnit.MILLISECONDS.toNanos(500);

    private final Collection<ConnectionTask> connections;
    private final Thread thread = new Thread(this::run, "watchdog");
    private volatile boolean stopped;

    Watchdog(Collection<ConnectionTask> connections) {
        this.connections = connections;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopped) {
            LockSupport.parkNanos(CHECK_INTERVAL);
            long now = System.nanoTime();
            connections.forEach(connection -> connection.endWaitIfLate(now));
        }
    }
}
