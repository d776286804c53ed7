package dev.roundhouse.http.handlers.headers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsPolicyTest {
    private static final CorsPolicy TWO = CorsPolicy.parse("https://a.example, http://B.example:8080");

    @Test
    void any_origin_is_allowed_by_an_asterisk() throws IOException {
        Response response = send(CorsPolicy.parse("*"), Method.GET);
        assertEquals(
                "*", response.headers().first("Access-Control-Allow-Origin").orElseThrow());
        assertFalse(response.headers().contains(FieldName.VARY));
    }

    @Test
    void allowed_origin_is_named_and_varied_by() throws IOException {
        Response response = send(TWO, Method.GET, "Origin", "http://b.example:8080");
        assertEquals(
                "http://b.example:8080",
                response.headers().first("Access-Control-Allow-Origin").orElseThrow());
        assertEquals("Origin", response.headers().first(FieldName.VARY).orElseThrow());
    }

    @Test
    void other_or_missing_origin_is_varied_by_too() throws IOException {
        for (Response response :
                new Response[] {send(TWO, Method.GET), send(TWO, Method.GET, "Origin", "https://evil.example")}) {
            assertEquals("Origin", response.headers().first(FieldName.VARY).orElseThrow());
            assertFalse(response.headers().contains(CorsPolicy.ALLOW_ORIGIN));
        }
    }

    @Test
    void preflight_is_204_with_the_allowed_methods() throws IOException {
        Response response =
                send(TWO, Method.OPTIONS, "Origin", "https://a.example", "Access-Control-Request-Method", "GET");
        assertEquals(Status.NO_CONTENT, response.status());
        assertEquals(
                Headers.of(
                        "Vary", "Origin, Access-Control-Request-Method",
                        "Access-Control-Allow-Origin", "https://a.example",
                        "Access-Control-Allow-Methods", "GET, HEAD",
                        "Access-Control-Allow-Headers", "*",
                        "Access-Control-Max-Age", "86400"),
                response.headers());
    }

    @Test
    void preflight_of_another_origin_allows_nothing() throws IOException {
        Response response =
                send(TWO, Method.OPTIONS, "Origin", "https://evil.example", "Access-Control-Request-Method", "GET");
        assertEquals(Headers.of("Vary", "Origin, Access-Control-Request-Method"), response.headers());
    }

    @Test
    void other_OPTIONS_request_reaches_the_wrapped_handler() throws IOException {
        assertEquals(
                Status.NOT_FOUND,
                send(TWO, Method.OPTIONS, "Origin", "https://a.example").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "null",
                "a.example",
                "https://a.example/",
                "https://a.example/x",
                "https://",
                "https://a b",
                "https://a\r\nX:y",
                "https://a.example,",
                "https://*.example"
            })
    void invalid_origin_is_rejected(String text) {
        assertThrows(IllegalArgumentException.class, () -> CorsPolicy.parse(text));
    }

    private static Response send(CorsPolicy policy, Method method, String... fields) throws IOException {
        Request request = new Request(method, RequestTarget.originForm("/"), Version.HTTP_1_1, Headers.of(fields));
        return (Response) new CorsHandler(policy, any -> Response.of(Status.NOT_FOUND))
                .handle(request)
                .await();
    }
}
