package dev.roundhouse.http.grammar;

import java.nio.charset.StandardCharsets;

/**
 * The characters of the HTTP grammar (RFC 9110 §5.6) and of URIs (RFC 3986), and their bytes. The classes that the parsers
 * use for each byte are one table lookup.
 */
public final class HttpGrammar {
    public static final byte CR = '\r';
    public static final byte LF = '\n';
    public static final byte SP = ' ';
    static final byte HTAB = '\t';

    private static final int TOKEN_BIT = 1;
    private static final int FIELD_VALUE_BIT = 2;
    private static final int TARGET_BIT = 4;
    private static final byte[] CLASSES = classes();

    private HttpGrammar() {}

    /** Whether the byte is a {@code tchar}, of which methods and header names consist. RFC 9110 §5.6.2 */
    public static boolean isToken(byte b) {
        return (CLASSES[b & 0xFF] & TOKEN_BIT) != 0;
    }

    /** Whether the byte is allowed in a field value: visible, obs-text, SP or HTAB. RFC 9110 §5.5 */
    public static boolean isFieldValueByte(byte b) {
        return (CLASSES[b & 0xFF] & FIELD_VALUE_BIT) != 0;
    }

    /**
     * Whether the byte is allowed in a request target. The URI grammar (RFC 3986 §2) excludes some visible bytes that
     * browsers send nevertheless, such as {@code |} and {@code ^}; they are accepted, since no parser of targets gives them
     * a meaning. {@code "}, {@code #}, {@code <}, {@code >} and all bytes outside visible ASCII are not.
     */
    public static boolean isTargetByte(byte b) {
        return (CLASSES[b & 0xFF] & TARGET_BIT) != 0;
    }

    /** Whether the text is a token: one or more {@code tchar}. RFC 9110 §5.6.2 */
    public static boolean isToken(String text) {
        return !text.isEmpty() && consistsOf(text, TOKEN_BIT);
    }

    /** Whether the text is a field value: no control character, and no white space at its ends. RFC 9110 §5.5 */
    public static boolean isFieldValue(String text) {
        return consistsOf(text, FIELD_VALUE_BIT)
                && (text.isEmpty() || !(isWhitespace(text.charAt(0)) || isWhitespace(text.charAt(text.length() - 1))));
    }

    /** Whether all characters of the text are allowed in a request target, see {@link #isTargetByte}. */
    public static boolean isTarget(String text) {
        return consistsOf(text, TARGET_BIT);
    }

    private static boolean consistsOf(String text, int bit) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character > 0xFF || (CLASSES[character] & bit) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the character is SP or HTAB, the white space of RFC 9110 §5.6.3. */
    public static boolean isWhitespace(int character) {
        return character == SP || character == HTAB;
    }

    /** Whether the character is a decimal digit of ASCII. */
    public static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /** Whether all characters of the range are decimal digits of ASCII; true for an empty range. */
    public static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the character is a letter or a decimal digit of ASCII. */
    public static boolean isAlphanumeric(int character) {
        int lower = character | 0x20;
        return isDigit(character) || (lower >= 'a' && lower <= 'z');
    }

    /** The value of a decimal digit, or -1. */
    public static int digit(int character) {
        return isDigit(character) ? character - '0' : -1;
    }

    /** The value of a hexadecimal digit, or -1. */
    public static int hexDigit(int character) {
        int lower = character | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : digit(character);
    }

    /**
     * The byte that a percent sign and two hexadecimal digits encode (RFC 3986 §2.1), or -1.
     *
     * @param at the index of the percent sign
     */
    public static int percentDecode(String text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int high = hexDigit(text.charAt(at + 1));
        int low = hexDigit(text.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** The bytes of a text that contains no character above U+00FF, one for each character. */
    public static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text of a range of bytes, one character for each byte. */
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
