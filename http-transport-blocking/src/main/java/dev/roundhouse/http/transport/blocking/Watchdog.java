package dev.roundhouse.http.transport.blocking;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A thread that ends blocking calls that have exceeded their timeout. It checks all connections twice a second. */
final class Watchdog {
    private static final long CHECK_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Collection<ConnectionTask> connections;
    private final Thread thread = new Thread(this::run, "blocking-watchdog");
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
            LockSupport.parkNanos(CHECK_INTERVAL_NANOS);
            long nowNanos = System.nanoTime();
            connections.forEach(connection -> connection.timeOutIfDue(nowNanos));
        }
    }
}
