package dev.roundhouse.http.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogLineLayoutTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00.5Z");

    private static String line(Level level, Throwable thrown, String message) {
        return line(ZoneOffset.UTC, level, thrown, message);
    }

    private static String line(ZoneId zone, Level level, Throwable thrown, String message) {
        Logger logger = (Logger) LoggerFactory.getLogger("a.b.Speaker");
        LoggingEvent event = new LoggingEvent("", logger, level, message, thrown, new Object[0]);
        event.setInstant(NOON);
        return new LogLineLayout(() -> zone).doLayout(event).replace(System.lineSeparator(), "\n");
    }

    @Test
    void line_has_time_level_logger_and_message() {
        assertEquals("2026-11-01T12:00:00.500Z WARN  Speaker - it rains\n", line(Level.WARN, null, "it rains"));
        assertEquals(
                "2026-11-01T13:00:00.500+01:00 ERROR Speaker - it hails\n",
                line(ZoneOffset.ofHours(1), Level.ERROR, null, "it hails"));
    }

    @Test
    void entry_is_one_line_for_any_client_input() {
        assertEquals(
                "2026-11-01T12:00:00.500Z INFO  Speaker - a\\x0d\\x0ab\\x1b[31m\\x7f\\x85\tü\n",
                line(Level.INFO, null, "a\r\nb\u001b[31m\u007f\u0085\tü"));
    }

    @Test
    void exceptions_have_the_location_of_each_throw() {
        IOException cause = new IOException("no\nroom");
        List<String> lines = line(Level.ERROR, new IllegalStateException("failed", cause), "sorry")
                .lines()
                .toList();

        assertEquals("java.lang.IllegalStateException: failed", lines.get(1));
        assertTrue(lines.get(2).startsWith("\tat " + LogLineLayoutTest.class.getName()), lines.get(2));
        assertEquals("Caused by: java.io.IOException: no\\x0aroom", lines.get(3));
        assertTrue(lines.get(4).startsWith("\tat " + LogLineLayoutTest.class.getName()), lines.get(4));
        assertEquals(5, lines.size());
    }
}
