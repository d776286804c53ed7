package dev.roundhouse.http.cli;

import java.util.Locale;
import java.util.Optional;

/**
 * A number with a unit, as in {@code 10s} or {@code 8 KiB}. Parsed without regular expressions, since every start parses some.
 *
 * @param number at least 0
 * @param unit letters in lower case, or empty
 */
record NumberWithUnit(long number, String unit) {
    /**
     * Parses decimal digits, optional white space and letters.
     *
     * @param maxDigits at most 18
     */
    static Optional<NumberWithUnit> parse(String text, int maxDigits) {
        int end = 0;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        String unit = text.substring(end).stripLeading().toLowerCase(Locale.ROOT);
        if (end == 0 || end > maxDigits || !consistsOfLetters(unit)) {
            return Optional.empty();
        }
        return Optional.of(new NumberWithUnit(Long.parseLong(text.substring(0, end)), unit));
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean consistsOfLetters(String unit) {
        for (int i = 0; i < unit.length(); i++) {
            if (unit.charAt(i) < 'a' || unit.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }
}
