package dev.roundhouse.http.app.server;

import dev.roundhouse.http.handlers.ExplainingHandler;
import dev.roundhouse.http.handlers.Explanation;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Handles the health path for load balancers: 200 while the server accepts requests, 503 while it shuts down. Delegates all other
 * paths.
 */
final class HealthHandler implements ExplainingHandler {
    private static final Response HEALTHY = uncached(Response.plain(Status.OK, "ok"));
    private static final Response SHUTTING_DOWN = uncached(Response.plain(Status.SERVICE_UNAVAILABLE, "ending"));

    private final String path;
    private final Handler health;
    private final ExplainingHandler next;

    /**
     * A handler for this health path.
     *
     * @param path as in requests, percent-encoded
     * @param isShuttingDown whether the server is shutting down
     * @param others handles all other paths
     */
    HealthHandler(String path, BooleanSupplier isShuttingDown, ExplainingHandler others) {
        this.path = path;
        this.health = ((Handler) request -> isShuttingDown.getAsBoolean() ? SHUTTING_DOWN : HEALTHY)
                .limitedTo(Method.GET, Method.HEAD);
        this.next = others;
    }

    private static Response uncached(Response response) {
        return response.with(FieldName.CACHE_CONTROL, "no-store");
    }

    @Override
    public Reply handle(Request request) throws IOException {
        return isHealthPath(request) ? health.handle(request) : next.handle(request);
    }

    @Override
    public Explanation explain(Request request) throws IOException {
        return isHealthPath(request)
                ? Explanation.of(
                        "health path", "health check for load balancers, without a file lookup (--health-path)")
                : next.explain(request);
    }

    private boolean isHealthPath(Request request) {
        return request.target().path().equals(path);
    }
}
