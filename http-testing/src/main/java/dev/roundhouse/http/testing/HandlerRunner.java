package dev.roundhouse.http.testing;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Version;
import java.time.Duration;

/**
 * Runs a handler without a socket: each request is sent over a connection of its own in memory, through the same state machines
 * as over a network. So a test sees what a client sees, with the fields that the connection adds.
 *
 * <pre>{@code
 * HandlerRunner runner = new HandlerRunner(handler);
 *
 * TestResponse response = runner.get("/hello");
 * assertEquals(Status.OK, response.status());
 * assertEquals("Hello", response.text());
 *
 * TestResponse created = runner.send(Method.POST, "/files", Headers.of("Content-Type", "text/plain"), Body.of("content"));
 * }</pre>
 *
 * <p>The handler is called by the thread of the test. A reply that comes later is awaited, for at most the timeout. A body that
 * has no end is read as it comes, with {@link #open}.
 */
public final class HandlerRunner {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final String HOST = "test.invalid";

    private final Handler handler;
    private final Duration timeout;

    /** A runner with a timeout of ten seconds. */
    public HandlerRunner(Handler handler) {
        this(handler, DEFAULT_TIMEOUT);
    }

    /**
     * A runner.
     *
     * @param timeout how long to wait for a reply, and for each part of a body that comes later
     */
    public HandlerRunner(Handler handler, Duration timeout) {
        this.handler = handler;
        this.timeout = timeout;
    }

    /** Sends a GET request, and returns the complete response. */
    public TestResponse get(String pathAndQuery) {
        return send(Method.GET, pathAndQuery, Headers.EMPTY, Body.empty());
    }

    /**
     * Sends a request with a Host field, and returns the complete response.
     *
     * @param headers fields other than Host and those of the framing, which follow from the body
     * @param body sent with a Content-Length, or chunked if it has no known length
     */
    public TestResponse send(Method method, String pathAndQuery, Headers headers, Body body) {
        return send(request(method, pathAndQuery, headers), body);
    }

    /** Sends a request, and returns the complete response. */
    public TestResponse send(Request request, Body body) {
        try (OpenResponse response = open(request, body)) {
            return response.complete();
        }
    }

    /** Sends a GET request, and returns the response when its head has come: for bodies that have no end. */
    public OpenResponse open(String pathAndQuery) {
        return open(request(Method.GET, pathAndQuery, Headers.EMPTY), Body.empty());
    }

    /** Sends a request, and returns the response when its head has come. */
    public OpenResponse open(Request request, Body body) {
        InMemoryExchange exchange = new InMemoryExchange(handler, timeout);
        exchange.send(request, body);
        return new OpenResponse(exchange);
    }

    private static Request request(Method method, String pathAndQuery, Headers headers) {
        return new Request(
                method, RequestTarget.originForm(pathAndQuery), Version.HTTP_1_1, headers.with(FieldName.HOST, HOST));
    }
}
