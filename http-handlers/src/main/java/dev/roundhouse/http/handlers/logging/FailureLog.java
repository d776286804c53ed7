package dev.roundhouse.http.handlers.logging;

import java.nio.file.FileSystemException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Logs failures that may come up with every request: the first of a kind at once, and then one a minute, with the number of
 * those that were left out. A flood of requests shall not be a flood of lines, and one kind of failure shall not hide another.
 * The stack traces are logged at debug level, each of them. May be used by several threads.
 */
public final class FailureLog {
    private static final long PAUSE_MILLIS = TimeUnit.MINUTES.toMillis(1);

    /** A message may hold a path or a number, so that there is no end of kinds: those after the first share one place. */
    private static final int MAX_KINDS = 32;

    private static final String OTHERS = "";

    private final Logger log;
    private final Map<String, Kind> kinds = new HashMap<>();

    private static final class Kind {
        private long dueMillis = Long.MIN_VALUE;
        private long suppressed;
    }

    /** A log of failures that writes to this logger. */
    public FailureLog(Logger log) {
        this.log = log;
    }

    /**
     * Logs one failure as a warning, unless one of the same kind was logged within the last minute; then counts it.
     *
     * @param subject what failed, as the method and the path of a request
     */
    public void warn(String subject, Throwable cause, long nowMillis) {
        OptionalLong suppressed = countUnlessDue(kind(cause), nowMillis);
        if (suppressed.isPresent()) {
            log.warn("{} failed: {}{}", subject, cause, others(suppressed.getAsLong()));
        }
        log.debug("{} failed.", subject, cause);
    }

    private static String others(long suppressed) {
        return suppressed == 0 ? "" : " (as did " + suppressed + " more since this was logged last)";
    }

    /** The paths that a file system's exceptions name do not make kinds of their own. */
    private static String kind(Throwable cause) {
        String reason = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        return cause.getClass().getName() + ": " + reason;
    }

    /** How many of this kind were left out before this one; nothing when this one is left out, too. */
    private synchronized OptionalLong countUnlessDue(String name, long nowMillis) {
        String place = kinds.containsKey(name) || kinds.size() < MAX_KINDS ? name : OTHERS;
        Kind kind = kinds.computeIfAbsent(place, first -> new Kind());
        if (nowMillis < kind.dueMillis) {
            kind.suppressed++;
            return OptionalLong.empty();
        }
        OptionalLong suppressed = OptionalLong.of(kind.suppressed);
        kind.suppressed = 0;
        kind.dueMillis = nowMillis + PAUSE_MILLIS;
        return suppressed;
    }
}
