package dev.roundhouse.http.handlers.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.css /a/b/site.css true",
                "*.css /site.css true",
                "*.css /site.css.map false",
                "* /anything true",
                "a?c /x/abc true",
                "a?c /x/ac false",
                "? /😀 true",
                "/*.css /site.css true",
                "/*.css /a/site.css false",
                "/a*c /a/c false",
                "/a?c /a/c false",
                "assets/** /assets/x/y.js true",
                "assets/** /assets/ true",
                "assets/** /assets false",
                "assets/** /my/assets/x false",
                "**/assets/** /my/assets/x true",
                "**/assets/** /assets/x true",
                "/a/**/b /a/b true",
                "/a/**/b /a/x/b true",
                "/a/**/b /a/x/y/b true",
                "/a/**/b /a/xb false",
                "/a/**/b /ab false",
                "/a**b /a/x/b true",
                "*.{js,css} /x.css true",
                "*.{js,css} /x.html false",
                "*.{,m}js /x.mjs true",
                "*.{,m}js /x.js true",
                "/{a,b/{c,d}}/x /b/d/x true",
                "/{a,b/{c,d}}/x /b/x false",
                "\\*.css /*.css true",
                "\\*.css /a.css false",
                "a\\{b /a{b true",
                "*.CSS /a.css false",
                "/a/** /a/line\u2028break true",
            })
    void matches_the_documented_examples(String glob, String path, boolean expected) {
        assertEquals(expected, Glob.of(glob).matches(path), () -> glob + " with " + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a{b", "a}b", "{a,{b}", "}{", "a\nb", "a\u0000b"})
    void invalid_glob_is_rejected_with_one_sentence(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Glob.of(text))
                .getMessage();
        assertTrue(message.chars().noneMatch(Character::isISOControl), message);
    }

    @Test
    void braces_above_the_expansion_limit_are_rejected() {
        assertThrows(IllegalArgumentException.class, () -> Glob.of("{a,b}".repeat(60)));
        assertTrue(Glob.of("{a,b}".repeat(6)).matches("/ababab"));
    }

    /** A backtracking matcher would take exponential time. */
    @Test
    void matching_time_is_bounded_for_malicious_paths() {
        Glob glob = Glob.of("/" + "*a".repeat(60) + "b");
        assertFalse(glob.matches("/" + "a".repeat(8000)));
        Glob deep = Glob.of("**/" + "**/x*".repeat(30) + "y");
        assertFalse(deep.matches("/x".repeat(4000)));
    }

    @Test
    void matches_equal_those_of_a_simple_matcher() {
        String[] pieces = {"a", "b", "/", "*", "?", "**"};
        for (int seed = 0; seed < 3000; seed++) {
            java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
            String glob = "/" + text(random, pieces, 6).replace("**/", "**a/").replace("***", "**");
            String path = "/" + text(random, new String[] {"a", "b", "/"}, 8);
            assertEquals(simple(glob, path), Glob.of(glob).matches(path), "seed " + seed + ": " + glob + " " + path);
        }
    }

    private static String text(java.util.SplittableRandom random, String[] pieces, int max) {
        return IntStream.range(0, random.nextInt(max))
                .mapToObj(at -> pieces[random.nextInt(pieces.length)])
                .collect(Collectors.joining());
    }

    private static boolean simple(String glob, String path) {
        if (glob.isEmpty()) {
            return path.isEmpty();
        }
        if (glob.startsWith("*")) {
            boolean deep = glob.startsWith("**");
            String rest = glob.substring(deep ? 2 : 1);
            return simple(rest, path)
                    || (!path.isEmpty() && (deep || path.charAt(0) != '/') && simple(glob, path.substring(1)));
        }
        boolean first =
                !path.isEmpty() && (glob.charAt(0) == '?' ? path.charAt(0) != '/' : glob.charAt(0) == path.charAt(0));
        return first && simple(glob.substring(1), path.substring(1));
    }
}
