package dev.roundhouse.http.handlers.listing;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.util.Comparator;

/**
 * Natural order of names: numbers by value, so that {@code file2} comes before {@code file10}, and letters ignoring case. Numbers
 * are sequences of ASCII digits of any length; digits of other scripts are ordinary characters.
 *
 * <p>Names that differ only in case or in leading zeros are ordered by their characters: the order is total, and only equal
 * names compare equal. A page of a listing that begins after a name relies on that.
 */
final class NaturalOrder implements Comparator<String> {
    static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String left, String right) {
        int natural = natural(left, right);
        return natural != 0 ? natural : left.compareTo(right);
    }

    private static int natural(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            if (HttpGrammar.isDigit(left.charAt(i)) && HttpGrammar.isDigit(right.charAt(j))) {
                int leftEnd = endOfNumber(left, i);
                int rightEnd = endOfNumber(right, j);
                int order = byValue(left, i, leftEnd, right, j, rightEnd);
                if (order != 0) {
                    return order;
                }
                i = leftEnd;
                j = rightEnd;
            } else {
                int order = Character.compare(folded(left.charAt(i)), folded(right.charAt(j)));
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
        }
        return Integer.compare(left.length() - i, right.length() - j);
    }

    /** Without leading zeros, the longer number is the greater one. */
    private static int byValue(String left, int leftStart, int leftEnd, String right, int rightStart, int rightEnd) {
        int i = withoutZeros(left, leftStart, leftEnd);
        int j = withoutZeros(right, rightStart, rightEnd);
        int order = Integer.compare(leftEnd - i, rightEnd - j);
        while (order == 0 && i < leftEnd) {
            order = Character.compare(left.charAt(i), right.charAt(j));
            i++;
            j++;
        }
        return order;
    }

    private static int endOfNumber(String name, int from) {
        int end = from;
        while (end < name.length() && HttpGrammar.isDigit(name.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int withoutZeros(String name, int from, int end) {
        int at = from;
        while (at < end && name.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    /** Folds case in both directions, as {@link String#CASE_INSENSITIVE_ORDER}, since some letters have a lower case only. */
    private static char folded(char character) {
        return Character.toLowerCase(Character.toUpperCase(character));
    }
}
