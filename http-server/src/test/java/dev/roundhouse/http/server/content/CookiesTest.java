package dev.roundhouse.http.server.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CookiesTest {
    private static Cookies parse(String value) {
        return Cookies.of(Headers.of("Cookie", value));
    }

    @Test
    void cookies_are_in_order_with_duplicates() {
        Cookies cookies = parse("SID=31d4d96e407aad42; lang=en-US;a=b=c ; SID=2; flag; empty=");

        assertEquals(Optional.of("31d4d96e407aad42"), cookies.first("SID"));
        assertEquals(List.of("31d4d96e407aad42", "2"), cookies.all("SID"));
        assertEquals(Optional.of("b=c"), cookies.first("a"));
        assertEquals(Optional.of(""), cookies.first("empty"));
        assertEquals(Optional.empty(), cookies.first("flag"));
        assertEquals(Optional.empty(), cookies.first("sid"));
        assertEquals(5, cookies.pairs().size());
    }

    @Test
    void cookies_of_several_fields_are_joined() {
        Cookies cookies = Cookies.of(Headers.of("Cookie", "a=1", "cookie", "b=2"));

        assertEquals(List.of(new Parameter("a", "1"), new Parameter("b", "2")), cookies.pairs());
    }

    @Test
    void text_for_logs_has_no_values() {
        assertFalse(parse("SID=secret").toString().contains("secret"));
    }

    @Test
    void quotes_are_a_part_of_the_value() {
        assertEquals(Optional.of("\"a b\""), parse("x=\"a b\"").first("x"));
    }

    @Test
    void attributes_are_in_the_field() {
        assertEquals(
                "id=a3fWa; Max-Age=2592000; Path=/docs; Domain=example.org; Secure; HttpOnly; SameSite=Lax",
                SetCookie.named("id", "a3fWa")
                        .maxAge(Duration.ofDays(30))
                        .path("/docs")
                        .domain("example.org")
                        .secure()
                        .httpOnly()
                        .sameSite(SetCookie.SameSite.LAX)
                        .build()
                        .toString());
        assertEquals(
                "id=x; Expires=Thu, 01 Jan 1970 00:00:10 GMT",
                SetCookie.named("id", "x")
                        .expires(Instant.ofEpochSecond(10))
                        .build()
                        .toString());
        assertEquals("id=; Max-Age=0", SetCookie.deleting("id").build().toString());
        assertEquals(
                "a=b; Secure; Partitioned; SameSite=None",
                SetCookie.named("a", "b")
                        .secure()
                        .partitioned()
                        .sameSite(SetCookie.SameSite.NONE)
                        .build()
                        .toString());
    }

    @Test
    void prefixes_require_their_attributes() {
        for (String name : List.of("__Host-id", "__host-id")) {
            assertRejected(SetCookie.named(name, "x"));
            assertRejected(SetCookie.named(name, "x").secure());
            assertRejected(SetCookie.named(name, "x").secure().path("/docs"));
            assertRejected(SetCookie.named(name, "x").path("/"));
            assertRejected(SetCookie.named(name, "x").secure().path("/").domain("example.org"));
            assertEquals(
                    name + "=x; Secure; Path=/",
                    SetCookie.named(name, "x").secure().path("/").build().toString());
        }
        assertRejected(SetCookie.named("__Secure-id", "x"));
        assertEquals(
                "__Secure-id=x; Secure",
                SetCookie.named("__Secure-id", "x").secure().build().toString());
    }

    @Test
    void same_site_none_and_partitioned_require_secure() {
        assertRejected(SetCookie.named("a", "b").sameSite(SetCookie.SameSite.NONE));
        assertRejected(SetCookie.named("a", "b").partitioned());
    }

    private static void assertRejected(SetCookie.CookieBuilder builder) {
        assertThrows(IllegalArgumentException.class, builder::build);
    }

    @Test
    void characters_that_would_end_a_name_or_a_value_are_rejected() {
        for (String value : List.of("a;b", "a b", "a,b", "\"a\"", "a\\b", "a\r\nb", "\u00e9", "a\0")) {
            assertThrows(IllegalArgumentException.class, () -> SetCookie.named("a", value), value);
        }
        for (String name : List.of("", "a=b", "a;b", "a b", "a\n")) {
            assertThrows(IllegalArgumentException.class, () -> SetCookie.named(name, "x"), name);
        }
        SetCookie.CookieBuilder builder = SetCookie.named("a", "b");
        assertThrows(IllegalArgumentException.class, () -> builder.path("docs"));
        assertThrows(IllegalArgumentException.class, () -> builder.path("/;Domain=evil.example"));
        assertThrows(IllegalArgumentException.class, () -> builder.domain("evil.example; Secure"));
        assertThrows(IllegalArgumentException.class, () -> builder.domain(""));
        assertThrows(IllegalArgumentException.class, () -> builder.path("/" + "p".repeat(1024)));
    }

    @Test
    void cookie_that_is_too_long_is_rejected() {
        SetCookie.named("a", "b".repeat(4095));
        assertThrows(IllegalArgumentException.class, () -> SetCookie.named("a", "b".repeat(4096)));
    }

    /** What a client does: it sends back the part before the first semicolon. */
    @Test
    void value_that_was_set_is_parsed_from_the_request() {
        String value = "!#$%&'()*+-./0123456789:<=>?@AZ[]^_`az{|}~";
        Response response =
                SetCookie.named("session", value).path("/").httpOnly().build().addTo(Response.of(Status.NO_CONTENT));
        String field = response.headers().first("Set-Cookie").orElseThrow();

        Cookies cookies = parse(field.substring(0, field.indexOf(';')));

        assertEquals(List.of(new Parameter("session", value)), cookies.pairs());
    }
}
