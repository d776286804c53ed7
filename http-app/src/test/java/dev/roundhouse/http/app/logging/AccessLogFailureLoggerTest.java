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

class AccessLogComplaintsTest {
    private static final IOException FULL = new IOException("No space left on device");

    private final Logger logger = (Logger) LoggerFactory.getLogger(AccessLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long now = Long.MAX_VALUE - 5;
    private final AccessLogFailureLogger complaints = new AccessLogFailureLogger(() -> now);

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

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void reports_a_failure_at_once_then_each_minute_and_when_it_is_over() {
        complaints.written();
        complaints.failed(1, FULL);
        for (int i = 0; i < 1_000; i++) {
            complaints.failed(3, FULL);
        }
        now += TimeUnit.MINUTES.toNanos(1);
        complaints.failed(2, FULL);
        complaints.written();
        complaints.written();

        assertEquals(
                List.of(
                        "cannot write the access log: No space left on device; 1 line lost",
                        "cannot write the access log: No space left on device; 3002 lines lost",
                        "the access log is written again; 3003 lines lost in all"),
                said());
    }

    @Test
    void a_disk_that_is_full_now_and_then_comes_to_two_lines_a_minute_and_no_loss_is_forgotten() {
        for (int i = 0; i < 100; i++) {
            complaints.failed(1, FULL);
            complaints.written();
        }
        assertEquals(2, said().size());

        now += TimeUnit.MINUTES.toNanos(1);
        complaints.failed(1, FULL);
        complaints.written();
        assertEquals("cannot write the access log: No space left on device; 100 lines lost", said().get(2));
        assertEquals("the access log is written again; 100 lines lost in all", said().get(3));
    }

    @Test
    void tells_at_the_end_how_many_were_lost_since_the_last_report() {
        complaints.failed(1, FULL);
        complaints.failed(40, FULL);
        complaints.ended();
        complaints.ended();

        assertEquals(
                List.of(
                        "cannot write the access log: No space left on device; 1 line lost",
                        "the access log ended while it could not be written; 41 lines lost in all"),
                said());
    }

    @Test
    void says_nothing_at_the_end_of_what_it_has_said() {
        complaints.failed(3, FULL);
        complaints.ended();

        assertEquals(List.of("cannot write the access log: No space left on device; 3 lines lost"), said());
    }
}
