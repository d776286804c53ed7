package dev.roundhouse.http.handlers;

import dev.roundhouse.http.message.Request;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports requests that got 503 for want of a file descriptor: the first at once, and after that at most once a minute with
 * their number. May be used by several threads.
 */
final class ShortageLog {
    private static final Logger LOG = LoggerFactory.getLogger(ShortageLog.class);
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier clock;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong next;

    /** @param clock in nanoseconds, as {@code System.nanoTime()} */
    ShortageLog(LongSupplier clock) {
        this.clock = clock;
        this.next = new AtomicLong(clock.getAsLong());
    }

    /** One more. */
    void add(Request request, TooManyOpenFilesException reason) {
        count.incrementAndGet();
        long now = clock.getAsLong();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            long requests = count.getAndSet(0);
            LOG.warn(
                    "{} answered 503 since too many files are open, at last {} {}: {}; raise the limit of open files"
                            + " (ulimit -n, LimitNOFILE of systemd) or lower --max-connections",
                    requests == 1 ? "1 request was" : requests + " requests were",
                    request.method(),
                    request.target().path(),
                    reason.getMessage());
        }
    }
}
