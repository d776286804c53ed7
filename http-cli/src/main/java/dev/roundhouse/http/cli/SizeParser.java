package dev.roundhouse.http.cli;

import java.util.Map;

/** Sizes in bytes: {@code 512}, {@code 8KiB}, {@code 8k}, {@code 1MiB}, {@code 1m}, {@code 2GiB}, {@code 2g}. */
public final class SizeParser {
    private static final int MAX_DIGITS = 15;

    private static final Map<String, Integer> UNIT_SHIFTS =
            Map.of("", 0, "b", 0, "k", 10, "kib", 10, "m", 20, "mib", 20, "g", 30, "gib", 30);

    /** No buffer in memory needs to be larger. */
    private static final int MAX_IN_MEMORY = 1 << 30;

    private SizeParser() {}

    /** Any size, at least 0. */
    public static Long parse(String text) {
        NumberWithUnit size = NumberWithUnit.parse(text, MAX_DIGITS)
                .filter(parsed -> UNIT_SHIFTS.containsKey(parsed.unit()))
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' is not a valid size; use a number with an optional KiB, MiB or GiB (or k, m, g)"));
        long number = size.number();
        int bits = UNIT_SHIFTS.get(size.unit());
        if (number > Long.MAX_VALUE >> bits) {
            throw new IllegalArgumentException("'" + text + "' is too large");
        }
        return number << bits;
    }

    /** At least 1, or {@code off} for {@code Long.MAX_VALUE}. */
    public static Long orOff(String text) {
        long size = text.equals("off") ? Long.MAX_VALUE : parse(text);
        if (size < 1) {
            throw new IllegalArgumentException("'" + text + "' must be at least 1, or 'off'");
        }
        return size;
    }

    /** A size in memory: from 1 byte to 1 GiB. */
    public static Integer parseInMemory(String text) {
        long size = parse(text);
        if (size < 1 || size > MAX_IN_MEMORY) {
            throw new IllegalArgumentException("'" + text + "' must be between 1 and 1GiB");
        }
        return (int) size;
    }
}
