package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;

/** Adds the CORS headers of a {@link CorsPolicy} to the responses of another handler, and handles preflight requests. */
public final class CorsHandler implements Handler {
    private final CorsPolicy policy;
    private final Handler inner;

    /** A handler that adds the headers of a policy to the responses of another handler. */
    public CorsHandler(CorsPolicy policy, Handler inner) {
        this.policy = policy;
        this.inner = inner;
    }

    @Override
    public Reply handle(Request request) throws IOException {
        if (CorsPolicy.isPreflight(request)) {
            return new Response(Status.NO_CONTENT, policy.preflightHeaders(request.headers()), Body.empty());
        }
        return inner.handle(request).map(response -> withHeaders(response, policy.responseHeaders(request.headers())));
    }

    private static Response withHeaders(Response response, Headers added) {
        Headers all = Headers.builder().addAll(response.headers()).addAll(added).build();
        return new Response(response.status(), all, response.body());
    }
}
