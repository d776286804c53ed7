package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.files.TooManyOpenFilesException;
import dev.roundhouse.http.handlers.logging.RateLimitedLog;
import dev.roundhouse.http.message.Request;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs requests that got 503 because no file descriptor was available: the first at once, then once a minute with their number
 * ({@link RateLimitedLog}). Thread-safe.
 */
final class ShortageLog {
    private static final Logger LOG = LoggerFactory.getLogger(ShortageLog.class);
    private final RateLimitedLog log;

    /** @param clock in nanoseconds, as {@code System.nanoTime()} */
    ShortageLog(LongSupplier clock) {
        this.log = new RateLimitedLog(clock);
    }

    /** Adds a request. */
    void add(Request request, TooManyOpenFilesException reason) {
        log.record(requests -> LOG.warn(
                "{} rejected with 503 since too many files are open, most recently {} {}: {}; raise the limit of open files"
                        + " (ulimit -n, LimitNOFILE of systemd) or lower --max-connections",
                requests == 1 ? "1 request was" : requests + " requests were",
                request.method(),
                request.target().path(),
                reason.getMessage()));
    }
}
