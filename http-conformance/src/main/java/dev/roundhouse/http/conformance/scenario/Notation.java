package dev.roundhouse.http.conformance.scenario;

import dev.roundhouse.http.conformance.site.ReferenceSite;

/**
 * How bytes are written in a scenario: visible ASCII stands for itself, {@code \r \n \t \0 \\ \{ \} \*} and {@code
 * \xHH} for single bytes, {@code \s} for an invisible space, <code>{x*9000}</code> for a repetition,
 * <code>{path}</code> and <code>{host}</code> for a file and the address of the server.
 *
 * @param path of an existing file
 * @param host value of the Host header
 * @param scheme of the URLs of the server
 */
public record Notation(String path, String host, String scheme) {
    /** For the {@link ReferenceSite}. */
    public static final Notation REFERENCE = new Notation("/hello.txt", "example");

    private static final String ESCAPES = "rnt0s\\{}*";
    private static final String MEANINGS = "\r\n\t\0 \\{}*";

    /** For a server with the scheme http. */
    public Notation(String path, String host) {
        this(path, host, "http");
    }

    /** Decodes a text to bytes, one character each. */
    String decode(String text) {
        StringBuilder bytes = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int next = endOfSymbol(text, at);
            append(text.substring(at, next), bytes);
            at = next;
        }
        return bytes.toString();
    }

    /** End of the symbol that starts at an index: one character, an escape or a pair of braces. */
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

    private void append(String symbol, StringBuilder bytes) {
        if (symbol.startsWith("\\")) {
            bytes.append(escaped(symbol));
        } else if (symbol.startsWith("{")) {
            bytes.append(braced(symbol.substring(1, symbol.length() - 1)));
        } else if (symbol.charAt(0) < ' ' || symbol.charAt(0) > '~') {
            throw new IllegalArgumentException("only visible ASCII is allowed; write \\xHH for " + symbol);
        } else {
            bytes.append(symbol);
        }
    }

    private static char escaped(String symbol) {
        if (symbol.startsWith("\\x") && symbol.length() == 4) {
            return (char) Integer.parseInt(symbol.substring(2), 16);
        }
        int index = symbol.length() == 2 ? ESCAPES.indexOf(symbol.charAt(1)) : -1;
        if (index < 0) {
            throw new IllegalArgumentException("unknown escape: " + symbol);
        }
        return MEANINGS.charAt(index);
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
