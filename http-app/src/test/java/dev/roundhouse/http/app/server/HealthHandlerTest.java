package dev.roundhouse.http.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthHandlerTest {
    private final AtomicBoolean ending = new AtomicBoolean();
    private final HealthHandler handler =
            new HealthHandler("/health", ending::get, request -> Response.of(Status.NOT_FOUND));

    private Response responseTo(Method method, String target) throws IOException {
        Request request =
                new Request(method, RequestTarget.originForm(target), Version.HTTP_1_1, Headers.of("Host", "a"));
        return (Response) handler.handle(request);
    }

    @Test
    void returns_200_while_the_server_is_running() throws IOException {
        assertEquals(Status.OK, responseTo(Method.GET, "/health").status());
        assertEquals(Status.OK, responseTo(Method.HEAD, "/health").status());
    }

    @Test
    void returns_503_during_shutdown() throws IOException {
        ending.set(true);

        assertEquals(
                Status.SERVICE_UNAVAILABLE, responseTo(Method.GET, "/health").status());
    }

    @Test
    void health_response_is_not_cacheable() throws IOException {
        assertEquals(
                "no-store",
                responseTo(Method.GET, "/health")
                        .headers()
                        .first(FieldName.CACHE_CONTROL)
                        .orElseThrow());
    }

    @Test
    void query_is_ignored() throws IOException {
        assertEquals(Status.OK, responseTo(Method.GET, "/health?from=balancer").status());
    }

    @Test
    void returns_405_for_other_methods() throws IOException {
        assertEquals(
                Status.METHOD_NOT_ALLOWED, responseTo(Method.POST, "/health").status());
    }

    @Test
    void other_paths_are_delegated() throws IOException {
        assertEquals(Status.NOT_FOUND, responseTo(Method.GET, "/health/").status());
    }
}
