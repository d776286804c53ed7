package dev.roundhouse.http.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {

    @ParameterizedTest
    @CsvSource({
        "example, false", "example:80, true", "example:, false", "127.0.0.1:8080, true", "a-b_c.~d:0, true",
        "[::1], false", "[::1]:80, true", "[::], false", "[2001:db8::192.0.2.1]:443, true", ":80, false",
        "h:65535, true", "h:00080, true", "%41%5a:1, true", "'', false"
    })
    void host_with_optional_port_is_accepted(String text, boolean hostAndPort) {
        assertTrue(Authority.isValid(text));
        assertEquals(hostAndPort, Authority.isHostAndPort(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user@h",
                "u:p@h",
                "h/",
                "h?",
                "h#",
                "a b",
                " h",
                "h ",
                "h:65536",
                "h:-1",
                "h:+1",
                "h:8O",
                "h:80:81",
                "h:000080",
                "[::1",
                "::1",
                "::1]",
                "[]",
                "[:]",
                "[::1]80",
                "[::1]x",
                "[::1]:x",
                "[g::1]",
                "[1.2.3.4]",
                "[v1.a:b]",
                "[::1%25eth0]",
                "%",
                "%4",
                "%zz",
                "h%4:1",
                "\u00e9",
                "a\0b",
                "a\r\nb",
                "<h>",
                "a,b:c",
                "h:\u0661"
            })
    void other_text_is_rejected(String text) {
        assertFalse(Authority.isValid(text));
        assertFalse(Authority.isHostAndPort(text));
    }

    @ParameterizedTest
    @CsvSource({
        "example, example",
        "example:80, example",
        "example:, example",
        "[::1]:80, [::1]",
        "[::1], [::1]",
        ":80, ''",
        "'', ''"
    })
    void host_is_the_part_before_the_port(String text, String host) {
        assertEquals(host, Authority.host(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user@h", "h:80:81", "h:65536", "[::1"})
    void invalid_authority_has_no_host(String text) {
        assertThrows(IllegalArgumentException.class, () -> Authority.host(text));
    }
}
