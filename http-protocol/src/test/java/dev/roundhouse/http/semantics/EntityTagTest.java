package dev.roundhouse.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
    private static final String TAG_CHARACTERS = "abz019!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u0080\u00e9\u00ff";

    @Test
    void strong_and_weak_tags_are_parsed() {
        assertEquals(Optional.of(EntityTag.strong("xyzzy")), EntityTag.parse("\"xyzzy\""));
        assertEquals(Optional.of(EntityTag.weak("xyzzy")), EntityTag.parse("W/\"xyzzy\""));
        assertEquals(Optional.of(EntityTag.strong("")), EntityTag.parse("\"\""));
    }

    @Test
    void strong_tag_may_contain_the_weak_prefix() {
        assertEquals(Optional.of(EntityTag.strong("W/")), EntityTag.parse("\"W/\""));
    }

    @Test
    void backslash_is_no_escape() {
        assertEquals(Optional.of(EntityTag.strong("a\\")), EntityTag.parse("\"a\\\""));
        assertEquals(Optional.empty(), EntityTag.parse("\"a\\\"b\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"",
                "a",
                "W/",
                "W/\"",
                "W/a",
                "w/\"a\"",
                "W\"a\"",
                "W/ \"a\"",
                "\"a",
                "a\"",
                "\"a\"b",
                " \"a\"",
                "\"a\" ",
                "\"a b\"",
                "\"a\tb\"",
                "\"a\u007f\"",
                "\"a\0\"",
                "\"a\"\"b\"",
                "*",
                "\"\u0100\"",
                "'a'"
            })
    void other_formats_are_rejected(String text) {
        assertEquals(Optional.empty(), EntityTag.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", " ", "\r", "\n", "\0", "\u007f", "\u0100"})
    void value_with_invalid_bytes_is_rejected(String value) {
        assertThrows(IllegalArgumentException.class, () -> EntityTag.strong("a" + value));
    }

    /** The table of RFC 9110 §8.8.3.2. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            W/"1" | W/"1" | false | true
            W/"1" | W/"2" | false | false
            W/"1" | "1"   | false | true
            "1"   | W/"1" | false | true
            "1"   | "1"   | true  | true
            "1"   | "a"   | false | false
            "a"   | "A"   | false | false
            """)
    void strong_and_weak_comparison_follow_the_rfc_table(
            String first, String second, boolean strongly, boolean weakly) {
        EntityTag left = EntityTag.parse(first).orElseThrow();
        EntityTag right = EntityTag.parse(second).orElseThrow();
        assertEquals(strongly, left.equalsStrongly(right));
        assertEquals(weakly, left.equalsWeakly(right));
    }

    @Test
    void formatted_tag_is_parsed_to_an_equal_tag() {
        SeededProperties.tryAll(random -> {
            EntityTag tag = new EntityTag(SeededProperties.text(random, TAG_CHARACTERS, 12), random.nextBoolean());
            assertEquals(Optional.of(tag), EntityTag.parse(tag.encoded()));
            assertEquals(tag.encoded(), tag.toString());
        });
    }

    @Test
    void parsed_tag_is_formatted_as_its_source() {
        SeededProperties.tryAll(random -> {
            String text = SeededProperties.text(random, "\"\"\"W/w a,*\\", 7);
            EntityTag.parse(text).ifPresent(tag -> assertEquals(text, tag.encoded()));
        });
    }

    @Test
    void list_may_be_a_single_asterisk() {
        EntityTags any = EntityTags.parse("*").orElseThrow();
        assertTrue(any.isAny());
        assertEquals(List.of(), any.members());
        assertThrows(IllegalArgumentException.class, () -> new EntityTags(true, List.of(EntityTag.strong("a"))));
    }

    @Test
    void commas_in_quotes_belong_to_the_tag() {
        assertEquals(
                List.of(EntityTag.strong("a,b"), EntityTag.weak(",")),
                EntityTags.parse("\"a,b\", W/\",\"").orElseThrow().members());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\",\"b\"", "\"a\" , \"b\"", ",\"a\",,\t,\"b\",", " \"a\",\"b\" "})
    void empty_members_and_white_space_are_ignored(String list) {
        EntityTags tags = EntityTags.parse(list).orElseThrow();
        assertFalse(tags.isAny());
        assertEquals(List.of(EntityTag.strong("a"), EntityTag.strong("b")), tags.members());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " ,\t,"})
    void list_may_be_empty(String list) {
        assertEquals(Optional.of(new EntityTags(false, List.of())), EntityTags.parse(list));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "\"a\" \"b\"",
                "\"a\"\"b\"",
                "\"a\", b",
                "\"a\", \"b",
                "*, \"a\"",
                "\"a\", *",
                "*, *",
                "**",
                "W/",
                "w/\"a\"",
                "\"a\";q=1",
                "\"a b\"",
                "\"a\", W/"
            })
    void invalid_member_invalidates_the_list(String list) {
        assertEquals(Optional.empty(), EntityTags.parse(list));
    }

    @Test
    void list_is_parsed_with_any_valid_separators() {
        SeededProperties.tryAll(random -> {
            List<EntityTag> tags = new ArrayList<>();
            StringBuilder list = new StringBuilder(SeededProperties.text(random, ", \t", 3));
            for (int left = random.nextInt(5); left > 0; left--) {
                EntityTag tag = new EntityTag(SeededProperties.text(random, TAG_CHARACTERS, 5), random.nextBoolean());
                tags.add(tag);
                list.append(tag).append(SeededProperties.text(random, " \t", 2)).append(',');
                list.append(SeededProperties.text(random, ", \t", 3));
            }
            assertEquals(Optional.of(new EntityTags(false, tags)), EntityTags.parse(list.toString()));
        });
    }
}
