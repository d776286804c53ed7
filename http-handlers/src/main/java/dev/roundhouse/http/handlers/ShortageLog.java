package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.files.TooManyOpenFilesException;
import dev.roundhouse.http.handlers.logging.RateLimitedLog;
import dev.roundhouse.http.message.Request;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports requests that got 503 for want of a file descriptor: the first at once, and after that at most once a minute with
 * their number ({@link RateLimitedLog}). May be used by several threads.
 */
final class ShortageLog {
    private static final Logger LOG = LoggerFactory.getLogger(ShortageLog.class);
    private final RateLimitedLog log;

    /** @param clock in nanoseconds, as {@code System.nanoTime()} */
    ShortageLog(LongSupplier clock) {
        this.log = new RateLimitedLog(clock);
    }

    /** One more. */
    void add(Request request, TooManyOpenFilesException reason) {
        log.record(requests -> LOG.warn(
                "{} answered 503 since too many files are open, at last {} {}: {}; raise the limit of open files"
                        + " (ulimit -n, LimitNOFILE of systemd) or lower --max-connections",
                requests == 1 ? "1 request was" : requests + " requests were",
                request.method(),
                request.target().path(),
                reason.getMessage()));
    }
}
