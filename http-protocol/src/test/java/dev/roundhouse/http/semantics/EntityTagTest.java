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
    private static final String TAG_OCTETS = "abz019!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u0080\u00e9\u00ff";

    @Test
    void reads_strong_and_weak_tags() {
        assertEquals(Optional.of(EntityTag.strong("xyzzy")), EntityTag.parse("\"xyzzy\""));
        assertEquals(Optional.of(EntityTag.weak("xyzzy")), EntityTag.parse("W/\"xyzzy\""));
        assertEquals(Optional.of(EntityTag.strong("")), EntityTag.parse("\"\""));
    }

    @Test
    void a_strong_tag_may_look_like_a_weak_one_inside() {
        assertEquals(Optional.of(EntityTag.strong("W/")), EntityTag.parse("\"W/\""));
    }

    @Test
    void a_backslash_escapes_nothing() {
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
    void reads_nothing_else(String text) {
        assertEquals(Optional.empty(), EntityTag.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", " ", "\r", "\n", "\0", "\u007f", "\u0100"})
    void cannot_be_made_of_octets_that_no_tag_may_have(String value) {
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
    void compares_strongly_and_weakly(String one, String other, boolean strongly, boolean weakly) {
        EntityTag left = EntityTag.parse(one).orElseThrow();
        EntityTag right = EntityTag.parse(other).orElseThrow();
        assertEquals(strongly, left.equalsStrongly(right));
        assertEquals(weakly, left.equalsWeakly(right));
    }

    @Test
    void any_tag_is_read_back_as_it_was_written() {
        SeededProperties.tryAll(random -> {
            EntityTag tag = new EntityTag(SeededProperties.text(random, TAG_OCTETS, 12), random.nextBoolean());
            assertEquals(Optional.of(tag), EntityTag.parse(tag.encoded()));
            assertEquals(tag.encoded(), tag.toString());
        });
    }

    @Test
    void a_text_is_a_tag_only_if_it_is_written_as_the_tag_is() {
        SeededProperties.tryAll(random -> {
            String text = SeededProperties.text(random, "\"\"\"W/w a,*\\", 7);
            EntityTag.parse(text).ifPresent(tag -> assertEquals(text, tag.encoded()));
        });
    }

    @Test
    void a_list_may_be_the_asterisk_alone() {
        EntityTags any = EntityTags.parse("*").orElseThrow();
        assertTrue(any.isAny());
        assertEquals(List.of(), any.members());
        assertThrows(IllegalArgumentException.class, () -> new EntityTags(true, List.of(EntityTag.strong("a"))));
    }

    @Test
    void commas_inside_quotes_belong_to_the_tag() {
        assertEquals(
                List.of(EntityTag.strong("a,b"), EntityTag.weak(",")),
                EntityTags.parse("\"a,b\", W/\",\"").orElseThrow().members());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\",\"b\"", "\"a\" , \"b\"", ",\"a\",,\t,\"b\",", " \"a\",\"b\" "})
    void empty_members_and_white_space_are_skipped(String list) {
        EntityTags tags = EntityTags.parse(list).orElseThrow();
        assertFalse(tags.isAny());
        assertEquals(List.of(EntityTag.strong("a"), EntityTag.strong("b")), tags.members());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " ,\t,"})
    void a_list_may_have_no_member(String list) {
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
    void one_bad_member_spoils_the_list(String list) {
        assertEquals(Optional.empty(), EntityTags.parse(list));
    }

    @Test
    void any_list_is_read_back_whatever_stands_between_its_members() {
        SeededProperties.tryAll(random -> {
            List<EntityTag> tags = new ArrayList<>();
            StringBuilder list = new StringBuilder(SeededProperties.text(random, ", \t", 3));
            for (int left = random.nextInt(5); left > 0; left--) {
                EntityTag tag = new EntityTag(SeededProperties.text(random, TAG_OCTETS, 5), random.nextBoolean());
                tags.add(tag);
                list.append(tag).append(SeededProperties.text(random, " \t", 2)).append(',');
                list.append(SeededProperties.text(random, ", \t", 3));
            }
            assertEquals(Optional.of(new EntityTags(false, tags)), EntityTags.parse(list.toString()));
        });
    }
}
