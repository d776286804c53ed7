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
    void the_most_exact_range_counts(String mediaType, int weight) {
        Accept accept = of(
                "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5");
        assertEquals(weight, accept.weight(mediaType));
    }

    @Test
    void a_browser_likes_html_better_than_json() {
        assertTrue(of(BROWSER).prefers("text/html", "application/json"));
        assertFalse(of(BROWSER).prefers("application/json", "text/html"));
        assertTrue(of(BROWSER).accepts("text/html"));
        assertTrue(of(BROWSER).accepts("application/json"));
    }

    @Test
    void a_program_that_asks_for_json_gets_it() {
        assertTrue(of("application/json").prefers("application/json", "text/html"));
        assertFalse(of("application/json").accepts("text/html"));
        assertTrue(of("application/json, */*;q=0.5").prefers("application/json", "text/html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "*/*;q=0.1", "application/*, text/*", "junk", ",,"})
    void liking_both_alike_is_no_preference(String value) {
        assertFalse(of(value).prefers("application/json", "text/html"));
        assertFalse(of(value).prefers("text/html", "application/json"));
        assertTrue(of(value).accepts("text/html"));
    }

    @Test
    void without_the_field_everything_is_acceptable() {
        assertEquals(1000, Accept.of(Headers.EMPTY).weight("image/png"));
    }

    @Test
    void a_weight_of_zero_refuses() {
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
    void malformed_members_are_left_out(String member) {
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
    void parameters_stand_in_any_order_and_spelling(String value) {
        assertEquals(400, of(value).weight("text/html; level=1"));
        assertEquals(0, of(value).weight("text/html"));
        assertEquals(0, of(value).weight("text/html;level=2"));
    }

    @Test
    void commas_and_semicolons_inside_quotes_separate_nothing() {
        Accept accept = of("text/html;a=\"x,y;q=0\\\"\", image/png;q=0.2");
        assertEquals(1000, accept.weight("text/html;a=\"x,y;q=0\\\"\""));
        assertEquals(200, accept.weight("image/png"));
    }

    @Test
    void a_quote_that_is_never_closed_spoils_the_rest() {
        Accept accept = of("image/gif;q=0.1, text/html;a=\"b, image/png;q=0.5");
        assertEquals(100, accept.weight("image/gif"));
        assertFalse(accept.accepts("text/html"));
        assertFalse(accept.accepts("image/png"));
    }

    @Test
    void only_media_types_are_asked_for() {
        assertThrows(IllegalArgumentException.class, () -> of("*/*").weight("html"));
    }

    @Test
    void the_order_of_members_makes_no_difference() {
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
    void no_text_breaks_the_parser() {
        SeededProperties.tryAll(random -> {
            int weight = of(SeededProperties.text(random, "a*/;=q01.,\"\\ ", 30).strip())
                    .weight("a/a;q=1");
            assertTrue(weight >= 0 && weight <= 1000);
        });
    }
}
