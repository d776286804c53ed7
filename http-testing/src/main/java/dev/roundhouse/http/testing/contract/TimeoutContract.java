package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.contract.fixture.CloseCountingContent;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Timeouts of clients that are too slow, or idle. */
public abstract class TimeoutContract extends ListenerFixture {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(60);

    /** For subclasses. */
    protected TimeoutContract() {}

    @Test
    void responds_408_when_the_header_section_is_not_complete_in_time() throws IOException {
        Timeouts timeouts = new Timeouts(SHORT, LONG, LONG, LONG, LONG);
        Listener listener = start(serviceWithTimeouts(ListenerFixture::path, timeouts));
        try (RawClient client = connect(listener)) {
            client.send("GET / HTTP/1.1\r\nHo");

            assertStartsWith("HTTP/1.1 408 Request Timeout\r\n", client.readTextToEnd());
        }
    }

    @Test
    void closes_an_idle_connection() throws IOException {
        Timeouts timeouts = new Timeouts(LONG, LONG, SHORT, LONG, LONG);
        Listener listener = start(serviceWithTimeouts(ListenerFixture::path, timeouts));
        try (RawClient client = connect(listener)) {
            assertEquals("", client.readTextToEnd());
        }
    }

    /** The time for which an event loop has waited in its selector must not count for a new connection. */
    @Test
    void new_connection_has_the_full_timeout_after_an_idle_period() throws IOException, InterruptedException {
        Duration time = Duration.ofSeconds(2);
        Listener listener =
                start(serviceWithTimeouts(ListenerFixture::path, new Timeouts(time, time, time, time, time)));
        Thread.sleep(time.toMillis() + 500);
        try (RawClient client = connect(listener)) {
            Thread.sleep(time.toMillis() / 3);
            client.send(GET);

            assertStartsWith("HTTP/1.1 200 OK\r\n", client.readResponse());
        }
    }

    /** With a reset: otherwise megabytes would stay in the socket for as long as the client likes. */
    @Test
    void resets_the_connection_of_a_client_that_does_not_read() throws IOException, InterruptedException {
        Timeouts timeouts = new Timeouts(LONG, LONG, LONG, SHORT, LONG);
        CloseCountingContent content = new CloseCountingContent(largeFile());
        Listener listener = start(serviceWithTimeouts(request -> slice(content, LARGE), timeouts));
        try (RawClient client = connect(listener, 4096)) {
            client.send(GET);

            assertTrue(content.awaitClosed(), "the content was not closed within 20 s");
            assertTrue(client.readToEnd("<reset>").endsWith("<reset>"), "the connection was closed without a reset");
        }
        assertEquals(1, content.closeCount());
    }

    private static Service serviceWithTimeouts(Handler handler, Timeouts timeouts) {
        return new Service(CheckedService.http1(Http1Limits.DEFAULT, timeouts, ""), handler, TransportObserver.NONE);
    }
}
