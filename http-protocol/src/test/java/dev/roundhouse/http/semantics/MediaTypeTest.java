package dev.roundhouse.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Headers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MediaTypeTest {
    @Test
    void names_are_in_lower_case_and_values_without_quotes() {
        MediaType type = MediaType.parse("Text/HTML ; Charset=\"UTF-8\";title=\"a\\\"b;c\"")
                .orElseThrow();

        assertEquals(new MediaType("text", "html", Map.of("charset", "UTF-8", "title", "a\"b;c")), type);
        assertTrue(type.is("TEXT/html"));
        assertFalse(type.is("text/plain"));
        assertEquals(Optional.of("UTF-8"), type.parameter("charset"));
        assertEquals(Optional.empty(), type.parameter("boundary"));
    }

    @Test
    void text_is_parsed_to_an_equal_value() {
        for (String text : List.of("a/b", "a/b; c=d", "multipart/form-data; boundary=\"a b\\\\c\\\"\"; x=\"\"")) {
            MediaType type = MediaType.parse(text).orElseThrow();

            assertEquals(text, type.toString());
            assertEquals(Optional.of(type), MediaType.parse(type.toString()));
        }
    }

    @Test
    void malformed_type_is_empty() {
        for (String text : List.of(
                "", "text", "/html", "text/", "text/ht ml", "a/b; c", "a/b; c=", "a/b; =d", "a/b; c=\"d", "a/b/c")) {
            assertEquals(Optional.empty(), MediaType.parse(text), text);
        }
    }

    @Test
    void first_of_two_equal_parameters_is_used() {
        assertEquals(
                Optional.of("1"), MediaType.parse("a/b; c=1; C=2").orElseThrow().parameter("c"));
    }

    @Test
    void message_has_a_type_only_if_it_has_one_field() {
        assertEquals(MediaType.parse("a/b"), MediaType.of(Headers.of("Content-Type", "a/b")));
        assertEquals(Optional.empty(), MediaType.of(Headers.EMPTY));
        assertEquals(Optional.empty(), MediaType.of(Headers.of("Content-Type", "a/b", "Content-Type", "a/b")));
    }
}
