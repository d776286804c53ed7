package dev.roundhouse.http.app.accesslog;

import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.connection.Served;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.Observer;
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
public final class AccessLog implements Observer, AutoCloseable {
    /** What may wait. More than comes between two looks of the writer, even at some 100,000 answers a second. */
    public static final int CAPACITY = 16 << 10;

    /** So many octets are written at once, or a line more. */
    private static final int BATCH = 48 << 10;

    /** So many entries are not left waiting for the writer's next look. */
    private static final int WAKE_AT = 1024;

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long COMPLAIN_EVERY = TimeUnit.SECONDS.toNanos(10);
    private static final long PATIENCE_MILLIS = 5_000;

    private final LineFormat format;
    private final Sink sink;
    private final Complaint complaint;
    private final int capacity;
    private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final LineBuffer lines = new LineBuffer();
    private final Thread writer = new Thread(this::write, "access-log");
    private long nextComplaint = System.nanoTime();
    private volatile boolean closing;

    /** Is told when lines are missing. */
    public interface Complaint {
        /** So many were dropped since the last complaint. */
        void dropped(long entries);

        /** Some could not be written. */
        void failed(IOException cause);
    }

    /**
     * A log that has begun.
     *
     * @param sink closed with this log
     * @param capacity how many entries may wait
     */
    public AccessLog(LineFormat format, Sink sink, Complaint complaint, int capacity) {
        this.format = format;
        this.sink = sink;
        this.complaint = complaint;
        this.capacity = capacity;
        writer.setDaemon(true);
    }

    /** Begins to write. */
    public AccessLog start() {
        writer.start();
        return this;
    }

    @Override
    public void served(SocketAddress peer, Served served) {
        offer(new Entry(peer, served));
    }

    @Override
    public void connectionRefused(SocketAddress peer) {
        long now = System.nanoTime();
        offer(new Entry(
                peer,
                new Served(
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

    private void offer(Entry entry) {
        int before = waiting.getAndIncrement();
        if (before >= capacity) {
            waiting.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        queue.add(entry);
        if (before == WAKE_AT) {
            LockSupport.unpark(writer);
        }
    }

    private void write() {
        boolean last;
        do {
            last = closing;
            while (writeBatch()) {
                // Until nothing waits.
            }
            if (!last) {
                LockSupport.parkNanos(LOOK_EVERY);
            }
        } while (!last);
    }

    /** Writes some of what waits; false when nothing did. */
    private boolean writeBatch() {
        lines.clear();
        Instant nowOfDay = Instant.now();
        long now = System.nanoTime();
        while (lines.length() < BATCH) {
            Entry entry = queue.poll();
            if (entry == null) {
                break;
            }
            waiting.decrementAndGet();
            format.write(entry, nowOfDay.plusNanos(entry.served().started() - now), lines);
            lines.text("\n");
        }
        complain(now);
        return lines.length() > 0 && flush();
    }

    private boolean flush() {
        try {
            sink.write(lines.octets(), lines.length());
        } catch (IOException failed) {
            complaint.failed(failed);
        }
        return true;
    }

    /** Now and then, and at the end: a flood that cannot be written is no reason for another. */
    private void complain(long now) {
        if (now - nextComplaint < 0 && !closing) {
            return;
        }
        nextComplaint = now + COMPLAIN_EVERY;
        long missing = dropped.getAndSet(0);
        if (missing > 0) {
            complaint.dropped(missing);
        }
    }

    /** Writes all that waits, if the sink takes it within some seconds, and ends. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(writer);
        try {
            writer.join(PATIENCE_MILLIS);
            sink.close();
        } catch (IOException failed) {
            complaint.failed(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
