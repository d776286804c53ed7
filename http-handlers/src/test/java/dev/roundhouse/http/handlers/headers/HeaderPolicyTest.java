package dev.roundhouse.http.handlers.headers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderPolicyTest {
    @Test
    void lets_copies_be_kept_but_asked_about_and_types_be_believed() {
        assertEquals(
                Headers.of("Cache-Control", "no-cache", "X-Content-Type-Options", "nosniff"),
                HeaderPolicy.DEFAULT.headers("/index.html"));
    }

    @Test
    void lets_the_last_cache_rule_that_matches_win() {
        HeaderPolicy policy = new HeaderPolicy(
                List.of(CacheControlRule.parse("*.css=max-age=60"), CacheControlRule.parse("/private/**=no-store")),
                false,
                List.of());
        assertEquals("max-age=60", policy.cacheControl("/a.css"));
        assertEquals("no-store", policy.cacheControl("/private/a.css"));
        assertEquals("no-cache", policy.cacheControl("/a.js"));
    }

    @Test
    void keeps_hashed_names_for_ever_unless_a_rule_says_otherwise() {
        HeaderPolicy policy = new HeaderPolicy(List.of(CacheControlRule.parse("/beta/**=no-cache")), true, List.of());
        assertEquals("public, max-age=31536000, immutable", policy.cacheControl("/app.3f9a1c2b.js"));
        assertEquals("no-cache", policy.cacheControl("/beta/app.3f9a1c2b.js"));
        assertEquals("no-cache", policy.cacheControl("/index.html"));
    }

    @Test
    void adds_the_fields_of_all_rules_and_the_last_value_of_each() {
        HeaderPolicy policy = new HeaderPolicy(
                List.of(),
                false,
                List.of(
                        HeaderRule.parse("*|X-Frame-Options: DENY"),
                        HeaderRule.parse("*|Referrer-Policy: no-referrer"),
                        HeaderRule.parse("embed.html|x-frame-options: SAMEORIGIN")));
        Headers fields = policy.headers("/embed.html");
        assertEquals(List.of("SAMEORIGIN"), fields.all(FieldName.of("X-Frame-Options")));
        assertEquals("no-referrer", fields.first("Referrer-Policy").orElseThrow());
        assertEquals("DENY", policy.headers("/").first("X-Frame-Options").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*.css", "=no-cache", "*.css=", "*.css= x", "*.css=a\r\nX: y", "*.css=\u0007", "*.css=é"})
    void refuses_a_cache_rule_that_is_none(String text) {
        refusesInOneLine(() -> CacheControlRule.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "X: y",
                "*|X",
                "*|: y",
                "*|X y: z",
                "*|X:",
                "*|X: a\r\nSet-Cookie: b",
                "*|X: a\n",
                "*|X: a\tb",
                "*|X\r\n: a",
                "*|Content-Length: 3",
                "*|transfer-encoding: chunked",
                "*|Cache-Control: no-store",
                "*|X-Content-Type-Options: none"
            })
    void refuses_a_header_rule_that_is_none_or_not_its_business(String text) {
        refusesInOneLine(() -> HeaderRule.parse(text));
    }

    @Test
    void takes_media_types_from_the_command_line_and_charsets_away() {
        assertEquals("video/mp2t", MediaTypes.standard().with("ts=video/mp2t").forFileName("a.ts"));
        MediaTypes bare = MediaTypes.standard().withoutCharset().with("foo=text/foo");
        assertEquals("text/html", bare.forFileName("a.html"));
        assertEquals("text/foo", bare.forFileName("a.foo"));
        refusesInOneLine(() -> MediaTypes.standard().with("ts"));
        refusesInOneLine(() -> MediaTypes.standard().with("ts=video\r\nX: y"));
    }

    private static void refusesInOneLine(org.junit.jupiter.api.function.Executable construction) {
        String message =
                assertThrows(IllegalArgumentException.class, construction).getMessage();
        assertTrue(message.chars().noneMatch(Character::isISOControl), message);
    }
}
