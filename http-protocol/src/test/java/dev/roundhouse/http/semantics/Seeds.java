package dev.roundhouse.http.semantics;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Tries a property with many seeds, always the same ones, and names the seed with which it does not hold. */
final class Seeds {
    private static final int TRIES = 2_000;

    private Seeds() {}

    static void tryAll(Consumer<SplittableRandom> property) {
        for (long seed = 1; seed <= TRIES; seed++) {
            try {
                property.accept(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("with seed " + seed + ": " + broken.getMessage(), broken);
            }
        }
    }

    /** A text of up to that many characters from an alphabet. */
    static String text(SplittableRandom random, String alphabet, int most) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @SafeVarargs
    static <T> T oneOf(SplittableRandom random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
