package dev.roundhouse.http.testing;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Status;
import java.nio.charset.StandardCharsets;

/**
 * A response whose body is read as it comes, such as a stream of events.
 *
 * <pre>{@code
 * try (OpenResponse events = runner.open("/clock")) {
 *     assertEquals("data: 12:00:00\n\n", events.next());
 *     assertEquals("data: 12:00:01\n\n", events.next());
 * }
 * }</pre>
 */
public final class OpenResponse implements AutoCloseable {
    private final InMemoryExchange exchange;
    private int position;

    OpenResponse(InMemoryExchange exchange) {
        this.exchange = exchange;
        exchange.run("the head of a response", exchange.received()::hasHead);
    }

    /** The status. */
    public Status status() {
        return exchange.received().head().status();
    }

    /** The headers, with those that the connection has added. */
    public Headers headers() {
        return exchange.received().head().headers();
    }

    /**
     * Waits for the next part of the body: at most what one call of its producer has given. Returns an empty text at the end.
     *
     * @throws AssertionError if there is none within the timeout
     */
    public String next() {
        ReceivedParts received = exchange.received();
        exchange.run("another part of the body", () -> received.pieceCount() > position || received.isComplete());
        return received.pieceCount() == position ? "" : new String(received.piece(position++), StandardCharsets.UTF_8);
    }

    /** Whether the body has ended, as far as it is known without waiting. */
    public boolean hasEnded() {
        return exchange.received().isComplete();
    }

    /** Waits for the end of the body, and returns the complete response. */
    public TestResponse complete() {
        exchange.run("the end of the body", exchange.received()::isComplete);
        return new TestResponse(exchange);
    }

    /** Disconnects: a body that has not ended is closed. */
    @Override
    public void close() {
        exchange.close();
    }
}
