package dev.roundhouse.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriPathTest {
    private static final String[] INVALID_OR_ESCAPED = {
        "%2e",
        "%2E",
        ".",
        "..",
        "%2f",
        "%2F",
        "/",
        "//",
        "%5c",
        "%5C",
        "\\",
        "%00",
        "%",
        "%%",
        "%2",
        "%252e",
        "%252f",
        "%c0%ae",
        "%c0%af",
        "%e0%80%ae",
        "%f0%80%80%ae",
        "%c1%9c",
        "%ed%a0%80",
        "%ff",
        "%fe",
        "%u002e",
        ";",
        "..;",
        ";a=b",
        "%3b",
        "%0a",
        "%0d",
        "%20",
        " ",
        ":",
        "::$DATA",
        "~",
        "a",
        "b.html",
        "%c3%a9",
        "\u00e9",
        "\u2215",
        "\uff0e",
        "%7f",
        "?",
        "#"
    };

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /                   | /
            //                  | /
            /.                  | /
            /a/..               | /
            /a                  | /a
            /a/                 | /a/
            /a/b.html           | /a/b.html
            //a//b//            | /a/b/
            /a/./b              | /a/b
            /a/.                | /a/
            /a/../b             | /b
            /a/b/..             | /a/
            /a/b/../            | /a/
            /a/b/../../c        | /c
            /...                | /...
            /.hidden            | /.hidden
            /..a                | /..a
            /a%20b              | /a%20b
            /%61                | /a
            /%C3%a9             | /%C3%A9
            /a;b=c              | /a;b=c
            /..;                | /..;
            /%252e%252e         | /%252e%252e
            /a:b@c!$&'()*+,=~   | /a:b@c!$&'()*+,=~
            /a^b                | /a%5Eb
            /%0A                | /%0A
            /%F0%9F%9A%82       | /%F0%9F%9A%82
            """)
    void path_has_one_canonical_spelling(String path, String canonical) {
        UriPath parsed = UriPath.parse(path).orElseThrow();
        assertEquals(canonical, parsed.encoded());
        assertEquals(Optional.of(parsed), UriPath.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "a",
                "a/b",
                "\\a",
                "/..",
                "/../",
                "/a/../..",
                "/./../a",
                "/%2e",
                "/%2e%2e",
                "/.%2e",
                "/%2E.",
                "/a/%2e%2e/b",
                "/a%2fb",
                "/a%2Fb",
                "/%2f",
                "/a%5cb",
                "/a\\b",
                "/..\\",
                "/%00",
                "/a%00.html",
                "/a\0",
                "/%",
                "/a%",
                "/%2",
                "/%zz",
                "/%2g",
                "/%-1",
                "/%u002e",
                "/%c0%ae%c0%ae",
                "/%c0%af",
                "/%e0%80%ae",
                "/%ed%a0%80",
                "/%f4%90%80%80",
                "/%80",
                "/%ff",
                "/\u00e9",
                "/a%20\u00e9",
                "/\u2215",
                "/\ud800"
            })
    void path_with_an_invalid_segment_is_rejected(String path) {
        assertEquals(Optional.empty(), UriPath.parse(path));
    }

    @Test
    void path_is_percent_decoded_once_as_utf8() {
        assertEquals(
                List.of("%2e%2e", "gr\u00fc\u00dfe", "a b"),
                UriPath.parse("/%252e%252e/gr%C3%BC%C3%9Fe/a%20b").orElseThrow().segments());
    }

    @Test
    void trailing_slash_or_dot_segment_denotes_a_directory() {
        assertTrue(UriPath.parse("/a/").orElseThrow().endsWithSlash());
        assertTrue(UriPath.parse("/a/.").orElseThrow().endsWithSlash());
        assertTrue(UriPath.parse("/a/b/..").orElseThrow().endsWithSlash());
        assertFalse(UriPath.parse("/a").orElseThrow().endsWithSlash());
        assertEquals(Optional.of(UriPath.ROOT), UriPath.parse("/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "a\0b"})
    void invalid_segment_is_rejected(String segment) {
        assertThrows(IllegalArgumentException.class, () -> new UriPath(List.of(segment), false));
    }

    @Test
    void delete_character_is_ascii_and_what_follows_it_is_not() {
        assertEquals(Optional.of("a\u007fb"), UriPath.decode("a\u007fb"));
        assertEquals(Optional.of("a\u007f b"), UriPath.decode("a\u007f%20b"));
        assertEquals(Optional.empty(), UriPath.decode("a\u0080b"));
        assertEquals(Optional.empty(), UriPath.decode("a\u0080%20b"));
    }

    @Test
    void backslash_and_nul_are_rejected_at_any_position() {
        for (String segment : List.of("\\", "a\\", "\\a", "\0", "a\0", "\0a", "/", "/a")) {
            assertThrows(IllegalArgumentException.class, () -> new UriPath(List.of(segment), false), segment);
        }
    }

    @Test
    void text_of_a_path_is_its_encoded_form() {
        assertEquals("/a%20b/", new UriPath(List.of("a b"), true).toString());
    }

    @Test
    void root_always_ends_with_a_slash() {
        assertThrows(IllegalArgumentException.class, () -> new UriPath(List.of(), false));
    }

    @Test
    void traversal_attacks_yield_no_dangerous_segment() {
        SeededProperties.tryAll(random -> {
            String attack = attack(random);
            UriPath.parse(attack).ifPresent(path -> {
                path.segments().forEach(segment -> assertTrue(isHarmless(segment), attack));
                assertEquals(Optional.of(path), UriPath.parse(path.encoded()), attack);
            });
        });
    }

    private static String attack(SplittableRandom random) {
        StringBuilder path = new StringBuilder(random.nextInt(10) == 0 ? "" : "/");
        for (int left = random.nextInt(8); left > 0; left--) {
            path.append(SeededProperties.oneOf(random, INVALID_OR_ESCAPED)).append(random.nextBoolean() ? "/" : "");
        }
        return path.toString();
    }

    private static boolean isHarmless(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && segment.chars().noneMatch(character -> character == '/' || character == '\\' || character == 0);
    }

    @Test
    void path_never_climbs_above_the_root() {
        SeededProperties.tryAll(random -> {
            StringBuilder path = new StringBuilder();
            int depth = 0;
            boolean climbed = false;
            for (int left = random.nextInt(12); left > 0; left--) {
                String segment = SeededProperties.oneOf(random, "a", "b", "..", ".", "");
                depth += segment.equals("..") ? -1 : segment.isEmpty() || segment.equals(".") ? 0 : 1;
                climbed |= depth < 0;
                path.append('/').append(segment);
            }
            Optional<UriPath> parsed = UriPath.parse(path.append('/').toString());
            assertEquals(climbed, parsed.isEmpty(), path::toString);
            int expected = depth;
            parsed.ifPresent(value -> assertEquals(expected, value.segments().size()));
        });
    }

    @Test
    void encoded_segments_are_parsed_to_the_same_segments() {
        SeededProperties.tryAll(random -> {
            List<String> names = new ArrayList<>();
            for (int left = random.nextInt(5); left > 0; left--) {
                names.add("a" + SeededProperties.text(random, "..%;: ?#a\"<>\n\u007f\u00e9\u20ac\uff0f\uff0e", 6));
            }
            UriPath path = new UriPath(names, names.isEmpty() || random.nextBoolean());
            assertEquals(Optional.of(path), UriPath.parse(path.encoded()));
            assertTrue(path.encoded().chars().allMatch(character -> character > ' ' && character < 0x7F));
        });
    }

    @Test
    void percent_sign_at_the_end_needs_two_digits() {
        assertEquals(Optional.of("A"), UriPath.decode("%41"));
        assertEquals(Optional.of("A!"), UriPath.decode("%41!"));
        assertEquals(Optional.empty(), UriPath.decode("!%4"));
    }
}
