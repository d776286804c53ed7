package dev.roundhouse.http.handlers.headers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Names in the lists, names that hash functions would write, and names put together from words, numbers and dates. */
class HashedNameTest {
    private static final long SEED = 20_261_130;
    private static final int NAMES = 20_000;
    private static final List<String> WORDS = List.of(
            "report summer photo index about backup settings overview download model chapter version invoice iphone windows"
                    .split(" "));
    private static final List<String> SHORT_WORDS = List.of(
            "cafe face dead beef feed fade bad abc dec feb ad cd pro max web app img doc test data plan page part area"
                    .split(" "));
    private static final List<String> EXTENSIONS =
            List.of("js", "css", "png", "jpg", "pdf", "json", "woff2", "mp4", "svg");

    static Stream<String> hashed() throws IOException {
        return lines("hashed-names.txt")
                .flatMap(line -> Arrays.stream(line.split(" ")).skip(1));
    }

    static Stream<String> ordinary() throws IOException {
        return lines("ordinary-names.txt").flatMap(line -> Arrays.stream(line.split(" ")));
    }

    private static Stream<String> lines(String resource) throws IOException {
        try (InputStream bytes = HashedNameTest.class.getResourceAsStream(resource)) {
            return new String(bytes.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    private static boolean isHashed(String path) {
        return HashedFileName.matches(path.substring(path.lastIndexOf('/') + 1));
    }

    @ParameterizedTest
    @MethodSource("hashed")
    void recognizes_hashed_names_of_bundlers(String name) {
        assertTrue(isHashed(name));
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void ordinary_names_are_not_hashed_names(String name) {
        assertFalse(isHashed(name));
    }

    @Test
    void more_than_two_hundred_ordinary_names_are_tested() throws IOException {
        assertTrue(ordinary().distinct().count() > 200);
    }

    /** Each hashed name that is not recognized costs a revalidation; the test limits their share. */
    @ParameterizedTest
    @CsvSource({
        "vite, app-#.js, 8, 75",
        "vite, app-#.css, 8, 75",
        "vite, logo-#.png, 8, 50",
        "hexadecimal, main.#.js, 8, 85",
        "hexadecimal, main.#.png, 8, 75",
        "hexadecimal, base.#.css, 12, 90",
        "hexadecimal, main-#.js, 16, 97",
        "hexadecimal, main.#.js, 20, 98",
        "hexadecimal, main.#.js, 32, 94",
        "hexadecimal, main.#.css, 64, 99",
        "esbuild, chunk-#.js, 8, 75",
        "esbuild, logo-#.png, 8, 45",
    })
    void recognizes_most_outputs_of_hash_functions(String tool, String form, int length, int percent) {
        String alphabet = switch (tool) {
            case "vite" -> "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            case "esbuild" -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
            default -> "0123456789abcdef";
        };
        SplittableRandom random = new SplittableRandom(SEED);
        int found = 0;
        for (int i = 0; i < NAMES; i++) {
            StringBuilder hash = new StringBuilder();
            random.ints(length, 0, alphabet.length()).forEach(at -> hash.append(alphabet.charAt(at)));
            found += HashedFileName.matches(form.replace("#", hash)) ? 1 : 0;
        }
        assertTrue(found >= NAMES / 100 * percent, found * 100.0 / NAMES + " % of " + form);
    }

    @Test
    void names_of_words_numbers_and_dates_are_not_hashed_names() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> pinned = new ArrayList<>();
        for (int i = 0; i < NAMES; i++) {
            String name = name(random);
            if (HashedFileName.matches(name)) {
                pinned.add(name);
            }
        }
        assertEquals(List.of(), pinned.stream().distinct().toList(), "seed " + SEED);
    }

    private static String name(SplittableRandom random) {
        StringBuilder name = new StringBuilder(pick(random, WORDS));
        int parts = 1 + random.nextInt(3);
        for (int i = 0; i < parts; i++) {
            name.append(i == 0 && random.nextInt(4) == 0 ? "" : pick(random, List.of("-", "_", ".")))
                    .append(part(random));
        }
        return name.append('.').append(pick(random, EXTENSIONS)).toString();
    }

    private static String part(SplittableRandom random) {
        String word = pick(random, random.nextBoolean() ? WORDS : SHORT_WORDS);
        String number = String.valueOf(random.nextInt(random.nextBoolean() ? 100 : 100_000));
        return switch (random.nextInt(7)) {
            case 0 -> word + number;
            case 1 -> Character.toUpperCase(word.charAt(0)) + word.substring(1) + number;
            case 2 -> number + Character.toUpperCase(word.charAt(0)) + word.substring(1);
            case 3 -> word.toUpperCase(java.util.Locale.ROOT) + number;
            case 4 -> String.valueOf(20_000_000 + random.nextInt(300_000));
            case 5 -> (1990 + random.nextInt(50)) + word;
            default -> word + (1990 + random.nextInt(50));
        };
    }

    private static String pick(SplittableRandom random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
