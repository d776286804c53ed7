package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.handlers.headers.CorsHandler;
import dev.roundhouse.http.handlers.headers.CorsPolicy;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Response;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Filters for routes and servers.
 *
 * <pre>{@code
 * Routes.of()
 *         .post("/notes", this::addNote, maxBody(64 << 10), waiting())
 *         .with(accessLog(), mapException(NoSuchNoteException.class, e -> Response.plain(Status.NOT_FOUND, e.getMessage())))
 * }</pre>
 */
public final class Filters {
    private Filters() {}

    /**
     * Returns a filter for a handler that waits, for a database for example: it is called by a thread of the server, so that it
     * does not delay other connections. See {@link HandlerThreads}.
     */
    public static Filter waiting() {
        return WaitingHandler::new;
    }

    /**
     * Returns a filter that limits request bodies: the response to a longer one is 413 (RFC 9110 §15.5.14), without calling the
     * handler when the length is declared, otherwise as soon as more bytes have been received.
     *
     * @param bytes the maximum length
     * @throws IllegalArgumentException when it is negative
     */
    public static Filter maxBody(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("the maximum length must not be negative: " + bytes);
        }
        return next -> new BodyLimit(next, bytes);
    }

    /**
     * Returns a filter that lets pages of other origins use the handler, and handles their preflight requests (WHATWG Fetch
     * §3.2).
     *
     * @param policy the origins
     * @param methods that these pages may use; GET and HEAD if there are none
     */
    public static Filter cors(CorsPolicy policy, Method... methods) {
        return next -> methods.length == 0 ? new CorsHandler(policy, next) : new CorsHandler(policy, next, methods);
    }

    /**
     * Returns a filter that adds a header to each response of the handler. Responses of the connection do not have it: to a
     * malformed request, to a body above the limit of its upload, and to an exception of the handler.
     */
    public static Filter header(String name, String value) {
        FieldName field = FieldName.of(name);
        return next -> request -> next.handle(request).map(response -> response.with(field, value));
    }

    /**
     * Returns a filter that logs each request with its status, the time until the handler had the response, and its id, to the
     * {@link System.Logger} {@code dev.roundhouse.http.access}. An exception of the handler is logged as {@code failed}; requests to
     * which the connection itself responds, such as malformed ones, are not logged.
     */
    public static Filter accessLog() {
        return accessLog(System.getLogger("dev.roundhouse.http.access"));
    }

    /** Returns a filter that logs each request as {@link #accessLog()} does, to another logger. */
    public static Filter accessLog(System.Logger logger) {
        LongSupplier clock = System::nanoTime;
        return next -> new AccessLogHandler(next, logger, clock);
    }

    /**
     * Returns a filter that sends a response for an exception or error of the handler, of its later reply, or of its upload.
     * Those of other types are not affected: the client gets 500, and the observer of the server logs them. A {@link
     * VirtualMachineError} other than {@link StackOverflowError} never has a response, whatever the type: it ends the thread.
     *
     * @param type of the exception or error; its subclasses have the same response
     * @param response computes the response; when it throws, the client gets 500
     */
    public static <E extends Throwable> Filter mapException(Class<E> type, Function<? super E, Response> response) {
        return next -> new RecoveringHandler(
                next,
                failure ->
                        type.isInstance(failure) ? Optional.of(response.apply(type.cast(failure))) : Optional.empty());
    }
}
