package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds the CORS headers of a {@link CorsPolicy} to the responses of another handler, and handles preflight requests. */
public final class CorsHandler implements Handler {
    private final CorsPolicy policy;
    private final Handler inner;
    private final String methods;

    /** A handler that adds the headers of a policy to the responses of another handler, and allows GET and HEAD. */
    public CorsHandler(CorsPolicy policy, Handler inner) {
        this(policy, inner, Method.GET, Method.HEAD);
    }

    /** A handler that adds the headers of a policy to the responses of another handler, and allows these methods. */
    public CorsHandler(CorsPolicy policy, Handler inner, Method... methods) {
        this.policy = policy;
        this.inner = inner;
        this.methods = Stream.of(methods).map(Method::name).collect(Collectors.joining(", "));
    }

    @Override
    public Reply handle(Request request) throws IOException {
        if (CorsPolicy.isPreflight(request)) {
            return new Response(Status.NO_CONTENT, policy.preflightHeaders(request.headers(), methods), Body.empty());
        }
        return inner.handle(request).map(response -> withHeaders(response, policy.responseHeaders(request.headers())));
    }

    private static Response withHeaders(Response response, Headers added) {
        Headers all = Headers.builder().addAll(response.headers()).addAll(added).build();
        return new Response(response.status(), all, response.body());
    }
}
