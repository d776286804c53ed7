package dev.roundhouse.http.server.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** How much memory the selection of a route allocates; also in interpreted code, which creates every object. */
class RouteAllocationTest {
    private static final int ROUNDS = 5_000;
    private static final Response OK = Response.of(Status.OK);

    private final Routes routes = Routes.of()
            .get("/", request -> OK)
            .get("/api/v1/users", request -> OK)
            .get("/api/v1/users/{id}/posts", request -> OK)
            .mount("/", request -> OK);

    private long bytesPerRequest(String path) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        Request request = Request.get("example", path);
        for (int i = 0; i < ROUNDS; i++) {
            assertSame(OK, routes.handle(request));
        }
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < ROUNDS; i++) {
            routes.handle(request);
        }
        return (threads.getThreadAllocatedBytes(thread) - before) / ROUNDS;
    }

    @Test
    void literal_path_allocates_the_routed_request_alone() throws IOException {
        // Two references and the header of the object.
        assertTrue(bytesPerRequest("/api/v1/users") <= 24);
        assertTrue(bytesPerRequest("/") <= 24);
    }

    @Test
    void parameter_allocates_nothing_before_it_is_read() throws IOException {
        assertTrue(bytesPerRequest("/api/v1/users/17/posts") <= 24);
    }

    @Test
    void mount_of_the_root_allocates_nothing() throws IOException {
        assertEquals(0, bytesPerRequest("/assets/site.css"));
    }
}
