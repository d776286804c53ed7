package dev.roundhouse.http.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.roundhouse.http.app.accesslog.AccessLog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AccessLogFailureLoggerTest {
    private static final IOException FULL = new IOException("No space left on device");

    private final Logger logger = (Logger) LoggerFactory.getLogger(AccessLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long now = Long.MAX_VALUE - 5;
    private final AccessLogFailureLogger failureLogger = new AccessLogFailureLogger("access.log", () -> now);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
    }

    private List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void failure_is_reported_at_once_then_each_minute_and_at_its_end() {
        failureLogger.written();
        failureLogger.failed(1, FULL);
        for (int i = 0; i < 1_000; i++) {
            failureLogger.failed(3, FULL);
        }
        now += TimeUnit.MINUTES.toNanos(1);
        failureLogger.failed(2, FULL);
        failureLogger.written();
        failureLogger.written();

        assertEquals(
                List.of(
                        "cannot write the access log (access.log): No space left on device; 1 line lost",
                        "cannot write the access log (access.log): No space left on device; 3002 lines lost",
                        "writing the access log (access.log) succeeds again; 3003 lines lost in total"),
                messages());
    }

    @Test
    void intermittent_failures_log_two_lines_a_minute_with_all_losses() {
        for (int i = 0; i < 100; i++) {
            failureLogger.failed(1, FULL);
            failureLogger.written();
        }
        assertEquals(2, messages().size());

        now += TimeUnit.MINUTES.toNanos(1);
        failureLogger.failed(1, FULL);
        failureLogger.written();
        assertEquals(
                "cannot write the access log (access.log): No space left on device; 100 lines lost",
                messages().get(2));
        assertEquals(
                "writing the access log (access.log) succeeds again; 100 lines lost in total",
                messages().get(3));
    }

    @Test
    void close_reports_lines_lost_since_the_last_report() {
        failureLogger.failed(1, FULL);
        failureLogger.failed(40, FULL);
        failureLogger.closed();
        failureLogger.closed();

        assertEquals(
                List.of(
                        "cannot write the access log (access.log): No space left on device; 1 line lost",
                        "closed the access log (access.log) while it could not be written; 41 lines lost in total"),
                messages());
    }

    @Test
    void close_does_not_repeat_a_report() {
        failureLogger.failed(3, FULL);
        failureLogger.closed();

        assertEquals(
                List.of("cannot write the access log (access.log): No space left on device; 3 lines lost"), messages());
    }
}
