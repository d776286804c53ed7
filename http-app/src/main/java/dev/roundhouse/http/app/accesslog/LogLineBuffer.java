package dev.roundhouse.http.app.accesslog;

import dev.roundhouse.http.json.JsonEscaping;
import dev.roundhouse.http.json.JsonWriter;
import java.util.Arrays;

/**
 * Lines of a log before they are written, ASCII only. Text from a client is appended with {@link #appendEscaped} or
 * {@link #json}. Both write control characters, quotes, backslashes and characters beyond ASCII as escape sequences, so that a
 * client cannot add a line, end a quoted text, or send commands to a terminal.
 */
final class LogLineBuffer {
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private byte[] bytes = new byte[64 << 10];
    private int length;
    private long count;
    private final JsonWriter json = JsonWriter.compact(this::append, JsonEscaping.ASCII);

    /** The bytes so far, in an array that may be longer than {@link #length}. */
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

    /** The number of lines. */
    long count() {
        return count;
    }

    /** Appends text of this program, which is ASCII, without escape sequences. */
    LogLineBuffer append(String text) {
        append(text, 0, text.length());
        return this;
    }

    private void append(String text, int start, int end) {
        for (int at = start; at < end; at++) {
            put(text.charAt(at));
        }
    }

    /** Appends a number that is not negative. */
    LogLineBuffer appendNumber(long number) {
        return append(Long.toString(number));
    }

    /** Writes to this buffer. */
    JsonWriter json() {
        return json;
    }

    /** Appends text of a client, with escape sequences as in Apache's logs: {@code \x0a}. */
    LogLineBuffer appendEscaped(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '"' || character == '\\') {
                put('\\');
                put(character);
            } else if (character >= ' ' && character <= '~') {
                put(character);
            } else {
                appendEscapeSequence(character);
            }
        }
        return this;
    }

    private void appendEscapeSequence(char character) {
        if (character > 0xFF) {
            append("\\u");
            appendHex(character >> 8);
        } else {
            append("\\x");
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
