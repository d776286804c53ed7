package dev.roundhouse.http.handlers.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class FailureLogTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Lines lines = new Lines();
    private long nowNanos = Long.MAX_VALUE - MINUTE;
    private final FailureLog log = new FailureLog(lines, () -> nowNanos);

    private static IOException tooManyOpenFiles(int request) {
        return new FileSystemException("/site/" + request, null, "Too many open files");
    }

    @Test
    void first_failure_of_a_kind_is_logged_at_once_then_one_per_minute_with_the_skipped_count() {
        for (int i = 0; i < 1000; i++) {
            log.warn("GET /" + i, tooManyOpenFiles(i));
            nowNanos += MINUTE / 1000;
        }
        log.warn("GET /later", tooManyOpenFiles(1000));
        nowNanos += MINUTE;
        log.warn("GET /last", tooManyOpenFiles(1001));
        String failure = "failed: java.nio.file.FileSystemException: /site/";
        assertEquals(
                List.of(
                        "GET /0 " + failure + "0: Too many open files",
                        "GET /later " + failure
                                + "1000: Too many open files (as did 999 more since this was logged last)",
                        "GET /last " + failure + "1001: Too many open files"),
                lines.warnings);
        assertEquals(1002, lines.traces, "at debug level each has its stack trace");
    }

    @Test
    void kinds_of_failures_are_limited_separately() {
        log.warn("GET /a", tooManyOpenFiles(1));
        log.warn("GET /b", new FileSystemException("/site/b", null, "Input/output error"));
        log.warn("GET /c", new IOException("file changed on every attempt to read it"));
        assertEquals(3, lines.warnings.size());
    }

    @Test
    void log_lines_are_bounded_for_unbounded_kinds() {
        for (int i = 0; i < 100_000; i++) {
            log.warn("GET /" + i, new IOException("number " + i));
            nowNanos += 1000;
        }
        assertTrue(lines.warnings.size() < 40, lines.warnings.size() + " lines");
    }

    /** Collects the log entries. */
    private static final class Lines extends AbstractLogger {
        private static final long serialVersionUID = 1;

        private final transient List<String> warnings = new ArrayList<>();
        private int traces;

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String pattern, Object[] arguments, Throwable cause) {
            if (level == Level.WARN) {
                assertEquals(null, cause, "a warning has no stack trace");
                warnings.add(MessageFormatter.basicArrayFormat(pattern, arguments));
            } else if (cause != null) {
                traces++;
            }
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return FailureLog.class.getName().toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isTraceEnabled(Marker marker) {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled(Marker marker) {
            return true;
        }
    }
}
