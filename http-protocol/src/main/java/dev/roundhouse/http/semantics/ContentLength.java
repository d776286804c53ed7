package dev.roundhouse.http.semantics;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.util.List;

/** The length of the content that a message declares, in whatever version of HTTP. RFC 9110 §8.6 */
public final class ContentLength {
    /** The message declares none. */
    public static final long NONE = -1;

    /**
     * The field is not a single number. A list of equal values MAY be taken as one value; it is not, since an intermediary may have parsed
     * it differently.
     */
    public static final long INVALID = -2;

    /** The number has so many digits that it would overflow, which recipients must prevent. */
    public static final long TOO_LARGE = Long.MAX_VALUE;

    /** Without leading zeros. More could overflow. */
    private static final int MAX_DIGITS = 18;

    private ContentLength() {}

    /** The declared length; {@link #NONE}, {@link #INVALID} or {@link #TOO_LARGE} otherwise. */
    public static long of(Headers fields) {
        if (!fields.contains(FieldName.CONTENT_LENGTH)) {
            return NONE;
        }
        List<String> values = fields.all(FieldName.CONTENT_LENGTH);
        String digits = values.get(0);
        if (values.size() > 1 || digits.isEmpty() || !HttpGrammar.areDigits(digits, 0, digits.length())) {
            return INVALID;
        }
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        return digits.length() - from > MAX_DIGITS ? TOO_LARGE : Long.parseLong(digits, from, digits.length(), 10);
    }
}
