package dev.roundhouse.http.semantics;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.util.OptionalInt;

/**
 * The weights of content negotiation (RFC 9110 §12.4.2), in thousandths: the grammar has at most three digits, so
 * that integers compare without rounding.
 */
final class Weight {
    /** The default weight. */
    static final int MAX = 1000;

    /** "Not acceptable". */
    static final int NOT_ACCEPTABLE = 0;

    private Weight() {}

    /**
     * Parses a {@code qvalue}: {@code 0}, {@code 1}, or one of them with a point and at most three digits, which are zeros
     * after a one.
     *
     * @return thousandths; empty for anything else, such as {@code .5}, {@code 1.1} or {@code 0.1234}
     */
    static OptionalInt parse(String text) {
        boolean shaped = !text.isEmpty() && text.length() <= 5 && (text.length() == 1 || text.charAt(1) == '.');
        if (!shaped || (text.charAt(0) != '0' && text.charAt(0) != '1')) {
            return OptionalInt.empty();
        }
        int thousandths = HttpGrammar.digit(text.charAt(0)) * MAX;
        int digitValue = 100;
        for (int at = 2; at < text.length(); at++) {
            int digit = HttpGrammar.digit(text.charAt(at));
            if (digit < 0) {
                return OptionalInt.empty();
            }
            thousandths += digit * digitValue;
            digitValue /= 10;
        }
        return thousandths <= MAX ? OptionalInt.of(thousandths) : OptionalInt.empty();
    }
}
