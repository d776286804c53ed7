package dev.roundhouse.http.grammar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HttpGrammarTest {
    private static final String ALPHANUMERIC = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    @Test
    void tokens_are_made_of_tchar() {
        String tchar = "!#$%&'*+-.^_`|~" + ALPHANUMERIC;
        for (int value = 0; value < 0x100; value++) {
            assertEquals(tchar.indexOf(value) >= 0, HttpGrammar.isToken((byte) value), "octet " + value);
            assertEquals(
                    tchar.indexOf(value) >= 0, HttpGrammar.isToken(String.valueOf((char) value)), "octet " + value);
        }
        assertFalse(HttpGrammar.isToken(""));
        assertFalse(HttpGrammar.isToken("a\u0161"));
        assertTrue(HttpGrammar.isToken(tchar));
    }

    @Test
    void values_hold_no_control_but_the_tabulator() {
        for (int octet = 0; octet < 0x100; octet++) {
            boolean value = octet == '\t' || (octet >= ' ' && octet != 0x7F);
            assertEquals(value, HttpGrammar.isFieldValueByte((byte) octet), "octet " + octet);
        }
    }

    @Test
    void targets_are_visible_ascii_without_what_ends_a_uri() {
        for (int value = 0; value < 0x100; value++) {
            boolean target = value > ' ' && value < 0x7F && "\"#<>".indexOf(value) < 0;
            assertEquals(target, HttpGrammar.isTargetByte((byte) value), "octet " + value);
        }
    }

    @Test
    void field_value_has_no_control_character_and_no_whitespace_at_its_ends() {
        for (int value = 0; value < 0x200; value++) {
            boolean allowed = value == '\t' || (value >= ' ' && value != 0x7F && value <= 0xFF);
            String inside = "a" + (char) value + "b";
            assertEquals(allowed, HttpGrammar.isFieldValue(inside), "character " + value);
            boolean atEnd = allowed && value != ' ' && value != '\t';
            assertEquals(atEnd, HttpGrammar.isFieldValue("a" + (char) value), "character " + value);
            assertEquals(atEnd, HttpGrammar.isFieldValue((char) value + "a"), "character " + value);
        }
        assertTrue(HttpGrammar.isFieldValue(""));
    }

    @Test
    void reads_hexadecimal_digits() {
        for (int value = -0x100; value < 0x10000; value++) {
            int expected = value > 0 && value < 0x80 ? Character.digit(value, 16) : -1;
            assertEquals(expected, HttpGrammar.hexDigit(value), "octet " + value);
        }
    }

    @Test
    void text_and_octets_stand_for_each_other() {
        assertArrayEquals(new byte[] {'a', (byte) 0xE9, (byte) 0xFF}, HttpGrammar.encode("a\u00e9\u00ff"));
        assertEquals("\u00e9\u00ff", HttpGrammar.decode(HttpGrammar.encode("a\u00e9\u00ffb"), 1, 3));
    }
}
