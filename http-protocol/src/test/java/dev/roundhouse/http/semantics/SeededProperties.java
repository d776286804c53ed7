package dev.roundhouse.http.semantics;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Tries a property with many seeds, always the same ones, and names the seed with which it does not hold. */
public final class SeededProperties {
    private static final int TRIES = 2_000;

    /** More than 100 for a long night, less where a tool repeats the tests a thousand times. */
    private static final int PERCENT = Integer.getInteger("seeds.percent", 100);

    private SeededProperties() {}

    /** Tries a property a number of times that suits cheap ones. */
    public static void tryAll(Consumer<SplittableRandom> property) {
        tryAll(TRIES, property);
    }

    /** Tries a property so many times, if nobody asks for more or less. */
    public static void tryAll(int tries, Consumer<SplittableRandom> property) {
        for (long seed = 1; seed <= (long) tries * PERCENT / 100; seed++) {
            try {
                property.accept(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("with seed " + seed + ": " + broken.getMessage(), broken);
            }
        }
    }

    /** A text of up to that many characters from an alphabet. */
    public static String text(SplittableRandom random, String alphabet, int max) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(max + 1); left > 0; left--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** One of these. */
    @SafeVarargs
    public static <T> T oneOf(SplittableRandom random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
