package dev.roundhouse.http.server.routing;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.UriPath;
import dev.roundhouse.http.server.filter.Filter;
import dev.roundhouse.http.server.filter.HandlerCloser;
import dev.roundhouse.http.server.filter.ThreadedHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A handler that calls others by method and path. Immutable: each method returns new routes.
 *
 * <pre>{@code
 * Routes.of()
 *         .get("/hello/{name}", request -> Response.plain(Status.OK, "Hello, " + request.path("name")))
 *         .get("/proxy/{path*}", request -> fetch(request.path("path")))
 *         .mount("/docs", StaticFiles.of(directory))
 * }</pre>
 *
 * <p>A segment of a template is a name, a parameter such as <code>{name}</code>, or at its end <code>{path*}</code>, which matches
 * all that follows. A name is preferred to a parameter, and a parameter to all that follows. A slash at the end counts:
 * {@code /docs} and {@code /docs/} are two paths. The path of a request is split at its slashes and then decoded, once, as the file
 * handler does it ({@link UriPath}).
 *
 * <p>The response is 404 where no template matches, and 400 to a malformed path. Where a template matches, but not the method, it is
 * 405 with {@code Allow}, or 501 to a method that is not standard; OPTIONS has 204 with {@code Allow}. HEAD is handled as GET.
 */
public final class Routes implements ThreadedHandler, AutoCloseable {
    static final Response NOT_FOUND = Response.plain(Status.NOT_FOUND, "The requested resource was not found.");

    private static final Response BAD_REQUEST =
            Response.plain(Status.BAD_REQUEST, "Malformed path: invalid percent-encoding or not valid UTF-8.");

    private final List<Route> routes;
    private final List<Filter> filters;
    private final UnaryOperator<Handler> binding;

    /** Built at the first request, possibly by several threads. */
    private volatile Handler built;

    private Routes(List<Route> routes, List<Filter> filters, UnaryOperator<Handler> binding) {
        this.routes = routes;
        this.filters = filters;
        this.binding = binding;
    }

    /** Returns no routes: the response to each request is 404. */
    public static Routes of() {
        return new Routes(List.of(), List.of(), UnaryOperator.identity());
    }

    /** Returns these routes with one more for GET and HEAD. See {@link #on}. */
    public Routes get(String template, RouteHandler handler, Filter... filters) {
        return on(Method.GET, template, handler, filters);
    }

    /** Returns these routes with one more for POST. See {@link #on}. */
    public Routes post(String template, RouteHandler handler, Filter... filters) {
        return on(Method.POST, template, handler, filters);
    }

    /** Returns these routes with one more for PUT. See {@link #on}. */
    public Routes put(String template, RouteHandler handler, Filter... filters) {
        return on(Method.PUT, template, handler, filters);
    }

    /** Returns these routes with one more for PATCH. See {@link #on}. */
    public Routes patch(String template, RouteHandler handler, Filter... filters) {
        return on(Method.PATCH, template, handler, filters);
    }

    /** Returns these routes with one more for DELETE. See {@link #on}. */
    public Routes delete(String template, RouteHandler handler, Filter... filters) {
        return on(Method.DELETE, template, handler, filters);
    }

    /**
     * Returns these routes with one more.
     *
     * @param template not percent-encoded; see the class comment
     * @param filters of this route, called in this order, after those of {@link #with}. They must not change the path
     * @throws IllegalArgumentException when the template is invalid, or there is a route for this method and the same paths
     */
    public Routes on(Method method, String template, RouteHandler handler, Filter... filters) {
        return add(Optional.of(method), template, handler, filters);
    }

    /** Returns these routes with one more for all methods that have no route of their own. See {@link #on}. */
    public Routes any(String template, RouteHandler handler, Filter... filters) {
        return add(Optional.empty(), template, handler, filters);
    }

    private Routes add(Optional<Method> method, String text, RouteHandler handler, Filter... routeFilters) {
        PathTemplate template = PathTemplate.parse(text);
        Handler routed = request -> handler.handle(new RoutedRequest(request, template));
        return add(new Route(method, template, routed, List.of(routeFilters), false));
    }

    /**
     * Returns these routes with a handler of all paths below a prefix that no route matches. The handler sees the path without the
     * prefix, so its references must be relative, as those of the file handler are. The prefix without a slash is redirected to the
     * one with a slash, unless it has a route.
     *
     * @param prefix names alone: {@code /docs}; or {@code /} for all paths
     * @param handler closed with the server if it is {@link AutoCloseable}
     * @param filters of this mount, called in this order, after those of {@link #with}
     * @throws IllegalArgumentException when the prefix is invalid, or there is a mount or a rest parameter at this prefix
     */
    public Routes mount(String prefix, Handler handler, Filter... filters) {
        boolean hasSlash = prefix.endsWith("/") && prefix.length() > 1;
        PathTemplate template = PathTemplate.parse(hasSlash ? prefix.substring(0, prefix.length() - 1) : prefix);
        if (template.hasParameters()) {
            throw new IllegalArgumentException("the prefix of a mount must not have parameters: " + prefix);
        }
        return add(new Route(Optional.empty(), template, handler, List.of(filters), true));
    }

