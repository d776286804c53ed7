package dev.roundhouse.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Headers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {
    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    private static Accept of(String value) {
        return Accept.of(Headers.of("Accept", value));
    }

    /** The table of RFC 9110 §12.5.1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/plain;format=flowed | 1000
            text/plain               | 700
            text/html                | 300
            image/jpeg               | 500
            text/plain;format=fixed  | 400
            text/html;level=3        | 300
            """)
    void most_specific_media_range_applies(String mediaType, int weight) {
        Accept accept = of(
                "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5");
        assertEquals(weight, accept.weight(mediaType));
    }

    @Test
    void browser_prefers_html_to_json() {
        assertTrue(of(BROWSER).prefers("text/html", "application/json"));
        assertFalse(of(BROWSER).prefers("application/json", "text/html"));
        assertTrue(of(BROWSER).accepts("text/html"));
        assertTrue(of(BROWSER).accepts("application/json"));
    }

    @Test
    void accept_of_json_prefers_json() {
        assertTrue(of("application/json").prefers("application/json", "text/html"));
        assertFalse(of("application/json").accepts("text/html"));
        assertTrue(of("application/json, */*;q=0.5").prefers("application/json", "text/html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "*/*;q=0.1", "application/*, text/*", "junk", ",,"})
    void equal_weights_are_no_preference(String value) {
        assertFalse(of(value).prefers("application/json", "text/html"));
        assertFalse(of(value).prefers("text/html", "application/json"));
        assertTrue(of(value).accepts("text/html"));
    }

    @Test
    void missing_header_accepts_every_type() {
        assertEquals(1000, Accept.of(Headers.EMPTY).weight("image/png"));
    }

    @Test
    void weight_of_zero_excludes_the_type() {
        assertFalse(of("text/html;q=0, */*").accepts("text/html"));
        assertFalse(of("text/*;q=0.0, */*").accepts("text/html"));
        assertTrue(of("text/*;q=0, text/html").accepts("text/html"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html;q=1.5",
                "text/html;q=",
                "text/html;q",
                "text",
                "text/",
                "/html",
                "*/html",
                "*",
                "te xt/html",
                "text/html;a b=c",
                "text/html;a=b c",
                "text/html;q=\"x\""
            })
    void malformed_members_are_ignored(String member) {
        Accept accept = of(member + ", image/png;q=0.5");
        assertEquals(0, accept.weight("text/html"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html;q=0.4;level=1",
                "text/html;level=1;q=0.4",
                "TEXT/HTML ; Level=\"1\" ; Q=0.4",
                "text/html;;level=\"\\1\";q=0.4;",
                "text/html;level=1;q=\"0.4\""
            })
    void parameters_are_accepted_in_any_order_and_spelling(String value) {
        assertEquals(400, of(value).weight("text/html; level=1"));
        assertEquals(0, of(value).weight("text/html"));
        assertEquals(0, of(value).weight("text/html;level=2"));
    }

    @Test
    void commas_and_semicolons_in_quotes_are_no_separators() {
        Accept accept = of("text/html;a=\"x,y;q=0\\\"\", image/png;q=0.2");
        assertEquals(1000, accept.weight("text/html;a=\"x,y;q=0\\\"\""));
        assertEquals(200, accept.weight("image/png"));
    }

    @Test
    void unclosed_quote_invalidates_the_rest() {
        Accept accept = of("image/gif;q=0.1, text/html;a=\"b, image/png;q=0.5");
        assertEquals(100, accept.weight("image/gif"));
        assertFalse(accept.accepts("text/html"));
        assertFalse(accept.accepts("image/png"));
    }

    @Test
    void argument_that_is_no_media_type_is_rejected() {
        assertThrows(IllegalArgumentException.class, () -> of("*/*").weight("html"));
    }

    @Test
    void order_of_members_does_not_change_the_result() {
        SeededProperties.tryAll(random -> {
            List<String> members = new ArrayList<>();
            for (int left = random.nextInt(6); left > 0; left--) {
                members.add(SeededProperties.oneOf(
                                random, "text/html", "text/*", "*/*", "application/json", "text/html;level=1")
                        + SeededProperties.oneOf(random, "", ";q=0", ";q=0.3", ";q=0.7"));
            }
            Accept accept = of(String.join(", ", members));
            Collections.shuffle(members, new Random(random.nextLong()));
            Accept shuffled = of(String.join(",", members));
            for (String type : List.of("text/html", "text/html;level=1", "text/css", "application/json", "image/png")) {
                assertEquals(accept.weight(type), shuffled.weight(type), type);
            }
        });
    }

    @Test
    void random_text_does_not_fail_the_parser() {
        SeededProperties.tryAll(random -> {
            int weight = of(SeededProperties.text(random, "a*/;=q01.,\"\\ ", 30).strip())
                    .weight("a/a;q=1");
            assertTrue(weight >= 0 && weight <= 1000);
        });
    }
}
