package dev.roundhouse.http.semantics;

import java.util.Optional;

/**
 * The name of one state of a representation (RFC 9110 §8.8.3). Two strong tags that are equal promise equal octets; weak
 * ones promise the same meaning only.
 *
 * @param opaqueTag what stands between the quotes, one character an octet, without any escaping
 * @param isWeak whether only the meaning is promised
 */
public record EntityTag(String opaqueTag, boolean isWeak) {
    private static final String WEAK = "W/";

    /** @throws IllegalArgumentException when the text holds an octet that is no {@code etagc} */
    public EntityTag {
        if (!isOpaque(opaqueTag)) {
            throw new IllegalArgumentException("invalid entity tag (RFC 9110 §8.8.3)");
        }
    }

    /** A tag that changes whenever an octet does. */
    public static EntityTag strong(String opaque) {
        return new EntityTag(opaque, false);
    }

    /** A tag that changes when the meaning does. */
    public static EntityTag weak(String opaque) {
        return new EntityTag(opaque, true);
    }

    /**
     * Reads one tag, to the letter: quotes are needed, {@code W/} is an upper-case letter, a backslash escapes nothing.
     *
     * @return nothing when the text is anything but one tag
     */
    public static Optional<EntityTag> parse(String text) {
        int open = openingQuote(text, 0);
        boolean complete = open >= 0 && text.length() > open + 1 && closingQuote(text, open) == text.length() - 1;
        return complete ? Optional.of(between(text, open, text.length() - 1)) : Optional.empty();
    }

    /** The place of the quote that opens a tag which begins here, or -1. */
    static int openingQuote(String text, int from) {
        int open = text.startsWith(WEAK, from) ? from + WEAK.length() : from;
        return open < text.length() && text.charAt(open) == '"' ? open : -1;
    }

    /** The place of the quote that closes a tag, or -1 when something else comes first. */
    static int closingQuote(String text, int open) {
        int at = open + 1;
        while (at < text.length() && isTagCharacter(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == '"' ? at : -1;
    }

    /** The tag between two quotes; one that begins behind another character is weak. */
    static EntityTag between(String text, int open, int close) {
        boolean weak = open > 0 && text.charAt(open - 1) == '/';
        return new EntityTag(text.substring(open + 1, close), weak);
    }

    /** Whether both name the same octets: equal, and neither is weak. RFC 9110 §8.8.3.2 */
    public boolean equalsStrongly(EntityTag other) {
        return !isWeak && !other.isWeak && opaqueTag.equals(other.opaqueTag);
    }

    /** Whether both name the same meaning: equal, weak or not. RFC 9110 §8.8.3.2 */
    public boolean equalsWeakly(EntityTag other) {
        return opaqueTag.equals(other.opaqueTag);
    }

    /** The tag as a field carries it. */
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

    /** {@code etagc}: visible octets without the quote, and those above ASCII. */
    private static boolean isTagCharacter(char character) {
        return character == 0x21
                || (character >= 0x23 && character <= 0x7E)
                || (character >= 0x80 && character <= 0xFF);
    }
}
