package dev.roundhouse.http.grammar;

import java.nio.charset.StandardCharsets;

/**
 * The octet classes of the HTTP grammar (RFC 9110 §5.6) as one table lookup each, shared by the parsers and by whoever
 * builds fields.
 */
public final class HttpGrammar {
    public static final byte CR = '\r';
    public static final byte LF = '\n';
    public static final byte SP = ' ';
    public static final byte HTAB = '\t';

    private static final int TOKEN_BIT = 1;
    private static final int FIELD_VALUE_BIT = 2;
    private static final int TARGET_BIT = 4;
    private static final byte[] CLASSES = classes();

    private HttpGrammar() {}

    /** Whether the octet is a {@code tchar}, of which methods and field names are made. RFC 9110 §5.6.2 */
    public static boolean isToken(byte b) {
        return (CLASSES[b & 0xFF] & TOKEN_BIT) != 0;
    }

    /** Whether the octet may stand in a field value: visible, obs-text, SP or HTAB. RFC 9110 §5.5 */
    public static boolean isFieldValueByte(byte b) {
        return (CLASSES[b & 0xFF] & FIELD_VALUE_BIT) != 0;
    }

    /**
     * Whether the octet may stand in a request target. The URI grammar (RFC 3986 §2) leaves out some visible octets that
     * browsers send all the same, as {@code |} and {@code ^}; those are let through, since no reader of a target gives them
     * a meaning. {@code "}, {@code #}, {@code <}, {@code >} and everything outside visible ASCII are not.
     */
    public static boolean isTargetByte(byte b) {
        return (CLASSES[b & 0xFF] & TARGET_BIT) != 0;
    }

    /** Whether the text is a token: one or more {@code tchar}. RFC 9110 §5.6.2 */
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F || !isToken((byte) text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether the text is a field value: no control character, and no white space at its ends. RFC 9110 §5.5 */
    public static boolean isFieldValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF || !isFieldValueByte((byte) text.charAt(i))) {
                return false;
            }
        }
        return text.isEmpty() || !(isWhitespace(text.charAt(0)) || isWhitespace(text.charAt(text.length() - 1)));
    }

    /** Whether the character is SP or HTAB, the whitespace of RFC 9110 §5.6.3. */
    public static boolean isWhitespace(int character) {
        return character == SP || character == HTAB;
    }

    /** The value of a hexadecimal digit, or -1. */
    public static int hexDigit(int value) {
        if (value >= '0' && value <= '9') {
            return value - '0';
        }
        int lower = value | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** The octets of text that holds no character above U+00FF. */
    public static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A run of octets as text, one character each. */
    public static String decode(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int value = 0x21; value < 0x7F; value++) {
            boolean alphanumeric = Character.isLetterOrDigit(value);
            boolean token = alphanumeric || "!#$%&'*+-.^_`|~".indexOf(value) >= 0;
            boolean target = "\"#<>".indexOf(value) < 0;
            classes[value] = (byte) (FIELD_VALUE_BIT | (token ? TOKEN_BIT : 0) | (target ? TARGET_BIT : 0));
        }
        classes[SP] = FIELD_VALUE_BIT;
        classes[HTAB] = FIELD_VALUE_BIT;
        for (int value = 0x80; value <= 0xFF; value++) {
            classes[value] = FIELD_VALUE_BIT;
        }
        return classes;
    }
}
