package dev.roundhouse.http.handlers.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NaturalOrderTest {
    private static final NaturalOrder ORDER = NaturalOrder.INSTANCE;
    private static final Pattern TOKEN = Pattern.compile("[0-9]+|(?s:.)");

    private static void assertInOrder(String... names) {
        List<String> shuffled = new ArrayList<>(List.of(names));
        for (long seed = 0; seed < 20; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(ORDER);
            assertEquals(List.of(names), shuffled);
        }
    }

    @Test
    void numbers_are_ordered_by_value() {
        assertInOrder("1", "2", "10", "file", "file1", "file2", "file10", "file10a2", "file10a10", "file11");
        assertInOrder("a1.9", "a1.10", "a1.10.1", "a2.0");
        assertInOrder("v9223372036854775807", "v9223372036854775808", "v18446744073709551616", "v" + "9".repeat(250));
    }

    @Test
    void equal_numbers_are_ordered_by_following_text_then_leading_zeros() {
        assertInOrder("a0", "a00", "a000", "a01", "a1", "a001b", "a01b", "a1b", "a01c", "a2");
        assertInOrder("", "0", "00x", "0x", "1");
    }

    @Test
    void letter_case_is_compared_last() {
        assertInOrder("A1", "a1", "a2", "B1", "b01", "b1", "b10");
    }

    @Test
    void digits_of_other_scripts_are_ordinary_characters() {
        assertInOrder("a2", "a10", "a\u0661\u0660", "a\u0662");
    }

    /** The same order, computed from a list of tokens with numbers as {@link BigInteger}. */
    private static int model(String left, String right) {
        Matcher leftTokens = TOKEN.matcher(left);
        Matcher rightTokens = TOKEN.matcher(right);
        while (true) {
            boolean leftHasMore = leftTokens.find();
            boolean rightHasMore = rightTokens.find();
            if (!leftHasMore || !rightHasMore) {
                int length = Boolean.compare(leftHasMore, rightHasMore);
                return length != 0 ? length : left.compareTo(right);
            }
            int order = modelToken(leftTokens.group(), rightTokens.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int modelToken(String left, String right) {
        boolean numbers = left.matches("[0-9]+") && right.matches("[0-9]+");
        return numbers
                ? new BigInteger(left).compareTo(new BigInteger(right))
                : String.CASE_INSENSITIVE_ORDER.compare(left.substring(0, 1), right.substring(0, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void order_is_total_and_equals_the_model(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String a = name(random);
            String b = name(random);
            String c = name(random);
            String names = "seed " + seed + ": '" + a + "' '" + b + "' '" + c + "'";
            int ab = Integer.signum(ORDER.compare(a, b));
            int bc = Integer.signum(ORDER.compare(b, c));
            assertEquals(Integer.signum(model(a, b)), ab, names);
            assertEquals(-ab, Integer.signum(ORDER.compare(b, a)), names);
            assertEquals(a.equals(b), ab == 0, names);
            assertTrue(ab != bc || ab == Integer.signum(ORDER.compare(a, c)), names);
        }
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            name.append("0012aAbB.-/:\u0130\u0131\u0662".charAt(random.nextInt(15)));
        }
        return name.toString();
    }
}
