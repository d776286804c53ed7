package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.message.Handler;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A function from a handler to a handler that does something before, after or instead of it.
 *
 * <pre>{@code
 * Filter onlyLocal = next -> request -> isLocal(request.connection().remoteAddress())
 *         ? next.handle(request)
 *         : Response.plain(Status.FORBIDDEN, "Only from this machine.");
 * }</pre>
 *
 * <p>To change the response of the next handler use {@link dev.roundhouse.http.message.Reply#map}, which also changes one that
 * comes later, or after an upload.
 */
@FunctionalInterface
public interface Filter {
    /** Returns a handler that calls the next one, or not. Called when the server is built, not for each request. */
    Handler apply(Handler next);

    /**
     * Returns a handler behind filters.
     *
     * @param filters called in this order
     * @param binding applied to the handler, and to the result of each filter
     */
    static Handler chain(Handler handler, List<Filter> filters, UnaryOperator<Handler> binding) {
        Handler chained = binding.apply(handler);
        for (int at = filters.size() - 1; at >= 0; at--) {
            chained = binding.apply(filters.get(at).apply(chained));
        }
        return chained;
    }
}
