package dev.roundhouse.http.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JsonWriterTest {
    private static final ObjectMapper PARSER = JsonMapper.builder().build();

    private final StringBuilder text = new StringBuilder();
    private final JsonWriter json = JsonWriter.compact(JsonOutput.to(text), JsonEscaping.MINIMAL);

    private static String quoted(String value, JsonEscaping escaping) {
        StringBuilder text = new StringBuilder();
        JsonWriter.compact(JsonOutput.to(text), escaping).value(value);
        return text.toString();
    }

    @Test
    void compact_object_has_no_white_space() {
        json.beginObject()
                .member("text", "a")
                .member("number", Long.MIN_VALUE)
                .member("flag", true)
                .member("present", Optional.of("b"))
                .member("missing", Optional.empty())
                .name("array")
                .beginArray()
                .value("c")
                .value(0)
                .value(false)
                .nullValue()
                .endArray()
                .name("object")
                .beginObject()
                .endObject()
                .endObject();

        assertEquals(
                "{\"text\":\"a\",\"number\":-9223372036854775808,\"flag\":true,\"present\":\"b\",\"missing\":null,"
                        + "\"array\":[\"c\",0,false,null],\"object\":{}}",
                text.toString());
    }

    @Test
    void elements_of_lines_are_on_lines_and_objects_in_them_are_not() {
        json.beginLines()
                .beginObject()
                .member("a", 1)
                .member("b", 2)
                .endObject()
                .beginArray()
                .value(3)
                .value(4)
                .endArray()
                .endArray();

        assertEquals("[\n{\"a\":1,\"b\":2},\n[3,4]\n]", text.toString());
    }

    @Test
    void empty_array_has_no_line_breaks() {
        json.beginLines().endArray();

        assertEquals("[]", text.toString());
    }

    @Test
    void indented_text_has_four_spaces_per_level() {
        JsonWriter.indented(JsonOutput.to(text), JsonEscaping.MINIMAL)
                .beginObject()
                .member("a", 1)
                .name("b")
                .beginArray()
                .value(2)
                .beginObject()
                .member("c", "d")
                .endObject()
                .endArray()
                .name("e")
                .beginArray()
                .endArray()
                .endObject();

        assertEquals("""
                {
                    "a" : 1,
                    "b" : [
                        2,
                        {
                            "c" : "d"
                        }
                    ],
                    "e" : []
                }""", text.toString());
    }

    @Test
    void writer_can_be_reused_after_a_complete_text() {
        json.beginObject().member("a", 1).endObject();
        json.beginObject().member("b", 2).endObject();

        assertEquals("{\"a\":1}{\"b\":2}", text.toString());
    }

    @Test
    void object_is_separated_from_a_preceding_nested_value() {
        json.beginArray()
                .beginArray()
                .endArray()
                .beginObject()
                .name("a")
                .beginArray()
                .endArray()
                .member("b", 1)
                .endObject()
                .endArray();

        assertEquals("[[],{\"a\":[],\"b\":1}]", text.toString());
    }

    @Test
    void names_are_escaped() {
        json.beginObject().member("\"\n", 1).endObject();

        assertEquals("{\"\\\"\\u000a\":1}", text.toString());
    }

    @Test
    void too_deep_nesting_is_rejected() {
        for (int i = 0; i < 63; i++) {
            json.beginArray();
        }

        assertThrows(IllegalStateException.class, json::beginArray);
    }

    @Test
    void end_without_begin_is_rejected() {
        assertThrows(IllegalStateException.class, json::endObject);
    }

    @ParameterizedTest
    @EnumSource
    void every_character_is_parsed_as_itself(JsonEscaping escaping) throws Exception {
        for (int character = 0; character <= Character.MAX_VALUE; character++) {
            String value = "a" + (char) character + "b";

            assertEquals(value, parsed(quoted(value, escaping)), Integer.toHexString(character));
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_supplementary_plane_is_parsed_as_itself(JsonEscaping escaping) throws Exception {
        for (int codePoint = 0x10000; codePoint <= Character.MAX_CODE_POINT; codePoint += 0x3FF) {
            String value = Character.toString(codePoint);

            assertEquals(value, parsed(quoted(value, escaping)), Integer.toHexString(codePoint));
        }
    }

    /** Also at the ends of a text, and in the wrong order. The text must not change in UTF-8, which has no surrogates. */
    @ParameterizedTest
    @EnumSource
    void lone_surrogates_are_escaped(JsonEscaping escaping) throws Exception {
        for (String value :
                new String[] {"\uD800", "\uDC00", "\uDC00\uD800", "\uD800a", "a\uDC00", "\uD83D\uD83D\uDE00"}) {
            assertEquals(value, parsed(quoted(value, escaping)));
        }
    }

    private static String parsed(String quoted) throws Exception {
        JsonNode value = PARSER.readTree(quoted.getBytes(StandardCharsets.UTF_8));
        assertTrue(value.isTextual(), quoted);
        return value.textValue();
    }

    @ParameterizedTest
    @CsvSource({
        // character, MINIMAL, CONTROLS, ASCII
        "0000, true, true, true",
        "0009, true, true, true",
        "000a, true, true, true",
        "001f, true, true, true",
        "0020, false, false, false",
        "007e, false, false, false",
        "007f, false, true, true",
        "0085, false, true, true",
        "009f, false, true, true",
        "00a0, false, false, true",
        "00e4, false, false, true",
        "2028, false, false, true",
        "d800, true, true, true",
        "dfff, true, true, true",
        "ffff, false, false, true"
    })
    void escaped_characters_depend_on_the_escaping(String hex, boolean minimal, boolean controls, boolean ascii) {
        String character = Character.toString(Integer.parseInt(hex, 16));
        String escaped = "\"\\u" + hex + "\"";
        String plain = '"' + character + '"';

        assertEquals(minimal ? escaped : plain, quoted(character, JsonEscaping.MINIMAL));
        assertEquals(controls ? escaped : plain, quoted(character, JsonEscaping.CONTROLS));
        assertEquals(ascii ? escaped : plain, quoted(character, JsonEscaping.ASCII));
    }

    @Test
    void slash_and_apostrophe_are_not_escaped() {
        assertEquals("\"</'>\"", quoted("</'>", JsonEscaping.ASCII));
    }
}
