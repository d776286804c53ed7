package dev.roundhouse.http.connection;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Bounds of bounds. */
class LimitsTest {
    @Test
    void the_lowest_limits_are_limits() {
        assertDoesNotThrow(() -> new Limits(1, 0, 1, 0, 0, 0, 1));
    }

    @Test
    void lower_ones_are_none() {
        assertRefused(0, 0, 1, 0, 0, 0, 1);
        assertRefused(1, -1, 1, 0, 0, 0, 1);
        assertRefused(1, 0, 0, 0, 0, 0, 1);
        assertRefused(1, 0, 1, -1, 0, 0, 1);
        assertRefused(1, 0, 1, 0, -1, 0, 1);
        assertRefused(1, 0, 1, 0, 0, -1, 1);
        assertRefused(1, 0, 1, 0, 0, 0, 0);
    }

    private static void assertRefused(
            int line, int fields, int fieldBytes, long body, long discard, int extensions, long requests) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Limits(line, fields, fieldBytes, body, discard, extensions, requests));
    }

    @Test
    void one_limit_changes_and_the_others_stay() {
        Limits limits = new Limits(1, 2, 3, 4, 5, 6, 7);

        assertEquals(new Limits(1, 2, 3, 9, 5, 6, 7), limits.withBodyBytes(9));
        assertEquals(new Limits(1, 2, 3, 4, 5, 6, 9), limits.withRequests(9));
    }

    @Test
    void no_pace_is_below_zero() {
        assertThrows(IllegalArgumentException.class, () -> new Timeouts.MinRate(-1, Duration.ZERO));
    }
}
