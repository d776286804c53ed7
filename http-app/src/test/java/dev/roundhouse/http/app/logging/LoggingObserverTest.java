package dev.roundhouse.http.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.transport.ContentException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingObserverTest {
    private static final SocketAddress PEER = InetSocketAddress.createUnresolved("peer", 1);

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.roundhouse.http");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long now = Long.MAX_VALUE - 5;
    private final LoggingObserver log = new LoggingObserver(() -> now);

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

    private List<String> warnings() {
        return lines.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void passes(Duration time) {
        now += time.toNanos();
    }

    @Test
    void failed_accepts_are_logged_at_once_then_counted_per_minute() {
        for (int i = 0; i < 1000; i++) {
            log.acceptFailed(new IOException("Too many open files"));
        }
        passes(Duration.ofMinutes(1));
        log.acceptFailed(new IOException("Too many open files"));
        log.acceptFailed(new IOException("Too many open files"));

        assertEquals(
                List.of(
                        "accept failed for 1 connection, last error: Too many open files",
                        "accept failed for 1000 connections, last error: Too many open files"),
                warnings());
    }

    @Test
    void rejected_connections_are_logged_at_once_then_counted_per_minute() {
        for (int i = 0; i < 1000; i++) {
            log.connectionRejected(PEER, 100);
        }
        passes(Duration.ofMinutes(1));
        log.connectionRejected(PEER, 100);

        assertEquals(
                List.of(
                        "connection limit reached: rejected 1 connection (see --max-connections)",
                        "connection limit reached: rejected 1000 connections (see --max-connections)"),
                warnings());
    }

    private static Request request(String target) {
        return new Request(Method.GET, RequestTarget.originForm(target), Version.HTTP_1_1, Headers.of("Host", "a"));
    }

    @Test
    void handler_failures_are_logged_at_once_then_once_a_minute_with_the_skipped_count() {
        for (int i = 0; i < 1000; i++) {
            log.handlerFailed(PEER, request("/" + i), new IllegalStateException("on purpose " + i));
        }
        log.handlerFailed(PEER, request("/other"), new IOException("another kind"));
        passes(Duration.ofMinutes(1));
        log.handlerFailed(PEER, request("/later"), new IllegalStateException("on purpose"));

        assertEquals(
                List.of(
                        "handler failed for " + PEER + ", request none-0-0: GET /0",
                        "handler failed for " + PEER + ", request none-0-0: GET /other",
                        "handler failed for " + PEER
                                + ", request none-0-0: GET /later, and for 999 more requests since the last report"),
                warnings());
        assertTrue(lines.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .allMatch(line -> line.getThrowableProxy() != null));
    }

    @Test
    void logs_unexpected_body_errors_with_stack_trace_and_io_errors_in_one_line() {
        log.contentFailed(PEER, new ContentException(new IllegalStateException("on purpose")));
        log.contentFailed(PEER, new ContentException(new IOException("shorter")));
        log.contentFailed(PEER, new ContentException("shorter"));

        assertEquals(
                List.of(true, false, false),
                lines.list.stream()
                        .map(line -> line.getThrowableProxy() != null)
                        .toList());
    }

    @Test
    void protocol_errors_are_debug_lines_with_the_stream_or_the_connection() {
        log.protocolError(PEER, 5, "WINDOW_OVERFLOW", "Window above 2^31-1.");
        log.protocolError(PEER, 0, "FLOOD", "Too many frames.");
        logger.setLevel(Level.DEBUG);
        try {
            log.protocolError(PEER, 5, "WINDOW_OVERFLOW", "Window above 2^31-1.");
            log.protocolError(PEER, 0, "FLOOD", "Too many frames.");
        } finally {
            logger.setLevel(null);
        }

        assertEquals(
                List.of(
                        "DEBUG HTTP/2 stream 5 of " + PEER + " ended: WINDOW_OVERFLOW: Window above 2^31-1.",
                        "DEBUG HTTP/2 connection of " + PEER + " ended: FLOOD: Too many frames."),
                lines.list.stream()
                        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                        .toList());
    }
}
