package dev.roundhouse.http.handlers.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.h1.MalformedMessageException;
import dev.roundhouse.http.h1.server.Http1;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsRedirectHandlerTest {
    private static final String CHALLENGE_RESPONSE = "token.thumbprint";

    private int port = 443;
    private final Handler handler = new AcmeChallengeHandler(
            request -> Response.plain(Status.OK, CHALLENGE_RESPONSE), new HttpsRedirectHandler(() -> port));

    private static Request parse(String head) throws MalformedMessageException {
        return Http1.parseRequest(ByteBuffer.wrap((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1)));
    }

    private Response responseTo(String head) throws IOException {
        return (Response) handler.handle(parse(head));
    }

    private String locationFor(String head) throws IOException {
        Response response = responseTo(head);
        assertEquals(Status.PERMANENT_REDIRECT, response.status());
        return response.headers().first(FieldName.LOCATION).orElseThrow();
    }

    private String locationOf(String target) throws IOException {
        return locationFor("GET " + target + " HTTP/1.1\r\nHost: a.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a/b?c=d&e=%20",
                "/a?",
                "/?a?b",
                "/a%2Fb%3f%00?%0d%0aSet-Cookie:x",
                "//evil.example/x",
                "/../../etc/passwd",
                "/a;b=c,d",
                "/\\evil.example",
                "/~!$&'()*+,=:@",
                "/.well-known/acme-challenge",
                "/x?/.well-known/acme-challenge/token"
            })
    void path_and_query_are_kept_byte_for_byte(String target) throws IOException {
        assertEquals("https://a.example" + target, locationOf(target));
    }

    @ParameterizedTest
    @CsvSource({
        "a.example, https://a.example/",
        "a.example:80, https://a.example/",
        "a.example:8080, https://a.example/",
        "a.example:, https://a.example/",
        "A.Example, https://A.Example/",
        "a.example., https://a.example./",
        "192.0.2.1:80, https://192.0.2.1/",
        "[::1], https://[::1]/",
        "[2001:db8::1]:8080, https://[2001:db8::1]/",
        "[::ffff:192.0.2.1]:80, https://[::ffff:192.0.2.1]/"
    })
    void host_is_kept_without_its_port(String host, String location) throws IOException {
        assertEquals(location, locationFor("GET / HTTP/1.1\r\nHost: " + host));
    }

    @ParameterizedTest
    @CsvSource({"a.example:80, https://a.example:8443/", "[::1]:80, https://[::1]:8443/", "[::1], https://[::1]:8443/"})
    void port_is_that_of_the_https_server(String host, String location) throws IOException {
        port = 8443;

        assertEquals(location, locationFor("GET / HTTP/1.1\r\nHost: " + host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user@a.example",
                "a.example/../x",
                "a.example#",
                "a.example?x",
                "a.example:80:80",
                "a.example:99999",
                "a.example:8o",
                "a.example, b.example",
                "a.example b.example",
                "[::1",
                "[::1]x",
                "[fe80::1%25eth0]",
                "a%zz",
                "a\\b",
                "<b>",
                "\u00e9.example"
            })
    void malicious_host_is_rejected_by_the_parser(String host) {
        assertThrows(MalformedMessageException.class, () -> parse("GET / HTTP/1.1\r\nHost: " + host));
        assertThrows(MalformedMessageException.class, () -> parse("GET http://" + host + "/ HTTP/1.1\r\nHost: a@b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET / HTTP/1.0", "GET / HTTP/1.1\r\nHost:", "GET / HTTP/1.1\r\nHost: :80", "POST / HTTP/1.0"})
    void request_without_a_host_gets_400(String head) throws IOException {
        Response response = responseTo(head);

        assertEquals(Status.BAD_REQUEST, response.status());
        assertFalse(response.headers().contains(FieldName.LOCATION));
    }

    @Test
    void host_that_no_parser_has_checked_gets_400() throws IOException {
        Request unchecked = Request.get("user@a.example", "/");

        assertEquals(Status.BAD_REQUEST, ((Response) handler.handle(unchecked)).status());
    }

    @Test
    void http_1_0_with_a_host_is_redirected() throws IOException {
        assertEquals("https://a.example/x", locationFor("GET /x HTTP/1.0\r\nHost: a.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://b.example/x?y, https://b.example/x?y",
        "http://b.example:8080/x, https://b.example/x",
        "HTTP://b.example?y, https://b.example/?y",
        "http://b.example, https://b.example/",
        "https://b.example/x, https://b.example/x",
        "http://[::1]:80/x, https://[::1]/x"
    })
    void authority_of_an_absolute_target_takes_precedence(String target, String location) throws IOException {
        assertEquals(location, locationOf(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http://:80/", "http://u@b.example/", "ftp://b.example/", "http:b.example"})
    void invalid_absolute_target_is_rejected_by_the_parser(String target) {
        assertThrows(MalformedMessageException.class, () -> locationOf(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "http://a.example"})
    void options_of_the_server_is_redirected_to_a_uri_without_a_path(String target) throws IOException {
        assertEquals("https://a.example", locationFor("OPTIONS " + target + " HTTP/1.1\r\nHost: a.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"})
    void all_methods_are_redirected_with_a_status_that_keeps_them(String method) throws IOException {
        assertEquals(
                "https://a.example/x?y",
                locationFor(method + " /x?y HTTP/1.1\r\nHost: a.example\r\nContent-Length: 0"));
    }

    @Test
    void head_has_no_content() throws IOException {
        Request head = parse("HEAD /x HTTP/1.1\r\nHost: a.example");

        String encoded = StandardCharsets.ISO_8859_1
                .decode(Http1.encode((Response) handler.handle(head), head, Instant.EPOCH))
                .toString();
        assertTrue(encoded.startsWith("HTTP/1.1 308 "), encoded);
        assertTrue(encoded.endsWith("\r\n\r\n"), encoded);
    }

    @Test
    void connect_is_not_implemented() throws IOException {
        Response response = responseTo("CONNECT b.example:443 HTTP/1.1\r\nHost: b.example:443");

        assertEquals(Status.NOT_IMPLEMENTED, response.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0", "a-_9", "abc?x=y"})
    void challenge_is_not_redirected(String token) throws IOException {
        Response response = responseTo("GET /.well-known/acme-challenge/" + token + " HTTP/1.1\r\nHost: a.example");

        assertEquals(Status.OK, response.status());
        assertEquals(
                Body.of(CHALLENGE_RESPONSE + "\n").length(), response.body().length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/acme-challenge/",
                "/.well-known/acme-challenge/..",
                "/.well-known/acme-challenge/../../secret",
                "/.well-known/acme-challenge/%2e%2e/secret",
                "/.well-known/acme-challenge/..%2Fsecret",
                "/.well-known/acme-challenge/a/../../b",
                "/.well-known/acme-challenge/a/",
                "/.well-known/acme-challenge/a.html",
                "/.well-known/acme-challenge/a%00",
                "/.well-known/acme-challenge//a",
                "/.well-known/./acme-challenge/a",
                "/x/../.well-known/acme-challenge/a",
                "//.well-known/acme-challenge/a",
                "/.WELL-KNOWN/acme-challenge/a"
            })
    void only_a_token_is_a_challenge(String path) throws IOException {
        assertEquals("https://a.example" + path, locationOf(path));
    }

    @Test
    void challenge_needs_no_host() throws IOException {
        assertEquals(
                Status.OK,
                responseTo("GET /.well-known/acme-challenge/a HTTP/1.0").status());
    }
}
