package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.util.List;

/** The length of the content that a message declares. RFC 9110 §8.6 */
public final class ContentLength {
    /** The message declares none. */
    public static final long NONE = -1;

    /** Stands for every length of more digits than a number has, which RFC 9110 §8.6 requires recipients to expect. */
    public static final long TOO_LARGE = Long.MAX_VALUE;

    /** More digits would overflow. */
    private static final int MAX_DIGITS = 18;

    private ContentLength() {}

    /**
     * The declared length; {@link #NONE} or {@link #TOO_LARGE} otherwise.
     *
     * @throws Http2Exception if it is no number, or there is more than one
     */
    public static long of(Headers fields) throws Http2Exception {
        if (!fields.contains(FieldName.CONTENT_LENGTH)) {
            return NONE;
        }
        List<String> values = fields.all(FieldName.CONTENT_LENGTH);
        String digits = values.get(0);
        if (values.size() > 1 || digits.isEmpty() || !HttpGrammar.areDigits(digits, 0, digits.length())) {
            throw new Http2Exception(Http2Error.CONTENT_LENGTH_MISMATCH);
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > MAX_DIGITS ? TOO_LARGE : Long.parseLong(significant);
    }
}
