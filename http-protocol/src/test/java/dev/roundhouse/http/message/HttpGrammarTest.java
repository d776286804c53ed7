package dev.roundhouse.http.message;

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
        for (int octet = 0; octet < 0x100; octet++) {
            assertEquals(tchar.indexOf(octet) >= 0, HttpGrammar.isToken((byte) octet), "octet " + octet);
            assertEquals(
                    tchar.indexOf(octet) >= 0, HttpGrammar.isToken(String.valueOf((char) octet)), "octet " + octet);
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
        for (int octet = 0; octet < 0x100; octet++) {
            boolean target = octet > ' ' && octet < 0x7F && "\"#<>".indexOf(octet) < 0;
            assertEquals(target, HttpGrammar.isTargetByte((byte) octet), "octet " + octet);
        }
    }

    @Test
    void reads_hexadecimal_digits() {
        for (int octet = -0x100; octet < 0x10000; octet++) {
            int expected = octet > 0 && octet < 0x80 ? Character.digit(octet, 16) : -1;
            assertEquals(expected, HttpGrammar.hexDigit(octet), "octet " + octet);
        }
    }

    @Test
    void text_and_octets_stand_for_each_other() {
        assertArrayEquals(new byte[] {'a', (byte) 0xE9, (byte) 0xFF}, HttpGrammar.encode("a\u00e9\u00ff"));
        assertEquals("\u00e9\u00ff", HttpGrammar.decode(HttpGrammar.encode("a\u00e9\u00ffb"), 1, 3));
    }

    @Test
    void compares_ascii_without_regard_to_letter_case_and_nothing_else() {
        byte[] octets = HttpGrammar.encode("xHoSty");
        assertTrue(HttpGrammar.equalsIgnoreCase(octets, 1, 5, HttpGrammar.encode("host")));
        assertFalse(HttpGrammar.equalsIgnoreCase(octets, 0, 5, HttpGrammar.encode("host")));
        assertFalse(HttpGrammar.equalsIgnoreCase(HttpGrammar.encode("@"), 0, 1, HttpGrammar.encode("`")));
        assertFalse(HttpGrammar.equalsIgnoreCase(HttpGrammar.encode("\u00c9"), 0, 1, HttpGrammar.encode("\u00e9")));
    }
}
