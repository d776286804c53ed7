package dev.roundhouse.http.app.accesslog;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Logs every response. The serving threads only add a reference to a queue, without a lock and in most cases without a system
 * call; a separate thread formats and writes the lines. If that thread cannot keep up, for example on a slow disk, entries are
 * dropped and counted; requests are not delayed.
 */
public final class AccessLog implements TransportObserver, AutoCloseable {
    /** The default capacity of the queue: more than arrives between two polls of the writer at 100,000 responses a second. */
    public static final int CAPACITY = 16 << 10;

    /** The size of a batch in bytes, which the last line may exceed. */
    private static final int BATCH_BYTES = 48 << 10;

    /** The number of queued entries at which the writer is woken before its next poll. */
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
    private volatile boolean reopenRequested;
    private volatile boolean closing;

    /** Receives reports of lost lines. Called by several threads. */
    public interface FailureListener {
        /** Entries were dropped since the last report, since they arrived faster than they could be written. */
        void dropped(long entries);

        /** Lines could not be written. */
        void failed(long lines, IOException cause);

        /** A batch was written completely. Called often. */
        void written();

        /** The log was closed. This is the last call, so pending reports are due. */
        void closed();

        /** The file was reopened; {@code hasName} is false if there is no file to reopen. */
        void reopened(boolean hasName);

        /** The file could not be reopened; lines are still written to the previous one. */
        void notReopened(IOException cause);
    }

    /**
     * Creates a log, which is not started.
     *
     * @param logSink the destination, closed with this log
     * @param capacity the maximum number of queued entries
     */
    public AccessLog(AccessLogFormat format, LogSink logSink, FailureListener failureListener, int capacity) {
        this.format = format;
        this.sink = logSink;
        this.failureListener = failureListener;
        this.capacity = capacity;
        writer.setDaemon(true);
        watcher.setDaemon(true);
    }

    /** Starts the threads of the log. */
    public AccessLog start() {
        writer.start();
        watcher.start();
        return this;
    }

    /**
     * Requests that the file is reopened, so that a file moved by another program is closed. Queued lines are written to the new
     * file.
     */
    public void reopen() {
        reopenRequested = true;
        LockSupport.unpark(writer);
    }

    @Override
    public void exchangeCompleted(SocketAddress peer, CompletedExchange completedExchange) {
        offer(new AccessLogEntry(peer, completedExchange));
    }

    @Override
    public void connectionRejected(SocketAddress peer, int responseBytes) {
        long nowNanos = System.nanoTime();
        offer(new AccessLogEntry(
                peer,
                new CompletedExchange(
                        null,
                        RequestLine.NONE,
                        Status.SERVICE_UNAVAILABLE,
                        "TOO_MANY_CONNECTIONS",
                        responseBytes,
                        0,
                        responseBytes > 0,
                        nowNanos,
                        nowNanos)));
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
                reopenIfRequested();
            } while (writeBatch());
            if (!last) {
                LockSupport.parkNanos(POLL_INTERVAL);
            }
        } while (!last);
    }

    /** Writes a batch of queued entries. Returns false if there was none. */
    private boolean writeBatch() {
        lines.clear();
        Instant wallClock = Instant.now();
        long nowNanos = System.nanoTime();
        while (lines.length() < BATCH_BYTES) {
            AccessLogEntry accessLogEntry = queue.poll();
            if (accessLogEntry == null) {
                break;
            }
            queued.decrementAndGet();
            format.write(
                    accessLogEntry,
                    wallClock.plusNanos(accessLogEntry.exchange().startedNanos() - nowNanos),
                    lines);
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

    private void reopenIfRequested() {
        if (!reopenRequested) {
            return;
        }
        reopenRequested = false;
        try {
            failureListener.reopened(sink.reopen());
        } catch (IOException failed) {
            failureListener.notReopened(failed);
        }
    }

    /** Reports dropped entries, at intervals and at the end. It has its own thread, since the writer may be blocked. */
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

    /** Waits between two reports, so that many dropped entries do not cause many log lines. */
    private void pause() {
        long endNanos = System.nanoTime() + REPORT_INTERVAL;
        for (long leftNanos = REPORT_INTERVAL; leftNanos > 0 && !closing; leftNanos = endNanos - System.nanoTime()) {
            LockSupport.parkNanos(leftNanos);
        }
    }

    /** Writes all queued entries, if that takes no longer than some seconds, and closes the sink. */
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
        failureListener.closed();
    }
}
