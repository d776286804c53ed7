package dev.roundhouse.http.app.accesslog;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Logs every answer. The threads that serve only put a reference into a queue, without a lock and nearly always without a
 * system call; a thread of its own makes lines of it. When that cannot keep up, as on a disk that is slow or full, entries
 * are dropped and counted rather than requests delayed.
 */
public final class AccessLog implements TransportObserver, AutoCloseable {
    /** What may wait. More than comes between two looks of the writer, even at some 100,000 answers a second. */
    public static final int CAPACITY = 16 << 10;

    /** So many octets are written at once, or a line more. */
    private static final int BATCH_BYTES = 48 << 10;

    /** So many entries are not left waiting for the writer's next look. */
    private static final int WAKE_UP_THRESHOLD = 1024;

    private static final long POLL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long REPORT_INTERVAL = TimeUnit.SECONDS.toNanos(10);
    private static final long CLOSE_TIMEOUT_MILLIS = 5_000;

    private final AccessLogFormat format;
    private final LogSink sink;
    private final FailureListener failureListener;
    private final int capacity;
    private final Queue<AccessLogEntry> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final LogLineBuffer lines = new LogLineBuffer();
    private final Thread writer = new Thread(this::write, "access-log");
    private final Thread watcher = new Thread(this::watch, "access-log-losses");
    private volatile boolean reopening;
    private volatile boolean closing;

    /** Is told when lines are missing. Called by several threads. */
    public interface FailureListener {
        /** So many were dropped since the last complaint: they came faster than they could be written. */
        void dropped(long entries);

        /** So many could not be written. */
        void failed(long lines, IOException cause);

        /** All were written. Called often. */
        void written();

        /** Nothing will be written any more: what was held back is said now, or never. */
        void ended();

        /** The log has been told to open its file anew. */
        void reopened(boolean hasName);

        /** It could not be opened anew; lines go where they went. */
        void notReopened(IOException cause);
    }

    /**
     * A log that has begun.
     *
     * @param logSink closed with this log
     * @param capacity how many entries may wait
     */
    public AccessLog(AccessLogFormat format, LogSink logSink, FailureListener failureListener, int capacity) {
        this.format = format;
        this.sink = logSink;
        this.failureListener = failureListener;
        this.capacity = capacity;
        writer.setDaemon(true);
        watcher.setDaemon(true);
    }

    /** Begins to write. */
    public AccessLog start() {
        writer.start();
        watcher.start();
        return this;
    }

    /** Opens the file anew, soon: so a program that has moved it gets it closed. Lines that wait go to the new one. */
    public void reopen() {
        reopening = true;
        LockSupport.unpark(writer);
    }

    @Override
    public void exchangeCompleted(SocketAddress peer, CompletedExchange completedExchange) {
        offer(new AccessLogEntry(peer, completedExchange));
    }

    @Override
    public void connectionRejected(SocketAddress peer) {
        long now = System.nanoTime();
        offer(new AccessLogEntry(
                peer,
                new CompletedExchange(
                        Optional.empty(),
                        RequestLine.NONE,
                        Status.SERVICE_UNAVAILABLE,
                        "TOO_MANY_CONNECTIONS",
                        0,
                        0,
                        true,
                        now,
                        now)));
    }

    private void offer(AccessLogEntry accessLogEntry) {
        int before = queued.getAndIncrement();
        if (before >= capacity) {
            queued.decrementAndGet();
            if (dropped.getAndIncrement() == 0) {
                LockSupport.unpark(watcher);
            }
            return;
        }
        queue.add(accessLogEntry);
        if (before == WAKE_UP_THRESHOLD) {
            LockSupport.unpark(writer);
        }
    }

    private void write() {
        boolean last;
        do {
            last = closing;
            do {
                openAnew();
            } while (writeBatch());
            if (!last) {
                LockSupport.parkNanos(POLL_INTERVAL);
            }
        } while (!last);
    }

    /** Writes some of what waits; false when nothing did. */
    private boolean writeBatch() {
        lines.clear();
        Instant nowOfDay = Instant.now();
        long now = System.nanoTime();
        while (lines.length() < BATCH_BYTES) {
            AccessLogEntry accessLogEntry = queue.poll();
            if (accessLogEntry == null) {
                break;
            }
            queued.decrementAndGet();
            format.write(
                    accessLogEntry, nowOfDay.plusNanos(accessLogEntry.exchange().startedNanos() - now), lines);
            lines.end();
        }
        return lines.length() > 0 && flush();
    }

    private boolean flush() {
        try {
            sink.write(lines.bytes(), lines.length());
            failureListener.written();
        } catch (LinesLostException failed) {
            failureListener.failed(failed.lines(), failed);
        } catch (IOException failed) {
            failureListener.failed(lines.count(), failed);
        }
        return true;
    }

    private void openAnew() {
        if (!reopening) {
            return;
        }
        reopening = false;
        try {
            failureListener.reopened(sink.reopen());
        } catch (IOException failed) {
            failureListener.notReopened(failed);
        }
    }

    /** In a thread of its own, since the writer may be held up: complains now and then, and at the end. */
    private void watch() {
        boolean last;
        do {
            last = closing;
            long missing = dropped.getAndSet(0);
            if (missing > 0) {
                failureListener.dropped(missing);
                pause();
            } else if (!last) {
                LockSupport.park(this);
            }
        } while (!last);
    }

    /** A flood that cannot be written is no reason for another. */
    private void pause() {
        long end = System.nanoTime() + REPORT_INTERVAL;
        for (long left = REPORT_INTERVAL; left > 0 && !closing; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Writes all that waits, if the sink takes it within some seconds, and ends. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(writer);
        try {
            writer.join(CLOSE_TIMEOUT_MILLIS);
            LockSupport.unpark(watcher);
            watcher.join(CLOSE_TIMEOUT_MILLIS);
            sink.close();
        } catch (IOException failed) {
            failureListener.failed(0, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        failureListener.ended();
    }
}
