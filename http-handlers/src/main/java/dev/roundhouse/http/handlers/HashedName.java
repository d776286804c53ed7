package dev.roundhouse.http.handlers;

import java.util.regex.Pattern;

/**
 * Tells whether a file's name carries a hash of its content, as bundlers write it: such a name is given to other content
 * never again, so that a copy may be kept for ever (RFC 8246).
 *
 * <p>The part of the name before a dot ends with the hash, and a dot, a hyphen or nothing stands before it. A hash is <ul>
 * <li>8 to 64 lower-case hexadecimal digits ({@code app.3f9a1c2b.js}, {@code main.3f9a1c2b.chunk.css}), or
 * <li>exactly 8 of letters, digits, hyphen and underscore, an upper-case letter among them ({@code index-B2x9dKfa.js}),
 * </ul> and in both a letter follows a digit somewhere. That keeps dates ({@code report-20240131.pdf}) and words
 * ({@code user-Settings.js}, {@code photo-Summer24.jpg}) out. Of random hashes about a third of the second kind is missed,
 * which costs a question to the server and never a wrong file: this errs on the side of asking.
 */
final class HashedName {
    private static final int SHORT = 8;
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{8,64}");
    private static final Pattern MIXED = Pattern.compile("(?=.*[A-Z])[A-Za-z0-9_-]{8}");
    private static final Pattern DIGIT_THEN_LETTER = Pattern.compile("[0-9][A-Za-z]");

    private HashedName() {}

    /** Whether the last name of a path carries a hash. */
    static boolean is(String name) {
        int from = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', from)) {
            if (endsWithHash(name.substring(from, dot))) {
                return true;
            }
            from = dot + 1;
        }
        return false;
    }

    private static boolean endsWithHash(String part) {
        String last = part.substring(part.lastIndexOf('-') + 1);
        return isHash(HEXADECIMAL, last) || isHash(MIXED, lastEight(part));
    }

    /** The hyphen is a digit of these hashes, and so cannot be looked for. */
    private static String lastEight(String part) {
        int from = part.length() - SHORT;
        return from == 0 || (from > 0 && part.charAt(from - 1) == '-') ? part.substring(from) : "";
    }

    private static boolean isHash(Pattern shape, String text) {
        return shape.matcher(text).matches() && DIGIT_THEN_LETTER.matcher(text).find();
    }
}
