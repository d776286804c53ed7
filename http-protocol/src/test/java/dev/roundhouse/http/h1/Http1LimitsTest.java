package dev.roundhouse.http.h1;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roundhouse.http.connection.Limits;
import org.junit.jupiter.api.Test;

class Http1LimitsTest {
    @Test
    void lowest_limits_are_accepted() {
        assertDoesNotThrow(() -> new Http1Limits(Limits.DEFAULT, 1, 0, 0));
    }

    @Test
    void lower_limits_are_rejected() {
        assertRejected(0, 0, 0);
        assertRejected(1, -1, 0);
        assertRejected(1, 0, -1);
    }

    private static void assertRejected(int line, long discard, int extensions) {
        assertThrows(IllegalArgumentException.class, () -> new Http1Limits(Limits.DEFAULT, line, discard, extensions));
    }

    /** RFC 9112 §3: it is RECOMMENDED to support request lines of at least 8000 bytes. */
    @Test
    void default_request_line_has_at_least_8000_bytes() {
        assertEquals(8192, Http1Limits.DEFAULT.requestLineBytes());
    }

    @Test
    void defaults_apply_to_other_common_limits() {
        Limits common = new Limits(1, 2, 3, 4);
        Http1Limits limits = Http1Limits.of(common);

        assertEquals(common, limits.common());
        assertEquals(
                Http1Limits.DEFAULT,
                new Http1Limits(
                        Limits.DEFAULT,
                        limits.requestLineBytes(),
                        limits.discardBytes(),
                        limits.chunkExtensionBytes()));
    }
}
