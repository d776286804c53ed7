package dev.roundhouse.http.app.accesslog;

import java.util.Arrays;

/**
 * Lines in the making, ASCII only. What a peer has sent comes in through {@link #appendEscaped}, and nowhere else: there every
 * control character, quote, backslash and octet beyond ASCII is written as an escape, so that nobody can forge a line, end a
 * quoted text, or send commands to a terminal.
 */
final class LogLineBuffer {
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private byte[] bytes = new byte[64 << 10];
    private int length;
    private long count;

    /** How an octet is escaped. */
    enum Escape {
        /** {@code \x0a}, as Apache's logs have it. */
        TEXT("\\x"),
        /** The backslash, u, and four digits. RFC 8259 §7 */
        JSON("\\u00");

        private final String prefix;

        Escape(String prefix) {
            this.prefix = prefix;
        }
    }

    /** The octets so far; more than {@link #length} of them. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
        count = 0;
    }

    /** Ends a line. */
    void end() {
        put('\n');
        count++;
    }

    /** How many lines there are. */
    long count() {
        return count;
    }

    /** Our own text, ASCII, taken as it is. */
    LogLineBuffer append(String text) {
        for (int at = 0; at < text.length(); at++) {
            put(text.charAt(at));
        }
        return this;
    }

    /** A number that is not negative. */
    LogLineBuffer appendNumber(long number) {
        return append(Long.toString(number));
    }

    /** A foreign text. */
    LogLineBuffer appendEscaped(String text, Escape escape) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '"' || character == '\\') {
                put('\\');
                put(character);
            } else if (character >= ' ' && character <= '~') {
                put(character);
            } else {
                escape(character, escape);
            }
        }
        return this;
    }

    private void escape(char character, Escape escape) {
        if (character > 0xFF) {
            append("\\u");
            appendHex(character >> 8);
        } else {
            append(escape.prefix);
        }
        appendHex(character);
    }

    private void appendHex(int value) {
        put((char) DIGITS[value >> 4 & 0xF]);
        put((char) DIGITS[value & 0xF]);
    }

    private void put(char ascii) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) ascii;
    }
}
