package dev.roundhouse.http.message;

import dev.roundhouse.http.grammar.HttpGrammar;

/**
 * The grammar of host and port (RFC 3986 §3.2.2 and §3.2.3 without user information; RFC 9110 §7.2), as in a Host header
 * and an absolute target.
 */
public final class Authority {
    /** The unreserved characters and sub-delims of RFC 3986 §2.2 and §2.3 that are no letter or digit. */
    private static final String NAME_CHARACTERS = "-._~!$&'()*+,;=";

    private static final int MAX_PORT_DIGITS = 5;

    private Authority() {}

    /** Whether the text is {@code uri-host [":" port]}; an empty host is legal in a Host field. */
    public static boolean isValid(String text) {
        int hostEnd = hostEnd(text);
        return hostEnd >= 0 && isPortSuffix(text, hostEnd);
    }

    /** Whether the text is {@code uri-host ":" port} with neither empty, as CONNECT needs it. RFC 9112 §3.2.3 */
    static boolean isHostAndPort(String text) {
        int hostEnd = hostEnd(text);
        return hostEnd > 0 && isPortSuffix(text, hostEnd) && text.length() > hostEnd + 1;
    }

    /**
     * The host of an authority, without the port; an IP literal has its brackets. May be empty in a Host field.
     *
     * @throws IllegalArgumentException when the text is not valid
     */
    public static String host(String text) {
        int hostEnd = hostEnd(text);
        if (hostEnd < 0 || !isPortSuffix(text, hostEnd)) {
            throw new IllegalArgumentException("not host[:port]: " + text);
        }
        return text.substring(0, hostEnd);
    }

    private static int hostEnd(String text) {
        if (text.startsWith("[")) {
            return ipLiteralEnd(text);
        }
        int at = 0;
        while (at < text.length() && text.charAt(at) != ':') {
            if (!isNameCharacter(text, at)) {
                return -1;
            }
            at++;
        }
        return at;
    }

    private static boolean isNameCharacter(String text, int at) {
        char character = text.charAt(at);
        if (character == '%') {
            return HttpGrammar.percentDecode(text, at) >= 0;
        }
        return HttpGrammar.isAlphanumeric(character) || NAME_CHARACTERS.indexOf(character) >= 0;
    }

    /** The end of an address in brackets: hexadecimal digits, colons and dots. The address itself is not parsed. */
    private static int ipLiteralEnd(String text) {
        int end = text.indexOf(']');
        if (end < 3) {
            return -1;
        }
        for (int at = 1; at < end; at++) {
            char value = text.charAt(at);
            if (HttpGrammar.hexDigit(value) < 0 && value != ':' && value != '.') {
                return -1;
            }
        }
        return text.indexOf(':') < end && text.indexOf(':') > 0 ? end + 1 : -1;
    }

    private static boolean isPortSuffix(String text, int hostEnd) {
        if (hostEnd == text.length()) {
            return true;
        }
        int from = hostEnd + 1;
        if (text.charAt(hostEnd) != ':' || text.length() - from > MAX_PORT_DIGITS) {
            return false;
        }
        if (!HttpGrammar.areDigits(text, from, text.length())) {
            return false;
        }
        return from == text.length() || Integer.parseInt(text, from, text.length(), 10) <= 0xFFFF;
    }
}
