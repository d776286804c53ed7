package dev.roundhouse.http.handlers.logging;

import java.nio.file.FileSystemException;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures that can occur with every request: the first of a kind at once, then one a minute with the number of those in
 * between. A flood of requests does not flood the log, and one kind of failure does not hide another. The stack traces are logged
 * at debug level, each of them. Thread-safe.
 */
public final class FailureLog {
    private final Logger log;
    private final LongSupplier clock;
    private final FailureKinds<EventCounter> counters = new FailureKinds<>(EventCounter::new);

    /**
     * Creates a log of failures.
     *
     * @param reporter the class that reports them: the name of the logger
     * @param clock in nanoseconds, such as {@code System::nanoTime}
     */
    public FailureLog(Class<?> reporter, LongSupplier clock) {
        this(LoggerFactory.getLogger(reporter), clock);
    }

    FailureLog(Logger log, LongSupplier clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Logs a failure as a warning, unless one of the same kind was logged within the last minute.
     *
     * @param subject what failed, for example the method and the path of a request
     */
    public void warn(String subject, Throwable cause) {
        OptionalLong due = counters.of(kind(cause)).add(1, clock.getAsLong());
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
}
