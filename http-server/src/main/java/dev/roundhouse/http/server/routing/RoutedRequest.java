package dev.roundhouse.http.server.routing;

import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.server.content.Cookies;
import dev.roundhouse.http.server.content.Parameters;
import java.util.Optional;

/**
 * A request, with the parameters of the route that it matches.
 *
 * <pre>{@code
 * routes.get("/users/{id}", request -> show(request.path("id"), request.query("page").orElse("1")));
 * }</pre>
 */
public final class RoutedRequest {
    private final Request request;
    private final PathTemplate template;

    RoutedRequest(Request request, PathTemplate template) {
        this.request = request;
        this.template = template;
    }

    /** The request. Within a mount, its path does not have the prefix of the mount. */
    public Request request() {
        return request;
    }

    /** The identity of the request, see {@link Request#id}. */
    public String id() {
        return request.id();
    }

    /** The action. */
    public Method method() {
        return request.method();
    }

    /** The headers, as they were received. */
    public Headers headers() {
        return request.headers();
    }

    /** The connection that the request was received on. */
    public ConnectionInfo connection() {
        return request.connection();
    }

    /**
     * Returns a path parameter, percent-decoded. That of <code>{path*}</code> is all that follows, without a slash at its start: it
     * may be empty, and an encoded slash in it is impossible.
     *
     * @throws IllegalArgumentException when the template of the route has no parameter of this name
     */
    public String path(String name) {
        String path = DecodedPath.decode(request.target().path());
        if (path == null) {
            throw new IllegalStateException("a filter of the route has changed the path to " + request.target());
        }
        return template.value(path, name);
    }

    /** The parameters of the query, decoded at each call; none if there is no query. */
    public Parameters query() {
        return Parameters.ofQuery(request);
    }

    /** The value of the first query parameter of this name, decoded. */
    public Optional<String> query(String name) {
        return query().first(name);
    }

    /** The cookies, parsed at each call. */
    public Cookies cookies() {
        return Cookies.of(request.headers());
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
