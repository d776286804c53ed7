package dev.roundhouse.http.server.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    private static final Routes ROUTES = Routes.of()
            .get("/", request -> text("root"))
            .get("/hello", request -> text("hello"))
            .get("/users/{id}", request -> text("user " + request.path("id")))
            .get("/users/me", request -> text("me"))
            .get("/users/{id}/posts/{post}", request -> text(request.path("id") + " posted " + request.path("post")))
            .get("/users/me/settings", request -> text("my settings"))
            .put("/users/{name}", request -> text("put " + request.path("name")))
            .post("/notes", request -> text("posted"))
            .delete("/notes/{id}", request -> text("deleted"))
            .patch("/notes/{id}", request -> text("patched"))
            .any("/any", request -> text("any " + request.method()))
            .on(Method.of("PURGE"), "/any", request -> text("purged"))
            .get("/tree/", request -> text("tree with slash"))
            .get("/rest/{path*}", request -> text("rest '" + request.path("path") + "'"))
            .get("/rest/of/{id}", request -> text("of " + request.path("id")))
            .get("/käse", request -> text("cheese"));

    private static Response text(String text) {
        return new Response(Status.OK, Headers.EMPTY, Body.of(text));
    }

    private static Response handle(Handler handler, String method, String target) throws IOException {
        Method parsed = Method.of(method);
        Headers headers = Headers.of("Host", "example");
        RequestTarget requestTarget = RequestTarget.parse(parsed, target).orElseThrow();
        return (Response) handler.handle(new Request(parsed, requestTarget, Version.HTTP_1_1, headers))
                .await();
    }

    private static String body(Response response) {
        Body.Bytes bytes = (Body.Bytes) response.body();
        return StandardCharsets.UTF_8.decode(bytes.bytes().duplicate()).toString();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "GET,    /,                  root",
                "GET,    /hello,             hello",
                "HEAD,   /hello,             hello",
                "GET,    /hello?a=/b/c,      hello",
                "GET,    http://h.example/hello?q, hello",
                "GET,    /users/17,          user 17",
                "GET,    /users/me,          me",
                "GET,    /users/a%20b,       user a b",
                "GET,    /users/%2525,       user %25",
                "GET,    /users/caf%C3%A9,   user café",
                "GET,    /users/a+b,         user a+b",
                "PUT,    /users/17,          put 17",
                "GET,    /users/1/posts/2,   1 posted 2",
                "GET,    /users/me/posts/2,  me posted 2",
                "GET,    /users/me/settings, my settings",
                "POST,   /notes,             posted",
                "DELETE, /notes/1,           deleted",
                "PATCH,  /notes/1,           patched",
                "GET,    /any,               any GET",
                "OPTIONS, /any,              any OPTIONS",
                "PURGE,  /any,               purged",
                "GET,    /tree/,             tree with slash",
                "GET,    /rest/,             rest ''",
                "GET,    /rest/a/b,          rest 'a/b'",
                "GET,    /rest/a/b/,         rest 'a/b/'",
                "GET,    /rest/of/x,         of x",
                "GET,    /rest/of/x/y,       rest 'of/x/y'",
                "GET,    /rest/a%20b/c,      rest 'a b/c'",
                "GET,    /k%C3%A4se,         cheese",
                "GET,    //hello,            hello",
                "GET,    /./hello,           hello",
                "GET,    /users/../hello,    hello",
                "GET,    /users/me/.,        rest of nothing",
            })
    void request_is_handled_by_the_most_specific_route(String method, String target, String expected)
            throws IOException {
        Response response = handle(ROUTES, method, target);

        if (expected.equals("rest of nothing")) {
            // "/users/me/." is the path of a directory: "/users/me/".
            assertEquals(Status.NOT_FOUND, response.status());
        } else {
            assertEquals(Status.OK, response.status());
            assertEquals(expected, body(response));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing, 404",
        "/hello/, 404",
        "/tree, 404",
        "/rest, 404",
        "/users/, 404",
        "/users/a%2Fb, 404",
        "/users/a%5Cb, 404",
        "/users/%2E%2E, 404",
        "/../hello, 404",
        "/users/%, 400",
        "/users/%zz, 400",
        "/users/%FF, 400",
    })
    void path_without_a_route_is_404_and_a_malformed_one_400(String target, int status) throws IOException {
        assertEquals(status, handle(ROUTES, "GET", target).status().code());
    }

    @Test
    void encoded_slash_does_not_separate_segments() throws IOException {
        assertEquals(Status.NOT_FOUND, handle(ROUTES, "GET", "/users%2Fme").status());
        assertEquals(Status.NOT_FOUND, handle(ROUTES, "GET", "/rest/a%2fb").status());
    }

    @Test
    void another_method_is_405_with_the_allowed_ones_or_501() throws IOException {
        Response rejected = handle(ROUTES, "DELETE", "/users/17");

        assertEquals(Status.METHOD_NOT_ALLOWED, rejected.status());
        assertEquals(
                "GET, HEAD, PUT, OPTIONS", rejected.headers().first("Allow").orElseThrow());
        assertEquals(
                "POST, OPTIONS",
                handle(ROUTES, "GET", "/notes").headers().first("Allow").orElseThrow());
        assertEquals(Status.NOT_IMPLEMENTED, handle(ROUTES, "BREW", "/notes").status());
    }

    @Test
    void options_lists_the_methods_of_a_path_and_of_the_server() throws IOException {
        Response path = handle(ROUTES, "OPTIONS", "/notes/1");
        Response server = handle(ROUTES, "OPTIONS", "*");

        assertEquals(Status.NO_CONTENT, path.status());
        assertEquals("DELETE, PATCH, OPTIONS", path.headers().first("Allow").orElseThrow());
        assertEquals(Status.NO_CONTENT, server.status());
        assertEquals(
                "GET, HEAD, PUT, POST, DELETE, PATCH, PURGE, OPTIONS",
                server.headers().first("Allow").orElseThrow());
    }

    @Test
    void routes_are_immutable() throws IOException {
        Routes one = Routes.of().get("/a", request -> text("a"));
        Routes two = one.get("/b", request -> text("b"));

        assertEquals(Status.NOT_FOUND, handle(one, "GET", "/b").status());
        assertEquals("b", body(handle(two, "GET", "/b")));
    }

    @ParameterizedTest
    @CsvSource({
        "/docs/,          /",
        "/docs/a/b,       /a/b",
        "/docs/a/b/?x=/y, /a/b/?x=/y",
        "/docs/%61%20b,   /%61%20b",
        "//docs//a,       /a",
        "/docs/x/../y,    /y",
        "http://h.example:81/docs/a?q, http://h.example:81/a?q",
    })
    void mounted_handler_sees_the_path_without_the_prefix(String target, String below) throws IOException {
        Routes routes =
                Routes.of().mount("/docs", request -> text(request.target().toString()));

        // A path that is not equal to its decoded form is written again.
        assertEquals(below.replace("%61", "a"), body(handle(routes, "GET", target)));
    }

    @Test
    void prefix_of_a_mount_without_a_slash_is_redirected_to_the_one_with_a_slash() throws IOException {
        Routes routes = Routes.of().mount("/a/docs", request -> text("docs"));

        Response redirect = handle(routes, "GET", "/a/docs?x=1");

        assertEquals(Status.PERMANENT_REDIRECT, redirect.status());
        assertEquals("./docs/?x=1", redirect.headers().first("Location").orElseThrow());
    }

    @Test
    void routes_below_a_mount_are_preferred_and_mounts_nest() throws IOException {
        Routes inner = Routes.of().get("/deep/{id}", request -> text("inner " + request.path("id")));
        Routes routes = Routes.of()
                .mount("/", request -> text("other " + request.target()))
                .mount("/api", Routes.of().mount("/v1", inner))
                .get("/api/v1/special", request -> text("special"))
                .get("/api", request -> text("api"));

        assertEquals("special", body(handle(routes, "GET", "/api/v1/special")));
        assertEquals("inner 5", body(handle(routes, "GET", "/api/v1/deep/5")));
        assertEquals("api", body(handle(routes, "GET", "/api")));
        assertEquals("other /x/y", body(handle(routes, "GET", "/x/y")));
        assertEquals("other /", body(handle(routes, "GET", "/")));
        assertEquals(Status.NOT_FOUND, handle(routes, "GET", "/api/v2/").status());
    }

    @Test
    void filters_are_called_in_their_order_also_without_a_route() throws IOException {
        Routes routes = Routes.of()
                .get(
                        "/a",
                        request -> text("a"),
                        next -> request -> next.handle(request).map(response -> response.with("X-Order", "route")))
                .with(next -> request -> next.handle(request).map(response -> response.with("X-Order", "first")))
                .with(next -> request -> next.handle(request).map(response -> response.with("X-Order", "second")));

        assertEquals(
                "[route, second, first]",
                handle(routes, "GET", "/a")
                        .headers()
                        .all(FieldName.of("X-Order"))
                        .toString());
        assertEquals(
                "[second, first]",
                handle(routes, "GET", "/b")
                        .headers()
                        .all(FieldName.of("X-Order"))
                        .toString());
    }

    @Test
    void closing_closes_each_mounted_handler_once() throws IOException {
        AtomicInteger closed = new AtomicInteger();
        final class ClosableHandler implements Handler, AutoCloseable {
            @Override
            public Response handle(Request request) {
                return text("");
            }

            @Override
            public void close() throws IOException {
                closed.incrementAndGet();
                throw new IOException("as planned");
            }
        }
        ClosableHandler handler = new ClosableHandler();

        Routes.of()
                .mount("/a", handler)
                .mount("/b", handler)
                .mount("/c", Routes.of())
                .close();

        assertEquals(1, closed.get());
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, it must start with a slash",
        "'', it must start with a slash",
        "/a//b, it has an empty segment",
        "/a/../b, '''..'' is no name'",
        "/a{id}, 'a parameter must be a complete segment, but there is ''a{id}'''",
        "/a/b}, 'a parameter must be a complete segment, but there is ''b}'''",
        "/{}, 'a parameter is named by letters, digits and ''_'', not '''''",
        "/{1a}, 'a parameter is named by letters, digits and ''_'', not ''1a'''",
        "/{*}, 'a parameter is named by letters, digits and ''_'', not '''''",
        "/{a}/{a}, two parameters are named 'a'",
        "/{path*}/b, {path*} must be the last segment",
        "/{path*}/, {path*} must be the last segment",
        "/a%20b, it must not be percent-encoded",
        "/a?b=c, it must not have a query or a fragment",
        "/a\\b, no path has a backslash or a control character",
    })
    void invalid_template_is_rejected_with_the_reason(String template, String reason) {
        IllegalArgumentException rejected =
                assertThrows(IllegalArgumentException.class, () -> Routes.of().get(template, request -> text("")));

        assertEquals("invalid path template '" + template + "': " + reason, rejected.getMessage());
    }

    @Test
    void conflicting_routes_are_rejected_with_both_names() {
        Routes routes = Routes.of()
                .get("/files/{id}", request -> text(""))
                .get("/rest/{path*}", request -> text(""))
                .mount("/docs", request -> text(""));

        assertConflict(
                "GET /files/{name} conflicts with GET /files/{id}", () -> routes.get("/files/{name}", r -> text("")));
        assertConflict("the mount /docs conflicts with the mount /docs", () -> routes.mount("/docs/", r -> text("")));
        assertConflict("the mount /rest conflicts with GET /rest/{path*}", () -> routes.mount("/rest", r -> text("")));
        assertConflict(
                "any method /docs/{p*} conflicts with the mount /docs", () -> routes.any("/docs/{p*}", r -> text("")));
        assertConflict(
                "the prefix of a mount must not have parameters: /a/{b}", () -> routes.mount("/a/{b}", r -> text("")));
    }

    private static void assertConflict(String message, Runnable addition) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, addition::run).getMessage());
    }

    @Test
    void query_parameters_cookies_and_the_connection_are_those_of_the_request() throws IOException {
        Routes routes = Routes.of()
                .get(
                        "/a",
                        request -> text(request.query("q").orElseThrow()
                                + request.query("r")
                                + request.query().all("q")
                                + request.cookies().first("c").orElseThrow()
                                + request.id()
                                + request.connection().scheme()
                                + request.headers().first("Host").orElseThrow()));
        Headers headers = Headers.of("Host", "example").with(FieldName.of("Cookie"), "c=d");
        Request request =
                new Request(Method.GET, RequestTarget.originForm("/a?q=x+y&q=%7A"), Version.HTTP_1_1, headers);

        assertEquals("x yOptional.empty[x y, z]dnone-0-0httpexample", body((Response) routes.handle(request)));
    }

    @Test
    void unknown_parameter_is_rejected_with_the_template() {
        Routes routes = Routes.of().get("/a/{id}", request -> text(request.path("ID")));

        IllegalArgumentException rejected =
                assertThrows(IllegalArgumentException.class, () -> handle(routes, "GET", "/a/1"));

        assertTrue(
                rejected.getMessage().contains("the path template /a/{id} has no parameter 'ID'"),
                rejected.getMessage());
    }
}
