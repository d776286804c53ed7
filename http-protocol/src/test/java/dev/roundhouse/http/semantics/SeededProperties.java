package dev.roundhouse.http.semantics;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Runs a property with many fixed seeds; a failure contains the seed. */
public final class SeededProperties {
    private static final int TRIES = 2_000;

    /** Above 100 for long runs, below 100 for tools that repeat the tests, such as mutation testing. */
    private static final int PERCENT = Integer.getInteger("seeds.percent", 100);

    private SeededProperties() {}

    /** Runs a cheap property the default number of times. */
    public static void tryAll(Consumer<SplittableRandom> property) {
        tryAll(TRIES, property);
    }

    /** Runs a property a number of times, scaled by the system property. */
    public static void tryAll(int tries, Consumer<SplittableRandom> property) {
        for (long seed = 1; seed <= (long) tries * PERCENT / 100; seed++) {
            try {
                property.accept(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("with seed " + seed + ": " + broken.getMessage(), broken);
            }
        }
    }

    /** Random text of limited length from an alphabet. */
    public static String text(SplittableRandom random, String alphabet, int max) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(max + 1); left > 0; left--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** One of the values, chosen at random. */
    @SafeVarargs
    public static <T> T oneOf(SplittableRandom random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
