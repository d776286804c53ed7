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
    void default_is_no_cache_and_nosniff() {
        assertEquals(
                Headers.of("Cache-Control", "no-cache", "X-Content-Type-Options", "nosniff"),
                HeaderPolicy.DEFAULT.headers("/index.html"));
    }

    @Test
    void last_matching_cache_rule_applies() {
        HeaderPolicy policy = new HeaderPolicy(
                List.of(CacheControlRule.parse("*.css=max-age=60"), CacheControlRule.parse("/private/**=no-store")),
                false,
                List.of());
        assertEquals("max-age=60", policy.cacheControl("/a.css"));
        assertEquals("no-store", policy.cacheControl("/private/a.css"));
        assertEquals("no-cache", policy.cacheControl("/a.js"));
    }

    @Test
    void hashed_names_are_immutable_unless_a_rule_matches() {
        HeaderPolicy policy = new HeaderPolicy(List.of(CacheControlRule.parse("/beta/**=no-cache")), true, List.of());
        assertEquals("public, max-age=31536000, immutable", policy.cacheControl("/app.3f9a1c2b.js"));
        assertEquals("no-cache", policy.cacheControl("/beta/app.3f9a1c2b.js"));
        assertEquals("no-cache", policy.cacheControl("/index.html"));
    }

    @Test
    void headers_of_all_matching_rules_are_added_with_the_last_value() {
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
    void invalid_cache_rule_is_rejected(String text) {
        assertRejectedInOneLine(() -> CacheControlRule.parse(text));
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
    void invalid_or_reserved_header_rule_is_rejected(String text) {
        assertRejectedInOneLine(() -> HeaderRule.parse(text));
    }

    @Test
    void media_types_can_be_added_and_charsets_removed() {
        assertEquals("video/mp2t", MediaTypes.standard().with("ts=video/mp2t").forFileName("a.ts"));
        MediaTypes bare = MediaTypes.standard().withoutCharset().with("foo=text/foo");
        assertEquals("text/html", bare.forFileName("a.html"));
        assertEquals("text/foo", bare.forFileName("a.foo"));
        assertRejectedInOneLine(() -> MediaTypes.standard().with("ts"));
        assertRejectedInOneLine(() -> MediaTypes.standard().with("ts=video\r\nX: y"));
    }

    private static void assertRejectedInOneLine(org.junit.jupiter.api.function.Executable construction) {
        String message =
                assertThrows(IllegalArgumentException.class, construction).getMessage();
        assertTrue(message.chars().noneMatch(Character::isISOControl), message);
    }
}
