package dev.roundhouse.http.app.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLineBufferTest {
    private static final String ALL = everyCharacter();

    private static String everyCharacter() {
        StringBuilder all = new StringBuilder();
        for (char character = 0; character <= 0x2029; character++) {
            all.append(character);
        }
        return all.toString();
    }

    private static String text(LogLineBuffer line) {
        return new String(line.bytes(), 0, line.length(), StandardCharsets.ISO_8859_1);
    }

    private static String escaped(String text) {
        return text(new LogLineBuffer().appendEscaped(text));
    }

    private static String json(String text) {
        LogLineBuffer line = new LogLineBuffer();
        line.json().value(text);
        return text(line);
    }

    @Test
    void printable_ascii_is_unchanged() {
        assertEquals("/a%20b?c=d~", escaped("/a%20b?c=d~"));
    }

    @Test
    void control_and_non_ascii_characters_are_escaped() {
        assertEquals("\\x00\\x0a\\x0d\\x1b\\x7f\\x85\\xff\\u2028", escaped("\0\n\r\33\177\205\377\u2028"));
        assertEquals("\"\\u0000\\u000a\\u007f\\u0085\\u2028\"", json("\0\n\177\205\u2028"));
    }

    @Test
    void quotes_and_backslashes_are_escaped() {
        assertEquals("\\\"\\\\n", escaped("\"\\n"));
    }

    @Test
    void output_is_always_printable_ascii() {
        for (String line : List.of(escaped(ALL), json(ALL))) {
            assertTrue(line.chars().allMatch(value -> value >= ' ' && value <= '~'));
        }
    }

    @Test
    void json_escapes_decode_to_the_input() {
        String json = "{\"text\":" + json(ALL) + "}";
        ConfigParseOptions strictly = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);

        assertEquals(ALL, ConfigFactory.parseString(json, strictly).getString("text"));
    }

    @Test
    void buffer_grows_as_needed() {
        String large = "x".repeat(1_000_000);

        assertEquals(large, escaped(large));
    }
}
