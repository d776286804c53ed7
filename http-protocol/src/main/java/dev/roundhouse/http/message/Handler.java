package dev.roundhouse.http.message;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Executor;

/**
 * A function from a request to a reply. It is called by many threads at once, event loops among them: a handler that blocks
 * delays the other connections of its loop. A handler that has to wait returns {@link Reply#later}, or is called {@link #on}
 * an executor.
 *
 * <pre>{@code
 * Handler hello = request -> Response.plain(Status.OK, "Hello from " + request.target().path());
 * Handler readOnly = hello.limitedTo(Method.GET, Method.HEAD); // 405 for other methods
 * }</pre>
 */
@FunctionalInterface
public interface Handler {
    /**
     * Handles a request. The connection owns the reply that is returned, with the content of its body.
     *
     * @throws IOException when the request cannot be handled: the client gets 500, and the cause is logged
     */
    Reply handle(Request request) throws IOException;

    /**
     * Returns this handler, called by threads of an executor instead of the threads that serve connections: for a handler
     * that waits. Its replies come {@linkplain Reply#later later}; an {@link Upload} among them is called by the thread that
     * serves the connection. The response is 503 when the executor rejects the call.
     *
     * <pre>{@code
     * Handler report = request -> Response.plain(Status.OK, database.query()); // waits
     * Handler onThreads = report.on(Executors.newVirtualThreadPerTaskExecutor());
     * }</pre>
     *
     * @param executor not shut down by the handler
     */
    default Handler on(Executor executor) {
        return new ExecutorHandler(this, executor);
    }

    /**
     * Returns this handler for some methods. The response to other standard methods is 405 with {@code Allow}, to
     * non-standard ones 501 (RFC 9110 §9.1), and to OPTIONS, also of {@code *}, 204 with {@code Allow} (RFC 9110 §9.3.7).
     */
    default Handler limitedTo(Method... methods) {
        LinkedHashSet<Method> allowed = new LinkedHashSet<>(List.of(methods));
        allowed.add(Method.OPTIONS);
        StringJoiner names = new StringJoiner(", ");
        allowed.forEach(method -> names.add(method.name()));
        String allow = names.toString();
        return request -> {
            Method method = request.method();
            if (method.equals(Method.OPTIONS)) {
                return Response.of(Status.NO_CONTENT).with(FieldName.ALLOW, allow);
            }
            if (allowed.contains(method)) {
                return handle(request);
            }
            return method.isStandard()
                    ? Response.plain(Status.METHOD_NOT_ALLOWED, "Allowed methods: " + allow + ".")
                            .with(FieldName.ALLOW, allow)
                    : Response.plain(Status.NOT_IMPLEMENTED, "The method " + method + " is not implemented.");
        };
    }
}
