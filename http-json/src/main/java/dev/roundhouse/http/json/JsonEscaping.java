package dev.roundhouse.http.json;

/**
 * The characters that are written as escape sequences. The quotation mark, the backslash, the characters below the space and
 * surrogates without a partner always are.
 */
public enum JsonEscaping {
    /** Only those that must be. RFC 8259 §7, §8.2 */
    MINIMAL(0, 0),
    /** All control characters, so that the text cannot control a terminal. */
    CONTROLS(0x7F, 0x9F),
    /** All but visible ASCII and the space, so that a character is a byte in every charset. */
    ASCII(0x7F, Character.MAX_VALUE);

    private final int first;
    private final int last;

    JsonEscaping(int first, int last) {
        this.first = first;
        this.last = last;
    }

    /** Whether the character at this index needs an escape sequence. */
    boolean isEscaped(String text, int index) {
        char character = text.charAt(index);
        if (character < 0x7F) {
            return character < ' ' || character == '"' || character == '\\';
        }
        return (character >= first && character <= last)
                || (Character.isSurrogate(character) && !isPaired(text, index, character));
    }

    private static boolean isPaired(String text, int index, char surrogate) {
        if (Character.isHighSurrogate(surrogate)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