    private Routes add(Route route) {
        for (Route other : routes) {
            if (route.conflictsWith(other)) {
                throw new IllegalArgumentException(route + " conflicts with " + other);
            }
        }
        return new Routes(Stream.concat(routes.stream(), Stream.of(route)).toList(), filters, binding);
    }

    /**
     * Returns these routes with filters of all requests, also of those that no route matches.
     *
     * @param further called in this order, after those that were added before
     */
    public Routes with(Filter... further) {
        return new Routes(
                routes, Stream.concat(filters.stream(), Stream.of(further)).toList(), binding);
    }

    @Override
    public Routes withThreads(Executor threads) {
        return new Routes(routes, filters, handler -> ThreadedHandler.withThreads(handler, threads));
    }

    /** Closes the mounted handlers that are {@link AutoCloseable}. The server does it, if these routes are its handler. */
    @Override
    public void close() {
        routes.stream().filter(Route::isMount).map(Route::handler).distinct().forEach(HandlerCloser::close);
    }

    @Override
    public Reply handle(Request request) throws IOException {
        Handler handler = built;
        if (handler == null) {
            handler = Filter.chain(new RouteMatcher(routes, binding), filters, binding);
            built = handler;
        }
        return handler.handle(request);
    }

    /** Calls the handler of the route that matches. */
    private static final class RouteMatcher implements Handler {
        private final RouteNode root = new RouteNode();
        private final Handler asteriskForm;

        private RouteMatcher(List<Route> routes, UnaryOperator<Handler> binding) {
            Set<Method> methods = new LinkedHashSet<>();
            Map<PathTemplate, List<Route>> byShape = groupByShape(routes);
            byShape.forEach((template, sameShape) -> {
                MethodDispatcher dispatcher = dispatcher(sameShape, binding);
                methods.addAll(dispatcher.methods());
                root.nodeOf(template).setHandler(template, dispatcher);
            });
            routes.stream().filter(Route::isMount).forEach(mount -> {
                Handler handler = Filter.chain(mount.handler(), mount.filters(), binding);
                PathTemplate template = mount.template();
                root.nodeOf(template)
                        .setMount(
                                new MountedHandler(handler, template.segments().size()), MountedHandler::redirect);
            });
            root.freeze();
            Handler unused = request -> NOT_FOUND;
            asteriskForm = unused.limitedTo(MethodDispatcher.allowed(methods).toArray(new Method[0]));
        }

        private static Map<PathTemplate, List<Route>> groupByShape(List<Route> routes) {
            Map<PathTemplate, List<Route>> groups = new LinkedHashMap<>();
            for (Route route : routes) {
                if (!route.isMount()) {
                    PathTemplate first = groups.keySet().stream()
                            .filter(route.template()::hasShapeOf)
                            .findFirst()
                            .orElse(route.template());
                    groups.computeIfAbsent(first, shape -> new ArrayList<>()).add(route);
                }
            }
            return groups;
        }

        private static MethodDispatcher dispatcher(List<Route> routes, UnaryOperator<Handler> binding) {
            Map<Method, Handler> handlers = new LinkedHashMap<>();
            Optional<Handler> anyMethod = Optional.empty();
            for (Route route : routes) {
                Handler handler = Filter.chain(route.handler(), route.filters(), binding);
                if (route.method().isPresent()) {
                    handlers.put(route.method().get(), handler);
                } else {
                    anyMethod = Optional.of(handler);
                }
            }
            return new MethodDispatcher(handlers, anyMethod);
        }

        @Override
        public Reply handle(Request request) throws IOException {
            if (request.target().form() == RequestTarget.Form.ASTERISK) {
                return asteriskForm.handle(request);
            }
            String path = DecodedPath.decode(request.target().path());
            if (path == null) {
                return reject(request);
            }
            Handler handler = root.find(path, 1);
            return handler == null ? NOT_FOUND : handler.handle(request);
        }

        /** As the file handler: an encoded slash or a path above the root is well-formed, but there is no such resource. */
        private static Response reject(Request request) {
            return UriPath.decode(request.target().path()).isPresent() ? NOT_FOUND : BAD_REQUEST;
        }
    }
}
