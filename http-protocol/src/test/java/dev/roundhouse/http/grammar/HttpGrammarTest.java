package dev.roundhouse.http.grammar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HttpGrammarTest {
    private static final String ALPHANUMERIC = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    @Test
    void token_consists_of_tchar() {
        String tchar = "!#$%&'*+-.^_`|~" + ALPHANUMERIC;
        for (int value = 0; value < 0x100; value++) {
            assertEquals(tchar.indexOf(value) >= 0, HttpGrammar.isToken((byte) value), "byte " + value);
        }
        for (int value = 0; value < 0x10000; value++) {
            assertEquals(tchar.indexOf(value) >= 0, HttpGrammar.isToken("a" + (char) value), "character " + value);
        }
        assertFalse(HttpGrammar.isToken(""));
        assertTrue(HttpGrammar.isToken(tchar));
    }

    @Test
    void field_value_has_no_control_character_except_tab() {
        for (int value = 0; value < 0x100; value++) {
            boolean allowed = value == '\t' || (value >= ' ' && value != 0x7F);
            assertEquals(allowed, HttpGrammar.isFieldValueByte((byte) value), "byte " + value);
        }
    }

    @Test
    void field_value_has_no_white_space_at_its_ends() {
        for (int value = 0; value < 0x10000; value++) {
            boolean allowed = value == '\t' || (value >= ' ' && value != 0x7F && value <= 0xFF);
            assertEquals(allowed, HttpGrammar.isFieldValue("a" + (char) value + "b"), "character " + value);
            boolean atEnd = allowed && value != ' ' && value != '\t';
            assertEquals(atEnd, HttpGrammar.isFieldValue("a" + (char) value), "character " + value);
            assertEquals(atEnd, HttpGrammar.isFieldValue((char) value + "a"), "character " + value);
        }
        assertTrue(HttpGrammar.isFieldValue(""));
    }

    @Test
    void target_consists_of_visible_ascii_without_delimiters_of_uris() {
        for (int value = 0; value < 0x10000; value++) {
            boolean allowed = value > ' ' && value < 0x7F && "\"#<>".indexOf(value) < 0;
            assertEquals(allowed, HttpGrammar.isTarget("/" + (char) value), "character " + value);
            if (value < 0x100) {
                assertEquals(allowed, HttpGrammar.isTargetByte((byte) value), "byte " + value);
            }
        }
    }

    @Test
    void only_characters_of_ascii_are_digits_letters_and_white_space() {
        for (int value = -0x100; value < 0x10000; value++) {
            boolean ascii = value > 0 && value < 0x80;
            assertEquals(ascii ? Character.digit(value, 10) : -1, HttpGrammar.digit(value), "character " + value);
            assertEquals(ascii ? Character.digit(value, 16) : -1, HttpGrammar.hexDigit(value), "character " + value);
            assertEquals(ascii && Character.isDigit(value), HttpGrammar.isDigit(value), "character " + value);
            assertEquals(ALPHANUMERIC.indexOf(value) >= 0, HttpGrammar.isAlphanumeric(value), "character " + value);
            assertEquals(value == ' ' || value == '\t', HttpGrammar.isWhitespace(value), "character " + value);
        }
    }

    @Test
    void digits_are_searched_within_the_range_only() {
        assertTrue(HttpGrammar.areDigits("a09b", 1, 3));
        assertFalse(HttpGrammar.areDigits("a09b", 0, 3));
        assertFalse(HttpGrammar.areDigits("a09b", 1, 4));
        assertTrue(HttpGrammar.areDigits("ab", 1, 1));
    }

    @Test
    void percent_encoding_needs_two_hexadecimal_digits() {
        assertEquals(0xAF, HttpGrammar.percentDecode("x%aFx", 1));
        assertEquals(0, HttpGrammar.percentDecode("%00", 0));
        for (String text : new String[] {"%", "%a", "%g0", "%0g", "% 0"}) {
            assertEquals(-1, HttpGrammar.percentDecode(text, 0), text);
        }
    }

    @Test
    void text_has_one_character_for_each_byte() {
        assertArrayEquals(new byte[] {'a', (byte) 0xE9, (byte) 0xFF}, HttpGrammar.encode("a\u00e9\u00ff"));
        assertEquals("\u00e9\u00ff", HttpGrammar.decode(HttpGrammar.encode("a\u00e9\u00ffb"), 1, 3));
    }
}
