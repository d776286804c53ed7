package dev.roundhouse.http.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    private static final Headers.FieldNameSet CONDITIONS =
            Headers.FieldNameSet.of(FieldName.IF_MATCH, FieldName.IF_NONE_MATCH);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\rb",
                "a\nb",
                "a\r\nSet-Cookie: b",
                "a\0b",
                "a\u007fb",
                "a\u0001",
                "\u0100",
                "\u2028",
                "\ud83d\ude82"
            })
    void value_with_a_control_character_is_rejected(String value) {
        Headers.Builder builder = Headers.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.add("X-Name", value));
        assertThrows(IllegalArgumentException.class, () -> builder.add(FieldName.ETAG, value));
        assertEquals(Headers.EMPTY, builder.build());
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "\ta", "a\t", " "})
    void value_with_surrounding_white_space_is_rejected(String value) {
        assertThrows(IllegalArgumentException.class, () -> Headers.of("X-Name", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb", "a\u00e9\u00ff", "a, \"b\"; c=d"})
    void other_values_are_unchanged(String value) {
        assertEquals(Optional.of(value), Headers.of("X-Name", value).first("X-Name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a:", ":", "a\r", "a\n", "a\0", "\u00e9", "a(b)", "\"a\"", "a/b", "a,b", "\u0131"})
    void name_that_is_no_token_is_rejected(String name) {
        assertThrows(IllegalArgumentException.class, () -> Headers.of(name, "value"));
        assertThrows(IllegalArgumentException.class, () -> FieldName.of(name));
        assertThrows(IllegalArgumentException.class, () -> Headers.EMPTY.first(name));
    }

    @Test
    void name_without_a_value_is_rejected() {
        assertThrows(IllegalArgumentException.class, () -> Headers.of("Host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-type", "Content-Type", "CONTENT-TYPE", "cOnTeNt-TyPe"})
    void names_are_case_insensitive(String name) {
        Headers headers = Headers.of(name, "text/html");
        assertTrue(headers.contains(FieldName.CONTENT_TYPE));
        assertEquals(Optional.of("text/html"), headers.first("Content-Type"));
        assertEquals(Optional.of("text/html"), headers.first(FieldName.CONTENT_TYPE));
        assertSame(FieldName.CONTENT_TYPE, FieldName.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-custom", "X-Custom", "X-CUSTOM"})
    void names_without_a_constant_are_found(String name) {
        Headers headers = Headers.of("Host", "a", name, "b");
        assertTrue(headers.contains(FieldName.of("X-Custom")));
        assertEquals(Optional.of("b"), headers.first("x-CUSTOM"));
        assertEquals(FieldName.of("x-custom"), FieldName.of(name));
        assertEquals(FieldName.of("x-custom").hashCode(), FieldName.of(name).hashCode());
        assertFalse(headers.contains(FieldName.of("X-Custom2")));
    }

    @Test
    void missing_header_is_not_found() {
        Headers headers = Headers.of("Host", "a");
        assertFalse(headers.contains(FieldName.ETAG));
        assertEquals(Optional.empty(), headers.first(FieldName.ETAG));
        assertEquals(List.of(), headers.all(FieldName.ETAG));
        assertEquals(List.of(), headers.listMembers(FieldName.ETAG));
        assertEquals(Optional.empty(), headers.combined(FieldName.ETAG));
    }

    @Test
    void field_lines_of_one_name_keep_their_order() {
        Headers headers = Headers.of("Accept", "a", "Host", "h", "ACCEPT", "b", "accept", "");
        assertEquals(Optional.of("a"), headers.first(FieldName.ACCEPT));
        assertEquals(List.of("a", "b", ""), headers.all(FieldName.ACCEPT));
        assertEquals(Optional.of("a, b, "), headers.combined(FieldName.ACCEPT));
        assertEquals(4, headers.size());
    }

    @Test
    void several_names_are_searched_in_one_pass() {
        assertTrue(Headers.of("Host", "a", "if-none-match", "*").containsAny(CONDITIONS));
        assertFalse(Headers.of("Host", "a", "If-Range", "*").containsAny(CONDITIONS));
        assertFalse(Headers.EMPTY.containsAny(CONDITIONS));
        assertThrows(IllegalArgumentException.class, () -> Headers.FieldNameSet.of(FieldName.of("X-Custom")));
    }

    @Test
    void list_may_span_field_lines_and_have_empty_members() {
        Headers headers = Headers.of("Vary", "a , b,\t,", "vary", ",,c\t,d e", "Vary", "");
        assertEquals(List.of("a", "b", "c", "d e"), headers.listMembers(FieldName.VARY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "Close", "CLOSE"})
    void list_members_are_case_insensitive(String token) {
        assertTrue(Headers.of("Connection", "keep-alive, cLOSe").listContains(FieldName.CONNECTION, token));
        assertFalse(Headers.of("Connection", "closed, clos e").listContains(FieldName.CONNECTION, token));
    }

    @Test
    void with_and_without_return_changed_copies() {
        Headers headers = Headers.of("A", "1", "ETag", "\"x\"", "a", "2");
        assertEquals(Headers.of("ETag", "\"x\""), headers.without(FieldName.of("a")));
        assertEquals(Headers.of("A", "1", "a", "2"), headers.without(FieldName.ETAG));
        assertFalse(headers.without(FieldName.ETAG).contains(FieldName.ETAG));
        assertEquals(4, headers.with(FieldName.VARY, "b").size());
        assertEquals(3, headers.size());
    }

    @Test
    void text_lists_all_headers() {
        Headers headers = Headers.of("Host", "example", "X-E", "\u00e9", "Empty", "");
        assertEquals("[Host: example, X-E: \u00e9, Empty: ]", headers.toString());
    }

    @Test
    void iteration_keeps_order_and_spelling() {
        List<Headers.FieldLine> fields = new ArrayList<>();
        Headers.of("hOST", "a", "B", "c").forEach(fields::add);
        assertEquals(List.of(new Headers.FieldLine("hOST", "a"), new Headers.FieldLine("B", "c")), fields);
        Iterator<Headers.FieldLine> none = Headers.EMPTY.iterator();
        assertThrows(NoSuchElementException.class, none::next);
    }

    @Test
    void sections_with_equal_field_lines_are_equal() {
        assertEquals(Headers.of("A", "b"), Headers.builder().add("A", "b").build());
        assertEquals(Headers.of("A", "b").hashCode(), Headers.of("A", "b").hashCode());
        assertNotEquals(Headers.of("A", "b"), Headers.of("a", "b"));
        assertNotEquals(Headers.of("A", "b", "C", "d"), Headers.of("C", "d", "A", "b"));
    }

    @Test
    void parsed_header_is_found_like_any_other() {
        Headers.Builder builder =
                Headers.builder().addParsed(FieldName.spelled("host"), "a").addParsed(FieldName.spelled("x"), "y");
        assertEquals(2, builder.size());
        assertEquals(Headers.of("host", "a", "x", "y"), builder.build());
        assertTrue(builder.build().contains(FieldName.HOST));
        assertEquals(Optional.of("a"), builder.build().first(FieldName.HOST));
        assertEquals(Optional.of("y"), builder.build().first("X"));
    }

    @Test
    void name_keeps_its_spelling_and_equals_other_spellings() {
        for (String text : List.of("etag", "ETag", "x-custom")) {
            assertEquals(text, FieldName.spelled(text).toString());
            assertEquals(FieldName.of(text), FieldName.spelled(text));
            assertEquals(FieldName.of(text).hashCode(), FieldName.spelled(text).hashCode());
        }
        assertSame(FieldName.ETAG, FieldName.spelled("ETag"));
        assertNotEquals(FieldName.ETAG, FieldName.spelled("host"));
        assertNotEquals(FieldName.ETAG, FieldName.of("ETags"));
        assertNotEquals(FieldName.of("x-a"), FieldName.of("x-b"));
        assertThrows(IllegalArgumentException.class, () -> FieldName.spelled("a b"));
    }

    @Test
    void builder_does_not_change_a_built_section() {
        Headers.Builder builder = Headers.builder().add("A", "1");
        Headers headers = builder.build();
        builder.add("B", "2");
        assertEquals(Headers.of("A", "1"), headers);
        assertEquals(Headers.of("A", "1", "B", "2"), builder.build());
    }

    @Test
    void section_may_have_many_headers() {
        Headers.Builder builder = Headers.builder();
        for (int line = 0; line < 100; line++) {
            builder.add("X-" + line, Integer.toString(line));
        }
        Headers headers = builder.add(FieldName.ETAG, "\"e\"").build();
        assertEquals(101, headers.size());
        assertEquals(Optional.of("99"), headers.first("x-99"));
        assertTrue(headers.contains(FieldName.ETAG));
    }
}
