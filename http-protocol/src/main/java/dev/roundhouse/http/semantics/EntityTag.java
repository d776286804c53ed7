package dev.roundhouse.http.semantics;

import java.util.Optional;

/**
 * An identifier of one version of a representation (RFC 9110 §8.8.3). Equal strong tags mean equal bytes, equal weak tags
 * the same meaning.
 *
 * @param opaqueTag the text between the quotes, one character for each byte; there is no escaping
 * @param isWeak whether equal tags mean the same meaning only
 */
public record EntityTag(String opaqueTag, boolean isWeak) {
    private static final String WEAK = "W/";

    /** @throws IllegalArgumentException when the text contains a character that is not an {@code etagc} */
    public EntityTag {
        if (!isOpaque(opaqueTag)) {
            throw new IllegalArgumentException("invalid entity tag (RFC 9110 §8.8.3)");
        }
    }

    /** Returns a tag that changes with every byte. */
    public static EntityTag strong(String opaque) {
        return new EntityTag(opaque, false);
    }

    /** Returns a tag that changes with the meaning. */
    public static EntityTag weak(String opaque) {
        return new EntityTag(opaque, true);
    }

    /**
     * Parses one tag, strictly: it is quoted, the {@code W} is upper case, a backslash does not escape.
     *
     * @return empty when the text is not exactly one tag
     */
    public static Optional<EntityTag> parse(String text) {
        int open = openingQuote(text, 0);
        boolean complete = open >= 0 && text.length() > open + 1 && closingQuote(text, open) == text.length() - 1;
        return complete ? Optional.of(between(text, open, text.length() - 1)) : Optional.empty();
    }

    /** The index of the opening quote of a tag that begins at the index, or -1. */
    static int openingQuote(String text, int from) {
        int open = text.startsWith(WEAK, from) ? from + WEAK.length() : from;
        return open < text.length() && text.charAt(open) == '"' ? open : -1;
    }

    /** The index of the closing quote of a tag, or -1 when another character comes first. */
    static int closingQuote(String text, int open) {
        int at = open + 1;
        while (at < text.length() && isTagCharacter(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == '"' ? at : -1;
    }

    /** Returns the tag between two quotes; it is weak when another character precedes. */
    static EntityTag between(String text, int open, int close) {
        boolean weak = open > 0 && text.charAt(open - 1) == '/';
        return new EntityTag(text.substring(open + 1, close), weak);
    }

    /** Whether both identify the same bytes: they are equal, and neither is weak. RFC 9110 §8.8.3.2 */
    public boolean equalsStrongly(EntityTag other) {
        return !isWeak && !other.isWeak && opaqueTag.equals(other.opaqueTag);
    }

    /** Whether both identify the same meaning: they are equal, weak or not. RFC 9110 §8.8.3.2 */
    public boolean equalsWeakly(EntityTag other) {
        return opaqueTag.equals(other.opaqueTag);
    }

    /** The tag as the value of a header. */
    public String encoded() {
        return (isWeak ? WEAK + "\"" : "\"") + opaqueTag + '"';
    }

    @Override
    public String toString() {
        return encoded();
    }

    private static boolean isOpaque(String text) {
        return text.chars().allMatch(character -> isTagCharacter((char) character));
    }

    /** {@code etagc}: visible characters without the quote, and bytes above ASCII. */
    private static boolean isTagCharacter(char character) {
        return character == 0x21
                || (character >= 0x23 && character <= 0x7E)
                || (character >= 0x80 && character <= 0xFF);
    }
}
