package dev.roundhouse.http.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.cli.DurationParser;
import dev.roundhouse.http.cli.SizeParser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the parsers of sizes and durations with regular expressions. */
final class UnitParsersTest {
    private static final List<String> PARTS = List.of(
            "0",
            "1",
            "9",
            "12",
            "0000001",
            "999999999",
            "-",
            "+",
            ".",
            " ",
            "  ",
            "\t",
            "k",
            "K",
            "iB",
            "kib",
            "MiB",
            "g",
            "GIB",
            "b",
            "ms",
            "s",
            "M",
            "h",
            "H",
            "x",
            "\u0661",
            "\u00e9",
            "");

    private static final Map<String, Long> SIZES = Map.of(
            "", 1L, "b", 1L, "k", 1L << 10, "kib", 1L << 10, "m", 1L << 20, "mib", 1L << 20, "g", 1L << 30, "gib",
            1L << 30);

    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1000L, "", 1000L, "m", 60_000L, "h", 3_600_000L);

    private static final long YEAR_MILLIS = 365L * 24 * 3_600_000;

    @Test
    void parsers_accept_what_the_expressions_accept_with_the_same_value() {
        int accepted = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            String text = randomText(new Random(seed));
            Optional<Long> size = expected(text, 15, SIZES).filter(bytes -> bytes >= 0);
            assertEquals(size, result(SizeParser::parse, text), () -> "size '" + text + "'");
            Optional<Long> millis = expected(text, 12, MILLIS).filter(time -> time <= YEAR_MILLIS);
            assertEquals(
                    millis,
                    result(typed -> DurationParser.parse(typed).toMillis(), text),
                    () -> "duration '" + text + "'");
            accepted += size.isPresent() && millis.isPresent() ? 1 : 0;
        }
        assertTrue(accepted > 100, "valid texts: " + accepted);
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int parts = 1 + random.nextInt(4); parts > 0; parts--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    private static Optional<Long> expected(String text, int maxDigits, Map<String, Long> units) {
        Matcher form =
                Pattern.compile("([0-9]{1," + maxDigits + "})\\s*([a-z]*)").matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches() || !units.containsKey(form.group(2))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Math.multiplyExact(Long.parseLong(form.group(1)), units.get(form.group(2))));
        } catch (ArithmeticException overflow) {
            return Optional.empty();
        }
    }

    private static Optional<Long> result(Function<String, Long> parser, String text) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException invalid) {
            return Optional.empty();
        }
    }
}
