package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.hpack.HpackField;
import dev.roundhouse.http.message.FieldName;

/** What a field of a message may be. RFC 9113 §8.2 */
public final class FieldRules {
    private FieldRules() {}

    /**
     * Checks a field that is no pseudo-header field.
     *
     * @return its name
     */
    public static FieldName check(HpackField field) throws Http2Exception {
        checkName(field.name());
        if (!HttpGrammar.isFieldValue(field.value())) {
            throw new Http2Exception(Http2Error.FIELD_VALUE_MALFORMED);
        }
        if (isConnectionSpecific(field.name(), field.value())) {
            throw new Http2Exception(Http2Error.FIELD_CONNECTION_SPECIFIC);
        }
        return field.fieldName();
    }

    /** RFC 9113 §8.2.1 */
    private static void checkName(String name) throws Http2Exception {
        boolean valid = HttpGrammar.isToken(name);
        for (int i = 0; i < name.length() && valid; i++) {
            valid = name.charAt(i) < 'A' || name.charAt(i) > 'Z';
        }
        if (!valid) {
            throw new Http2Exception(Http2Error.FIELD_NAME_MALFORMED);
        }
    }

    /**
     * Whether a message of HTTP/2 must not have that field. RFC 9113 §8.2.2
     *
     * @param name in lower case
     */
    public static boolean isConnectionSpecific(String name, String value) {
        return switch (name) {
            case "connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade" -> true;
            case "te" -> !value.equalsIgnoreCase("trailers");
            default -> false;
        };
    }
}
