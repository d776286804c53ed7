package dev.roundhouse.http.server.routing;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The handlers of one path by method. A HEAD request without a handler of its own is handled as GET (RFC 9110 §9.3.2), and an
 * OPTIONS request by the list of methods (§9.3.7).
 */
final class MethodDispatcher implements Handler {
    private final Map<Method, Handler> handlers = new LinkedHashMap<>();
    private final Optional<Handler> anyMethod;
    private final Handler otherMethods;

    /** @param anyMethod of the methods that have no handler of their own */
    MethodDispatcher(Map<Method, Handler> handlers, Optional<Handler> anyMethod) {
        this.handlers.putAll(handlers);
        if (handlers.containsKey(Method.GET)) {
            this.handlers.putIfAbsent(Method.HEAD, handlers.get(Method.GET));
        }
        this.anyMethod = anyMethod;
        Handler unused = request -> Routes.NOT_FOUND;
        this.otherMethods = unused.limitedTo(allowed(this.handlers.keySet()).toArray(new Method[0]));
    }

    /** Returns methods in the usual order: HEAD after GET. */
    static Set<Method> allowed(Set<Method> methods) {
        Set<Method> ordered = new LinkedHashSet<>();
        for (Method method : methods) {
            if (!method.equals(Method.HEAD)) {
                ordered.add(method);
            }
            if (method.equals(Method.GET) || method.equals(Method.HEAD)) {
                ordered.add(Method.HEAD);
            }
        }
        return ordered;
    }

    Set<Method> methods() {
        return handlers.keySet();
    }

    @Override
    public Reply handle(Request request) throws IOException {
        Handler handler = handlers.get(request.method());
        return handler != null
                ? handler.handle(request)
                : anyMethod.orElse(otherMethods).handle(request);
    }
}
