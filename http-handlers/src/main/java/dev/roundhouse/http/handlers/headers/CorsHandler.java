package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;

/** Lets pages of other origins read the answers of another handler, as a {@link CorsPolicy} says, and answers preflights. */
public final class CorsHandler implements Handler {
    private final CorsPolicy policy;
    private final Handler inner;

    /** This handler's answers, for those pages. */
    public CorsHandler(CorsPolicy policy, Handler inner) {
        this.policy = policy;
        this.inner = inner;
    }

    @Override
    public Reply handle(Request request) throws IOException {
        if (CorsPolicy.isPreflight(request)) {
            return new Response(Status.NO_CONTENT, policy.preflightHeaders(request.headers()), Body.empty());
        }
        return inner.handle(request).map(response -> withFields(response, policy.responseHeaders(request.headers())));
    }

    private static Response withFields(Response response, Headers more) {
        Headers both = Headers.builder().addAll(response.headers()).addAll(more).build();
        return new Response(response.status(), both, response.body());
    }
}
