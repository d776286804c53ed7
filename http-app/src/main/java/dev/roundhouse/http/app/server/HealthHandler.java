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
 * Tells balancers at one path whether to send more: 200 as long as the server serves, 503 while it ends. Every other path is
 * somebody else's.
 */
final class HealthHandler implements ExplainingHandler {
    private static final Response HEALTHY = uncached(Response.plain(Status.OK, "ok"));
    private static final Response SHUTTING_DOWN = uncached(Response.plain(Status.SERVICE_UNAVAILABLE, "ending"));

    private final String path;
    private final Handler health;
    private final ExplainingHandler next;

    /**
     * Health at a path.
     *
     * @param path as it stands in requests, percent-encoded
     * @param ending whether the server ends
     * @param others answers all other paths
     */
    HealthHandler(String path, BooleanSupplier ending, ExplainingHandler others) {
        this.path = path;
        this.health = ((Handler) request -> ending.getAsBoolean() ? SHUTTING_DOWN : HEALTHY)
                .limitedTo(Method.GET, Method.HEAD);
        this.next = others;
    }

    private static Response uncached(Response response) {
        return response.with(FieldName.CACHE_CONTROL, "no-store");
    }

    @Override
    public Reply handle(Request request) throws IOException {
        return isAbout(request) ? health.handle(request) : next.handle(request);
    }

    @Override
    public Explanation explain(Request request) throws IOException {
        return isAbout(request)
                ? Explanation.of(
                        "health path", "answered for load balancers, without a look at any file (--health-path)")
                : next.explain(request);
    }

    private boolean isAbout(Request request) {
        return request.target().path().equals(path);
    }
}
