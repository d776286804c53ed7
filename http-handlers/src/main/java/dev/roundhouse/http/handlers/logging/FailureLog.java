package dev.roundhouse.http.handlers.logging;

import java.nio.file.FileSystemException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Logs failures that can occur with every request: the first of a kind at once, then one a minute with the number of those in
 * between. A flood of requests does not flood the log, and one kind of failure does not hide another. The stack traces are logged
 * at debug level, each of them. Thread-safe.
 */
public final class FailureLog {
    /** The number of kinds is not bounded, since a message may contain a path or a number: later ones share one counter. */
    private static final int MAX_KINDS = 32;

    private static final String OTHERS = "";

    private final Logger log;
    private final Map<String, EventCounter> counters = new HashMap<>();

    /** A log of failures that writes to this logger. */
    public FailureLog(Logger log) {
        this.log = log;
    }

    /**
     * Logs a failure as a warning, unless one of the same kind was logged within the last minute.
     *
     * @param subject what failed, for example the method and the path of a request
     */
    public void warn(String subject, Throwable cause, long nowMillis) {
        OptionalLong due = counter(kind(cause)).add(TimeUnit.MILLISECONDS.toNanos(nowMillis));
        if (due.isPresent()) {
            log.warn("{} failed: {}{}", subject, cause, others(due.getAsLong() - 1));
        }
        log.debug("{} failed", subject, cause);
    }

    private static String others(long suppressed) {
        return suppressed == 0 ? "" : " (as did " + suppressed + " more since this was logged last)";
    }

    /** The path in the exception of a file system does not make a kind of its own. */
    private static String kind(Throwable cause) {
        String reason = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        return cause.getClass().getName() + ": " + reason;
    }

    private synchronized EventCounter counter(String kind) {
        boolean hasOwn = counters.containsKey(kind) || counters.size() < MAX_KINDS;
        return counters.computeIfAbsent(hasOwn ? kind : OTHERS, first -> new EventCounter());
    }
}
