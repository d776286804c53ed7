package dev.roundhouse.http.conformance.scenario;

import dev.roundhouse.http.conformance.site.ReferenceSite;

/**
 * How octets are written in a conversation: visible ASCII stands for itself, {@code \r \n \t \0 \\ \{ \} \*} and {@code
 * \xHH} for single octets, {@code \s} for a space that a reader would not see, <code>{x*9000}</code> for so many times what
 * is before the star, <code>{path}</code> and <code>{host}</code> for where the server is.
 *
 * @param path of a file that exists
 * @param host for the Host field
 */
public record Notation(String path, String host) {
    /** For the {@link ReferenceSite}. */
    public static final Notation REFERENCE = new Notation("/hello.txt", "example");

    private static final String ESCAPES = "rnt0s\\{}*";
    private static final String MEANINGS = "\r\n\t\0 \\{}*";

    /** The octets of a written text, one character each. */
    public String decode(String text) {
        StringBuilder bytes = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int next = endOfSymbol(text, at);
            append(text.substring(at, next), bytes);
            at = next;
        }
        return bytes.toString();
    }

    /** Where the sign that begins at a place ends: one character, an escape, or a pair of braces. */
    static int endOfSymbol(String text, int at) {
        char first = text.charAt(at);
        if (first == '\\') {
            return Math.min(text.length(), at + (text.startsWith("\\x", at) ? 4 : 2));
        }
        if (first != '{') {
            return at + 1;
        }
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '}') {
            end = endOfSymbol(text, end);
        }
        if (end >= text.length()) {
            throw new IllegalArgumentException("unclosed brace: " + text.substring(at));
        }
        return end + 1;
    }

    private void append(String sign, StringBuilder bytes) {
        if (sign.startsWith("\\")) {
            bytes.append(escaped(sign));
        } else if (sign.startsWith("{")) {
            bytes.append(braced(sign.substring(1, sign.length() - 1)));
        } else if (sign.charAt(0) < ' ' || sign.charAt(0) > '~') {
            throw new IllegalArgumentException("only visible ASCII is allowed; write \\xHH for " + sign);
        } else {
            bytes.append(sign);
        }
    }

    private static char escaped(String sign) {
        if (sign.startsWith("\\x") && sign.length() == 4) {
            return (char) Integer.parseInt(sign.substring(2), 16);
        }
        int cached = sign.length() == 2 ? ESCAPES.indexOf(sign.charAt(1)) : -1;
        if (cached < 0) {
            throw new IllegalArgumentException("unknown escape: " + sign);
        }
        return MEANINGS.charAt(cached);
    }

    private String braced(String inside) {
        if (inside.equals("path")) {
            return path;
        }
        if (inside.equals("host")) {
            return host;
        }
        int star = inside.lastIndexOf('*');
        if (star < 0) {
            throw new IllegalArgumentException(
                    "unknown placeholder; use {path}, {host} or a repetition: {" + inside + "}");
        }
        return decode(inside.substring(0, star)).repeat(Integer.parseInt(inside.substring(star + 1)));
    }
}
