package dev.roundhouse.http.handlers.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HstsPolicyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            31536000 | max-age=31536000
            0 | max-age=0
            63072000,includeSubDomains | max-age=63072000; includeSubDomains
            31536000,includesubdomains,PRELOAD | max-age=31536000; includeSubDomains; preload
            31536000,preload,includeSubDomains | max-age=31536000; includeSubDomains; preload
            """)
    void value_of_the_header(String text, String value) {
        assertEquals(value, HstsPolicy.parse(text).fieldValue());
    }

    @Test
    void header_is_the_one_of_rfc_6797() {
        Headers headers = HstsPolicy.parse("7").headers();

        assertEquals("max-age=7", headers.first("strict-transport-security").orElseThrow());
        assertEquals(1, headers.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1y",
                "-1",
                "+1",
                "1.5",
                "99999999999",
                "1,",
                "1,sub",
                "includeSubDomains",
                "1,includeSubDomains,includeSubDomains",
                "1, includeSubDomains",
                "1;includeSubDomains"
            })
    void invalid_policy_is_rejected(String text) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> HstsPolicy.parse(text))
                .getMessage()
                .contains("e.g. 31536000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31536000,preload", "31535999,includeSubDomains,preload"})
    void host_that_the_list_of_browsers_does_not_accept_is_rejected(String text) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> HstsPolicy.parse(text))
                .getMessage()
                .contains("preload requires"));
    }
}
