package dev.roundhouse.http.server.routing;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.server.filter.Filter;
import java.util.List;
import java.util.Optional;

/**
 * A route or a mount.
 *
 * @param method empty for all methods that have no route of their own, and for a mount
 */
record Route(Optional<Method> method, PathTemplate template, Handler handler, List<Filter> filters, boolean isMount) {
    /** Whether both would handle the same requests. */
    boolean conflictsWith(Route other) {
        if (isMount != other.isMount) {
            Route mount = isMount ? this : other;
            Route route = isMount ? other : this;
            return route.template.isRestOf(mount.template);
        }
        return method.equals(other.method) && template.hasShapeOf(other.template);
    }

    @Override
    public String toString() {
        return isMount ? "the mount " + template : method.map(Method::name).orElse("any method") + " " + template;
    }
}
