package dev.roundhouse.http.app.logging;

/** Escapes text from a client for a log: every character other than visible ASCII, so that a client cannot forge a line. */
final class Printable {
    private static final int LAST = '~';

    private Printable() {}

    /** The text with {@code \xHH} for each other character; each character is a byte. */
    static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= LAST) {
                line.append(c);
            } else {
                line.append("\\x").append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return line.toString();
    }
}
