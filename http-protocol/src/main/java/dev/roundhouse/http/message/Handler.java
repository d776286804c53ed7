package dev.roundhouse.http.message;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A function from a request to a reply. It is called by many threads at once, and by a selector loop among them: what
 * waits long inside holds up that loop's other connections. What has to wait returns {@link Reply#later}.
 */
@FunctionalInterface
public interface Handler {
    /**
     * Answers a request. A {@link Response} that is handed out belongs to the engine then, with the content of its body.
     *
     * @throws IOException when no answer can be made: the client gets 500, and the log the cause
     */
    Reply handle(Request request) throws IOException;

    /**
     * This handler for some methods; other known methods are answered 405 with {@code Allow}, unknown ones 501 (RFC 9110
     * §9.1), and OPTIONS, also for the whole server, 204 with {@code Allow} (RFC 9110 §9.3.7).
     */
    default Handler limitedTo(Method... methods) {
        LinkedHashSet<Method> allowed = new LinkedHashSet<>(List.of(methods));
        allowed.add(Method.OPTIONS);
        String allow = allowed.stream().map(Method::name).collect(Collectors.joining(", "));
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
