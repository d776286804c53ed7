package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.transport.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log of a service with the default observer. System.Logger uses java.util.logging here. */
class DefaultObserverTest {
    private static final InetSocketAddress PEER = new InetSocketAddress(1);
    private static final Handler FAILING = request -> {
        throw new IllegalStateException("on purpose");
    };

    private final Logger logger = Logger.getLogger("dev.roundhouse.http.transport");
    private final List<LogRecord> records = new ArrayList<>();
    private final java.util.logging.Handler recorder = new java.util.logging.Handler() {
        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void record() {
        logger.setUseParentHandlers(false);
        logger.addHandler(recorder);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(recorder);
        logger.setUseParentHandlers(true);
    }

    @Test
    void handler_exception_is_logged_with_the_request() {
        IllegalStateException cause = new IllegalStateException("on purpose");

        Service.of(FAILING).observer().handlerFailed(PEER, Request.get("host", "/a%0Ab?c"), cause);

        assertEquals(1, records.size());
        assertEquals(
                "handler failed for " + PEER + ", request none-0-0: GET /a%0Ab?c",
                records.get(0).getMessage());
        assertEquals(Level.SEVERE, records.get(0).getLevel());
        assertSame(cause, records.get(0).getThrown());
    }

    @Test
    void body_and_accept_failures_are_logged() {
        Service.of(FAILING).observer().contentFailed(PEER, new IOException("body"));
        Service.of(FAILING).observer().acceptFailed(new IOException("no descriptors"));

        assertEquals(
                List.of("body", "no descriptors"),
                records.stream().map(one -> one.getThrown().getMessage()).toList());
    }

    @Test
    void peer_errors_are_not_logged() {
        Service.of(FAILING).observer().connectionLost(PEER, new IOException("reset"));
        Service.of(FAILING).observer().connectionRejected(PEER, 100);

        assertTrue(records.isEmpty());
    }
}
